import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { stringOperand } from '../operands.js';
import { makeSet } from '../order.js';
import { RegoObject, RegoSet, type Value } from '../value.js';
import {
  addressText,
  cidrOf,
  cidrOrAddress,
  cidrsOf,
  parseAddress,
  parseCidr,
  type Range,
  rangeOf,
} from './address.js';
import { lookUp } from './look-up.js';

/** As many addresses as one expansion may give. */
const MOST_ADDRESSES = 1n << 20n;

const covers = (outer: Range, inner: Range): boolean =>
  outer.bits === inner.bits && outer.first <= inner.first && inner.last <= outer.last;

const contains: HostBuiltin = (args) => {
  const range = cidrOf(stringOperand(args, 0));
  return covers(range, cidrOrAddress(stringOperand(args, 1)));
};

const intersects: HostBuiltin = (args) => {
  const a = cidrOf(stringOperand(args, 0));
  const b = cidrOf(stringOperand(args, 1));
  return a.bits === b.bits && a.first <= b.last && b.first <= a.last;
};

const expand: HostBuiltin = (args) => {
  const { first, last, bits } = cidrOf(stringOperand(args, 0));
  if (last - first >= MOST_ADDRESSES) throw new BuiltinError('builtin', 'the range is too large');
  return makeSet(
    Array.from({ length: Number(last - first) + 1 }, (_, index) =>
      addressText(first + BigInt(index), bits),
    ),
  );
};

/** Bare IPv4 addresses stand for the network of their class, as Go's DefaultMask has it. */
function networkOf(item: Value): Range {
  if (typeof item !== 'string') throw new BuiltinError('builtin', 'element must be string');
  const address = parseAddress(item);
  if (address === undefined) return cidrOf(item);
  if (address.bits !== 32) {
    throw new BuiltinError('builtin', 'IPv6 invalid: needs prefix length');
  }
  const first = Number(address.value >> 24n);
  return rangeOf(address, first < 128 ? 8 : first < 192 ? 16 : 24);
}

const merge: HostBuiltin = (args) => {
  const items = args[0] instanceof RegoSet ? args[0].items : args[0];
  if (!Array.isArray(items)) throw new BuiltinError('builtin', 'operand must be an array');
  const ranges = (items as readonly Value[])
    .map(networkOf)
    .sort((a, b) => a.bits - b.bits || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged: Range[] = [];
  for (const range of ranges) {
    const before = merged.at(-1);
    if (before !== undefined && before.bits === range.bits && range.first <= before.last + 1n) {
      const last = range.last > before.last ? range.last : before.last;
      merged[merged.length - 1] = { ...before, last };
    } else merged.push(range);
  }
  return makeSet(merged.flatMap(cidrsOf));
};

/** Each element with what stands for it in the answer: the text itself, an index, a key, a set's own member. */
function elementsOf(operand: Value | undefined): readonly (readonly [Value, Value])[] {
  if (typeof operand === 'string') return [[operand, operand]];
  if (Array.isArray(operand)) {
    return (operand as readonly Value[]).map((element, at) => [at, element]);
  }
  if (operand instanceof RegoSet) return operand.items.map((element) => [element, element]);
  // OPA says nothing of operands of other types: they hold no networks.
  return operand instanceof RegoObject ? operand.entries : [];
}

function networkText(element: Value, position: number): Value {
  const text = Array.isArray(element) ? (element as readonly Value[])[0] : element;
  if (text !== undefined && (typeof element === 'string' || Array.isArray(element))) return text;
  throw new BuiltinError(
    'builtin',
    `operand ${position}: element must be string or non-empty array`,
  );
}

/** Elements are looked at as they are compared: what nothing is compared with may be wrong. */
const containsMatches: HostBuiltin = (args) => {
  const found: Value[] = [];
  for (const [left, outer] of elementsOf(args[0])) {
    const outerText = networkText(outer, 1);
    for (const [right, inner] of elementsOf(args[1])) {
      const pair = [outerText, networkText(inner, 2)];
      const [range, other] = [stringOperand(pair, 0), stringOperand(pair, 1)];
      if (covers(cidrOf(range), cidrOrAddress(other))) found.push([left, right]);
    }
  }
  return makeSet(found);
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['net.cidr_contains', contains],
  ['net.cidr_contains_matches', containsMatches],
  ['net.cidr_expand', expand],
  ['net.cidr_intersects', intersects],
  ['net.cidr_is_valid', ([text]) => typeof text === 'string' && parseCidr(text) !== undefined],
  ['net.cidr_merge', merge],
  ['net.cidr_overlap', contains],
  ['net.lookup_ip_addr', lookUp],
]);

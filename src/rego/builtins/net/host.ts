import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { collectionOperand, operandError, stringOperand } from '../operands.js';
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
function networkOf(text: string): Range {
  if (text.includes('/')) return cidrOf(text);
  const address = parseAddress(text);
  if (address === undefined || address.bits !== 32) {
    throw new BuiltinError('builtin', `invalid CIDR address: ${text}`);
  }
  const first = Number(address.value >> 24n);
  return rangeOf(address, first < 128 ? 8 : first < 192 ? 16 : 24);
}

const merge: HostBuiltin = (args) => {
  const ranges = collectionOperand(args, 0)
    .map((item) => networkOf(stringOperand([item], 0)))
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

/** What stands for each element in the answer: the text itself, an index, a key, a set's own member. */
function keyed(args: readonly Value[], index: number): (readonly [Value, Range])[] {
  const operand = args[index];
  const range = (element: Value): Range => {
    const text = Array.isArray(element) ? (element as readonly Value[])[0] : element;
    if (typeof text === 'string') return cidrOrAddress(text);
    throw new BuiltinError(
      'builtin',
      `operand ${index + 1}: element must be string or non-empty array`,
    );
  };
  if (typeof operand === 'string') return [[operand, range(operand)]];
  if (Array.isArray(operand)) {
    return (operand as readonly Value[]).map((element, at) => [at, range(element)]);
  }
  if (operand instanceof RegoSet) return operand.items.map((element) => [element, range(element)]);
  if (operand instanceof RegoObject) {
    return operand.entries.map(([key, element]) => [key, range(element)]);
  }
  throw operandError(args, index, '{string, array, set, object}');
}

const containsMatches: HostBuiltin = (args) => {
  const outer = keyed(args, 0);
  const inner = keyed(args, 1);
  return makeSet(
    outer.flatMap(([left, range]) =>
      inner.filter(([, other]) => covers(range, other)).map(([right]) => [left, right]),
    ),
  );
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

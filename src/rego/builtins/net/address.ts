/** IP addresses and CIDR ranges as numbers. */
import { BuiltinError } from '../declaration.js';

export interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

/** The addresses from `first` to `last`. */
export interface Range {
  readonly first: bigint;
  readonly last: bigint;
  readonly bits: 32 | 128;
}

export function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) return parseV4(text);
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => 0), ...after];
  const value = groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
  return { value, bits: 128 };
}

function parseV4(text: string): Address | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1);
  if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) {
    return undefined;
  }
  return { value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n), bits: 32 };
}

/** The 16-bit groups of a part of an IPv6 address; the last may be an IPv4 address. */
function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  for (const [index, part] of text.split(':').entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else {
      const embedded = index === text.split(':').length - 1 ? parseV4(part) : undefined;
      if (embedded === undefined) return undefined;
      groups.push(Number(embedded.value >> 16n), Number(embedded.value & 0xffffn));
    }
  }
  return groups;
}

/** `10.0.0.0/8`; the address may be any in the range. */
export function parseCidr(text: string): Range | undefined {
  const [address = '', length, ...more] = text.split('/');
  if (length === undefined || more.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const parsed = parseAddress(address);
  if (parsed === undefined || Number(length) > parsed.bits) return undefined;
  return rangeOf(parsed, Number(length));
}

export function rangeOf({ value, bits }: Address, length: number): Range {
  const size = 1n << BigInt(bits - length);
  const first = value - (value % size);
  return { first, last: first + size - 1n, bits };
}

/** @throws BuiltinError in Go's words */
export function cidrOf(text: string): Range {
  const range = parseCidr(text);
  if (range === undefined) throw new BuiltinError('builtin', `invalid CIDR address: ${text}`);
  return range;
}

/**
 * A range or a single address.
 *
 * @throws BuiltinError in OPA's words
 */
export function cidrOrAddress(text: string): Range {
  const address = parseAddress(text);
  const range = address === undefined ? parseCidr(text) : rangeOf(address, address.bits);
  if (range === undefined) {
    const problem = 'not a valid textual representation of an IP address or CIDR';
    throw new BuiltinError('builtin', `${problem}: ${text}`);
  }
  return range;
}

export function addressText(value: bigint, bits: 32 | 128): string {
  if (bits === 32) {
    return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number((value >> BigInt(112 - index * 16)) & 0xffffn),
  );
  // The longest run of zeros, the first of several, at least two groups.
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  if (best.length < 2) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

/** The fewest CIDR ranges that make up one range, in order. */
export function cidrsOf({ first, last, bits }: Range): string[] {
  const found: string[] = [];
  for (let at = first; at <= last; ) {
    let length = bits as number;
    while (length > 0) {
      const size = 1n << BigInt(bits - length + 1);
      if (at % size !== 0n || at + size - 1n > last) break;
      length--;
    }
    found.push(`${addressText(at, bits)}/${length}`);
    at += 1n << BigInt(bits - length);
  }
  return found;
}

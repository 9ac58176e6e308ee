// IP addresses and networks, as Go's net package reads and compares them.
import { BUILTIN_ERROR, put, putLiteral, setError } from './error.as';
import { alloc } from './heap.as';
import { isStringOperand } from './operands.as';
import { bytesOf, lengthOf, make_bool } from './value.as';

// Addresses are 16 bytes, those of IPv4 mapped to ::ffff:0:0/96. A network is its first address and, behind it, how many bits count.

export function net_cidr_contains(network: u32, other: u32): u32 {
  const outer = networkOperand(network);
  if (!outer || !isStringOperand(1, other)) return 0;
  const from = bytesOf(other);
  const end = from + lengthOf(other);
  const address = alloc(24);
  if (parseAddress(from, end, address)) return make_bool(<u32>hasAddress(outer, address));
  if (!parseNetwork(from, end, address)) {
    return badText('not a valid textual representation of an IP address or CIDR: ', other);
  }
  if (!hasAddress(outer, address)) return make_bool(0);
  const last = alloc(16);
  memory.copy(last, address, 16);
  for (let bit = load<u32>(address, 16); bit < 128; bit++) {
    const at = last + (bit >> 3);
    store<u8>(at, load<u8>(at) | (<u8>0x80 >> <u8>(bit & 7)));
  }
  return make_bool(<u32>hasAddress(outer, last));
}

/** The old name of `net.cidr_contains`. */
export function net_cidr_overlap(network: u32, other: u32): u32 {
  return net_cidr_contains(network, other);
}

export function net_cidr_intersects(a: u32, b: u32): u32 {
  const left = networkOperand(a);
  const right = left ? networkOperand(b) : 0;
  if (!right) return 0;
  return make_bool(<u32>(hasAddress(left, right) || hasAddress(right, left)));
}

/** OPA calls both operands the first. */
function networkOperand(v: u32): u32 {
  if (!isStringOperand(1, v)) return 0;
  const network = alloc(24);
  if (parseNetwork(bytesOf(v), bytesOf(v) + lengthOf(v), network)) return network;
  return badText('invalid CIDR address: ', v);
}

function badText(problem: string, v: u32): u32 {
  const message = alloc(lengthOf(v) + 80);
  const at = put(putLiteral(message, problem), bytesOf(v), lengthOf(v));
  return setError(BUILTIN_ERROR, message, at - message);
}

/** IPv4 or mapped to IPv6. */
function isMapped(address: u32): bool {
  return load<u64>(address) == 0 && load<u32>(address, 8) == 0xffff0000;
}

function hasAddress(network: u32, address: u32): bool {
  if (isMapped(network) != isMapped(address)) return false;
  const bits = load<u32>(network, 16);
  const whole = bits >> 3;
  for (let i: u32 = 0; i < whole; i++) if (load<u8>(network + i) != load<u8>(address + i)) return false;
  const rest = bits & 7;
  return rest == 0 || (load<u8>(network + whole) ^ load<u8>(address + whole)) >> <u8>(8 - rest) == 0;
}

/** `10.0.0.0/8`; bits that do not count are cleared. */
function parseNetwork(from: u32, end: u32, into: u32): bool {
  let slash = from;
  while (slash < end && load<u8>(slash) != 47) slash++;
  if (slash + 1 >= end || !parseAddress(from, slash, into)) return false;
  let bits: u32 = 0;
  for (let at = slash + 1; at < end; at++) {
    const digit = <u32>load<u8>(at) - 48;
    if (digit > 9) return false;
    bits = bits * 10 + digit;
    if (bits > 128) return false;
  }
  let isShort = true;
  for (let at = from; at < slash; at++) if (load<u8>(at) == 58) isShort = false;
  if (isShort) {
    if (bits > 32) return false;
    bits += 96;
  }
  store<u32>(into, bits, 16);
  for (let bit = bits; bit < 128; bit++) {
    const at = into + (bit >> 3);
    store<u8>(at, load<u8>(at) & ~(<u8>0x80 >> <u8>(bit & 7)));
  }
  return true;
}

function parseAddress(from: u32, end: u32, into: u32): bool {
  memory.fill(into, 0, 16);
  for (let at = from; at < end; at++) if (load<u8>(at) == 58) return parseLong(from, end, into);
  store<u16>(into, 0xffff, 10);
  return parseShort(from, end, into + 12);
}

/** Four numbers without leading zeros. */
function parseShort(at: u32, end: u32, into: u32): bool {
  for (let field: u32 = 0; field < 4; field++) {
    if (field && (at >= end || load<u8>(at++) != 46)) return false;
    const start = at;
    let value: u32 = 0;
    for (; at < end && <u8>(load<u8>(at) - 48) <= 9; at++) {
      value = value * 10 + (load<u8>(at) - 48);
      if (value > 255) return false;
    }
    if (at == start || (at - start > 1 && load<u8>(start) == 48)) return false;
    store<u8>(into + field, value);
  }
  return at == end;
}

/** Groups of up to four hexadecimal digits, `::` for zeros once, perhaps an IPv4 address at the end. */
function parseLong(at: u32, end: u32, into: u32): bool {
  let used: u32 = 0;
  let gap: i32 = -1;
  if (at + 1 < end && load<u16>(at) == 0x3a3a) {
    gap = 0;
    at += 2;
    if (at == end) return true;
  }
  while (used < 16) {
    const start = at;
    let value: u32 = 0;
    for (; at < end; at++) {
      const digit = hexValue(load<u8>(at));
      if (digit > 15) break;
      if (at - start > 3) return false;
      value = (value << 4) | digit;
    }
    if (at == start) return false;
    if (at < end && load<u8>(at) == 46) {
      if ((gap < 0 && used != 12) || used > 12 || !parseShort(start, end, into + used)) return false;
      used += 4;
      at = end;
      break;
    }
    store<u8>(into + used, value >> 8);
    store<u8>(into + used, value, 1);
    used += 2;
    if (at == end) break;
    if (load<u8>(at) != 58 || at + 1 == end) return false;
    at++;
    if (load<u8>(at) == 58) {
      if (gap >= 0) return false;
      gap = used;
      at++;
      if (at == end) break;
    }
  }
  if (at < end) return false;
  if (used == 16) return gap < 0;
  if (gap < 0) return false;
  const behind = used - gap;
  memory.copy(into + 16 - behind, into + gap, behind);
  memory.fill(into + gap, 0, 16 - used);
  return true;
}

function hexValue(c: u8): u32 {
  if (<u8>(c - 48) <= 9) return c - 48;
  const lower = c | 32;
  return <u8>(lower - 97) <= 5 ? lower - 87 : 255;
}

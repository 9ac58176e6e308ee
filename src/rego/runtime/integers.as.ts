// Integers of any size: bits, bases, ranges. Large ones are a sign and 32-bit limbs, the least significant first.
import { minus, plus } from './arithmetic.as';
import { opa_value_compare } from './compare.as';
import { BUILTIN_ERROR, fail, TYPE_ERROR } from './error.as';
import { alloc } from './heap.as';
import { canonicalNumber, parseNumber } from './number.as';
import { isIntegerOperand, isNumberOperand } from './operands.as';
import { truncated } from './rounding.as';
import { countOf, digitsOf, exponentOf, negativeOf, unpack } from './unpack.as';
import { array_append, intOf, isInt, make_array, make_int, makeString } from './value.as';

const AND: i32 = 0;
const OR: i32 = 1;
const XOR: i32 = 2;

/** Larger shifts would need more memory than any number is worth. */
const LARGEST_SHIFT: i64 = 100000;

/** As many numbers as a range may have. */
const LONGEST_RANGE: i64 = 10000000;

/** Decimal digits that fit a limb. */
const CHUNK: u32 = 9;
const CHUNK_BASE: u64 = 1000000000;

/** The limbs of an integer in two's complement, sign-extended to `limbs`. */
function complement(v: u32, limbs: u32): u32 {
  const out = alloc(limbs << 2);
  memory.fill(out, 0, limbs << 2);
  if (isInt(v)) {
    store<i64>(out, intOf(v));
    if (intOf(v) < 0) memory.fill(out + 8, 0xff, (limbs << 2) - 8);
    return out;
  }
  const x = alloc(16);
  unpack(v, x);
  const count = countOf(x) + exponentOf(x);
  let used: u32 = 0;
  for (let i = 0; i < count; i++) {
    let carry: u64 = i < countOf(x) ? load<u8>(digitsOf(x) + i) : 0;
    for (let limb: u32 = 0; limb < used; limb++) {
      const wide = <u64>load<u32>(out + (limb << 2)) * 10 + carry;
      store<u32>(out + (limb << 2), <u32>wide);
      carry = wide >> 32;
    }
    if (carry) store<u32>(out + (used++ << 2), <u32>carry);
  }
  if (negativeOf(x)) negate(out, limbs);
  return out;
}

function negate(at: u32, limbs: u32): void {
  let carry: u64 = 1;
  for (let i: u32 = 0; i < limbs; i++) {
    const wide = (<u64>load<u32>(at + (i << 2)) ^ 0xffffffff) + carry;
    store<u32>(at + (i << 2), <u32>wide);
    carry = wide >> 32;
  }
}

/** Limbs that hold an integer with its sign, and some to spare. */
function limbsFor(v: u32): u32 {
  if (isInt(v)) return 3;
  const x = alloc(16);
  unpack(v, x);
  // A digit is less than 3.33 bits.
  return ((<u32>(countOf(x) + exponentOf(x)) * 107) >> 10) + 3;
}

/** The number of limbs in two's complement; changes them. */
function fromComplement(at: u32, limbs: u32): u32 {
  const isNegative = <i32>load<u32>(at + ((limbs - 1) << 2)) < 0;
  if (isNegative) negate(at, limbs);
  const chunks = alloc(limbs * 10 + 16);
  let to = chunks + limbs * 10 + 16;
  const end = to;
  let used = limbs;
  for (;;) {
    while (used && load<u32>(at + ((used - 1) << 2)) == 0) used--;
    if (!used) break;
    let rest: u64 = 0;
    for (let i = used; i > 0; i--) {
      const wide = (rest << 32) | load<u32>(at + ((i - 1) << 2));
      store<u32>(at + ((i - 1) << 2), <u32>(wide / CHUNK_BASE));
      rest = wide % CHUNK_BASE;
    }
    for (let i: u32 = 0; i < CHUNK; i++) {
      store<u8>(--to, 48 + <u8>(rest % 10));
      rest /= 10;
    }
  }
  if (to == end) return make_int(0);
  if (isNegative) store<u8>(--to, 45);
  return parseNumber(to, end - to);
}

function combine(a: u32, b: u32, operation: i32): u32 {
  if (!isIntegerOperand(1, a) || !isIntegerOperand(2, b)) return 0;
  if (isInt(a) && isInt(b)) {
    const x = intOf(a);
    const y = intOf(b);
    return make_int(operation == AND ? x & y : operation == OR ? x | y : x ^ y);
  }
  const limbs = max(limbsFor(a), limbsFor(b));
  const left = complement(a, limbs);
  const right = complement(b, limbs);
  for (let i: u32 = 0; i < limbs; i++) {
    const x = load<u32>(left + (i << 2));
    const y = load<u32>(right + (i << 2));
    store<u32>(left + (i << 2), operation == AND ? x & y : operation == OR ? x | y : x ^ y);
  }
  return fromComplement(left, limbs);
}

export function bits_and(a: u32, b: u32): u32 { return combine(a, b, AND); }
export function bits_or(a: u32, b: u32): u32 { return combine(a, b, OR); }
export function bits_xor(a: u32, b: u32): u32 { return combine(a, b, XOR); }

export function bits_negate(v: u32): u32 {
  return isIntegerOperand(1, v) ? minus(make_int(-1), v) : 0;
}

function isShift(v: u32, by: u32): bool {
  if (!isIntegerOperand(1, v) || !isIntegerOperand(2, by)) return false;
  if (opa_value_compare(by, make_int(0)) >= 0) return true;
  fail(TYPE_ERROR, 'operand 2 must be an unsigned integer number but got a negative integer');
  return false;
}

/** As in OPA: of larger shifts the last 64 bits count. */
function shiftOf(by: u32): i64 {
  const shift = canonicalNumber(by);
  if (isInt(shift)) return intOf(shift);
  const limbs = complement(shift, limbsFor(shift));
  return load<i64>(limbs);
}

export function bits_lsh(v: u32, by: u32): u32 {
  if (!isShift(v, by)) return 0;
  const shift = shiftOf(by);
  if (isInt(v) && intOf(v) == 0) return v;
  if (isInt(v) && shift < 63 && (intOf(v) << shift) >> shift == intOf(v)) return make_int(intOf(v) << shift);
  if (shift > LARGEST_SHIFT || shift < 0) return fail(BUILTIN_ERROR, 'shift is too large');
  const limbs = limbsFor(v);
  const total = limbs + (<u32>shift >> 5) + 1;
  const from = complement(v, limbs);
  const out = alloc(total << 2);
  const empty = <u32>shift >> 5;
  memory.fill(out, 0, empty << 2);
  const bits = <u64>shift & 31;
  let carry: u64 = 0;
  for (let i: u32 = 0; i < limbs; i++) {
    const wide = (<u64>load<u32>(from + (i << 2)) << bits) | carry;
    store<u32>(out + ((empty + i) << 2), <u32>wide);
    carry = wide >> 32;
  }
  // The sign goes on above.
  const sign = <i32>load<u32>(from + ((limbs - 1) << 2)) >> 31;
  store<u32>(out + ((total - 1) << 2), <u32>carry | (<u32>sign << <u32>bits));
  return fromComplement(out, total);
}

export function bits_rsh(v: u32, by: u32): u32 {
  if (!isShift(v, by)) return 0;
  const shift = shiftOf(by);
  if (isInt(v)) return make_int(intOf(v) >> <i64>min<u64>(<u64>shift, 63));
  const limbs = limbsFor(v);
  const from = complement(v, limbs);
  const sign = <u64><u32>(<i32>load<u32>(from + ((limbs - 1) << 2)) >> 31);
  const skipped = <u32>min<u64>(<u64>shift >> 5, limbs);
  const bits = <u64>shift & 31;
  const out = alloc(limbs << 2);
  for (let i: u32 = 0; i < limbs; i++) {
    const at = i + skipped;
    const low = at < limbs ? <u64>load<u32>(from + (at << 2)) : sign;
    const high = at + 1 < limbs ? <u64>load<u32>(from + ((at + 1) << 2)) : sign;
    store<u32>(out + (i << 2), <u32>(((high << 32) | low) >> bits));
  }
  return fromComplement(out, limbs);
}

/** Digits after a point are cut off. */
export function format_int(v: u32, base: u32): u32 {
  if (!isNumberOperand(1, v) || !isNumberOperand(2, base)) return 0;
  const radix = isInt(base) ? intOf(base) : 0;
  if (radix != 2 && radix != 8 && radix != 10 && radix != 16) {
    return fail(TYPE_ERROR, 'operand 2 must be one of {2, 8, 10, 16}');
  }
  const whole = truncated(v);
  const limbs = limbsFor(whole);
  const number = complement(whole, limbs);
  const isNegative = <i32>load<u32>(number + ((limbs - 1) << 2)) < 0;
  if (isNegative) negate(number, limbs);
  const size = (limbs << 5) + 2;
  const bytes = alloc(size);
  let to = bytes + size;
  const end = to;
  let used = limbs;
  for (;;) {
    while (used && load<u32>(number + ((used - 1) << 2)) == 0) used--;
    if (!used) break;
    let rest: u64 = 0;
    for (let i = used; i > 0; i--) {
      const wide = (rest << 32) | load<u32>(number + ((i - 1) << 2));
      store<u32>(number + ((i - 1) << 2), <u32>(wide / <u64>radix));
      rest = wide % <u64>radix;
    }
    store<u8>(--to, rest < 10 ? 48 + <u8>rest : 87 + <u8>rest);
  }
  if (to == end) store<u8>(--to, 48);
  if (isNegative) store<u8>(--to, 45);
  return makeString(to, end - to);
}

export function numbers_range(first: u32, last: u32): u32 {
  if (!isIntegerOperand(1, first) || !isIntegerOperand(2, last)) return 0;
  const from = canonicalNumber(first);
  const to = canonicalNumber(last);
  const span = opa_value_compare(from, to) <= 0 ? minus(to, from) : minus(from, to);
  if (!isInt(span) || intOf(span) > LONGEST_RANGE) return fail(BUILTIN_ERROR, 'range is too long');
  const step: i64 = opa_value_compare(from, to) <= 0 ? 1 : -1;
  const count = <u32>intOf(span) + 1;
  const result = make_array(count);
  if (isInt(from) && isInt(to)) {
    for (let i: u32 = 0, v = intOf(from); i < count; i++, v += step) array_append(result, make_int(v));
    return result;
  }
  const by = make_int(step);
  for (let i: u32 = 0, v = from; i < count; i++, v = plus(v, by)) array_append(result, v);
  return result;
}

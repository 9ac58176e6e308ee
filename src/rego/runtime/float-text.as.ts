// Between decimal digits and floats: exactly rounded one way, as few digits as tell a float from its neighbours the other.
import { countOf, digitsOf, exponentOf, negativeOf, unpack } from './unpack.as';
import { isBelowZero, isWholeFloat, mantissaOf, powerOf, settle } from './float.as';
import { alloc } from './heap.as';
import { parseNumber, readNumber } from './number.as';
import { intOf, isInt, make_int } from './value.as';

/** The largest powers of 5, 10 and 2 with which a limb is multiplied at once. */
const FIVES: i32 = 13;
const FIVES_VALUE: u64 = 1220703125;
const TENS: u64 = 1000000000;
const TWOS: i32 = 29;

const MINUS_ZERO = memory.data<u8>([45, 48]);

/** A number as a float. */
export function floatOf(v: u32, into: u32, bits: u32): void {
  if (isInt(v)) {
    const value = intOf(v);
    settle(into, 0, value < 0 ? <u64>-value : <u64>value, false, 0, value < 0, bits);
    return;
  }
  const x = alloc(16);
  unpack(v, x);
  const count = countOf(x);
  const fives = exponentOf(x);
  let power = fives;
  // Where fives divide, as many bits in front as the result needs.
  const spare = fives < 0 ? ((<u32>-fives * 2378) >> 10) + 192 : 0;
  const room = ((<u32>count * 107) >> 10) + (spare >> 5) + (fives > 0 ? (<u32>fives * 2378) >> 15 : 0) + 8;
  const limbs = alloc(room << 2);
  memory.fill(limbs, 0, room << 2);
  let used: u32 = 0;
  for (let i = 0; i < count; i++) used = multiply(limbs, used, 10, load<u8>(digitsOf(x) + i), 32);
  const shift = spare >> 5;
  if (shift && used) {
    memory.copy(limbs + (shift << 2), limbs, used << 2);
    memory.fill(limbs, 0, shift << 2);
    used += shift;
    power -= <i32>(shift << 5);
  }
  let more = false;
  for (let rest = fives; rest > 0; rest -= FIVES) used = multiply(limbs, used, fivesAtOnce(rest), 0, 32);
  for (let rest = -fives; rest > 0; rest -= FIVES) {
    if (divide(limbs, used, fivesAtOnce(rest))) more = true;
    while (used && !load<u32>(limbs + ((used - 1) << 2))) used--;
  }
  for (let i: u32 = 0; !more && i + 4 < used; i++) more = load<u32>(limbs + (i << 2)) != 0;
  const high = (limb(limbs, used, 1) << 32) | limb(limbs, used, 2);
  const low = (limb(limbs, used, 3) << 32) | limb(limbs, used, 4);
  settle(into, high, low, more, power + (<i32>used - 4) * 32, negativeOf(x), bits);
}

/** The limb so many places from the end. */
function limb(limbs: u32, used: u32, place: u32): u64 {
  return place > used ? 0 : load<u32>(limbs + ((used - place) << 2));
}

/** The largest power of five up to 5^power that a limb is multiplied with. */
function fivesAtOnce(power: i32): u64 {
  if (power >= FIVES) return FIVES_VALUE;
  let value: u64 = 1;
  while (power--) value *= 5;
  return value;
}

/** Multiplies limbs in place and adds; `bits` is 32 for limbs in base two, 0 for base 10^9. The new number of limbs. */
function multiply(limbs: u32, used: u32, by: u64, carry: u64, bits: u64): u32 {
  for (let i: u32 = 0; i < used; i++) {
    const wide = <u64>load<u32>(limbs + (i << 2)) * by + carry;
    carry = bits ? wide >> bits : wide / TENS;
    store<u32>(limbs + (i << 2), <u32>(bits ? wide : wide % TENS));
  }
  while (carry) {
    store<u32>(limbs + (used++ << 2), <u32>(bits ? carry : carry % TENS));
    carry = bits ? carry >> bits : carry / TENS;
  }
  return used;
}

function divide(limbs: u32, used: u32, by: u64): u64 {
  let rest: u64 = 0;
  for (let i = used; i > 0; i--) {
    const wide = (rest << 32) | load<u32>(limbs + ((i - 1) << 2));
    store<u32>(limbs + ((i - 1) << 2), <u32>(wide / by));
    rest = wide % by;
  }
  return rest;
}

// Exact digits of a float, 12 bytes: their address, count, and how many of them stand before the point.

@inline function at(digits: u32, index: i32): u8 {
  return index < load<i32>(digits, 4) ? load<u8>(load<u32>(digits) + index) : 0;
}

/** The digits of (carry × 2^64 + mantissa) × 2^power, without zeros at the end. */
function exactDigits(carry: u64, mantissa: u64, power: i32): u32 {
  const room = <u32>(power < 0 ? (-power * 715) >> 10 : (power * 309) >> 10) / 9 + 16;
  const limbs = alloc(room << 2);
  let used: u32 = 0;
  // From the highest 16 bits down.
  used = multiply(limbs, used, 1, carry, 0);
  for (let part: u64 = 48; ; part -= 16) {
    used = multiply(limbs, used, 0x10000, (mantissa >> part) & 0xffff, 0);
    if (!part) break;
  }
  for (let rest = power; rest > 0; rest -= TWOS) used = multiply(limbs, used, <u64>1 << <u64>min(rest, TWOS), 0, 0);
  for (let rest = -power; rest > 0; rest -= FIVES) used = multiply(limbs, used, fivesAtOnce(rest), 0, 0);
  const bytes = alloc(used * 9);
  for (let i: u32 = 0; i < used; i++) {
    let value = load<u32>(limbs + (i << 2));
    const end = bytes + (used - i) * 9;
    for (let place: u32 = 1; place <= 9; place++) {
      store<u8>(end - place, <u8>(value % 10));
      value /= 10;
    }
  }
  let from: u32 = 0;
  let count = used * 9;
  while (from < count && !load<u8>(bytes + from)) from++;
  const point = <i32>(count - from) + min(power, 0);
  while (count > from && !load<u8>(bytes + count - 1)) count--;
  const digits = alloc(12);
  store<u32>(digits, bytes + from);
  store<u32>(digits, count - from, 4);
  store<i32>(digits, point, 8);
  return digits;
}

/** Cuts digits to so many, up or down. */
function cut(digits: u32, count: i32, isUp: bool): void {
  const bytes = load<u32>(digits);
  if (isUp) {
    while (count > 0 && load<u8>(bytes + count - 1) == 9) count--;
    if (!count) {
      store<u8>(bytes, 1);
      store<i32>(digits, load<i32>(digits, 8) + 1, 8);
      count = 1;
    } else store<u8>(bytes + count - 1, load<u8>(bytes + count - 1) + 1);
  }
  while (count > 0 && !load<u8>(bytes + count - 1)) count--;
  store<i32>(digits, count, 4);
}

/** The fewest digits that only this float of so many bits is nearest to. */
function shortestDigits(mantissa: u64, power: i32, bits: u32): u32 {
  const half: u64 = <u64>1 << (64 - bits);
  const doubled = mantissa << 1;
  const digits = exactDigits(mantissa >> 63, doubled, power - 1);
  const lower = exactDigits(doubled < half ? (mantissa >> 63) - 1 : mantissa >> 63, doubled - half, power - 1);
  const above = doubled + half;
  const upper = exactDigits(above < doubled ? (mantissa >> 63) + 1 : mantissa >> 63, above, power - 1);
  // Neighbours' halves belong to the even one.
  const isEven = (mantissa & half) == 0;
  const bytes = load<u32>(digits);
  for (let i = 0, n = load<i32>(digits, 4); i < n; i++) {
    const digit = load<u8>(bytes + i);
    const below = at(lower, i);
    const over = at(upper, i);
    const isDown = below != digit || (isEven && i + 1 == load<i32>(lower, 4));
    const isUp = digit != over && (isEven || digit + 1 < over || i + 1 < load<i32>(upper, 4));
    if (!isDown && !isUp) continue;
    let up = isUp;
    if (isDown && isUp) {
      const next = at(digits, i + 1);
      up = next == 5 && i + 2 == n ? (digit & 1) != 0 : next >= 5;
    }
    cut(digits, i + 1, up);
    break;
  }
  return digits;
}

/**
 * The number that a float of so many bits stands for.
 *
 * @param isExact whether a whole number is written to its last digit, not just with the digits that tell it from its neighbours
 */
export function numberOf(f: u32, bits: u32, isExact: bool): u32 {
  const mantissa = mantissaOf(f);
  // As in OPA zero keeps the sign that it was computed with.
  if (!mantissa) return isBelowZero(f) ? readNumber(<u32>MINUS_ZERO, 2) : make_int(0);
  const isWhole = isWholeFloat(f);
  const digits = isWhole && isExact
    ? exactDigits(0, mantissa, powerOf(f))
    : shortestDigits(mantissa, powerOf(f), bits);
  const bytes = load<u32>(digits);
  const count = load<i32>(digits, 4);
  const point = load<i32>(digits, 8);
  const text = alloc(count + (isWhole ? max(point - count, 0) : 0) + 32);
  let to = text;
  if (isBelowZero(f)) store<u8>(to++, 45);
  const isScientific = !isWhole && (point < -3 || point > 6);
  if (point <= 0 && !isScientific) {
    store<u16>(to, 0x2e30);
    to += 2;
    for (let i = point; i < 0; i++) store<u8>(to++, 48);
  }
  for (let i = 0; i < count; i++) {
    if ((isScientific ? i == 1 : i == point && i > 0)) store<u8>(to++, 46);
    store<u8>(to++, 48 + load<u8>(bytes + i));
  }
  if (isWhole) {
    for (let i = count; i < point; i++) store<u8>(to++, 48);
    return parseNumber(text, to - text);
  }
  if (isScientific) {
    const exponent = point - 1;
    store<u8>(to++, 101);
    store<u8>(to++, exponent < 0 ? 45 : 43);
    const size = abs(exponent);
    if (size >= 100000) store<u8>(to++, 48 + <u8>(size / 100000));
    if (size >= 10000) store<u8>(to++, 48 + <u8>(size / 10000 % 10));
    if (size >= 1000) store<u8>(to++, 48 + <u8>(size / 1000 % 10));
    if (size >= 100) store<u8>(to++, 48 + <u8>(size / 100 % 10));
    store<u8>(to++, 48 + <u8>(size / 10 % 10));
    store<u8>(to++, 48 + <u8>(size % 10));
  }
  return readNumber(text, to - text);
}

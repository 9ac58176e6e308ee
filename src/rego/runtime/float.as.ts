// Numbers that are not all integers, as OPA computes with them: in base two with so many significant bits, mostly 64, each result
// rounded to the nearest, halves to the even one.
import { alloc } from './heap.as';

// In memory, 16 bytes: the mantissa of 64 bits, the first one set (0 for zero); the power of two of its last bit; the sign.

export function makeFloat(): u32 { return alloc(16); }
@inline export function mantissaOf(f: u32): u64 { return load<u64>(f); }
@inline export function powerOf(f: u32): i32 { return load<i32>(f, 8); }
@inline export function isBelowZero(f: u32): bool { return load<u32>(f, 12) != 0; }

const FIRST: u64 = 0x8000000000000000;

/** Rounds 128 bits, of which the last counts 2^power, to so many; `more`: whether bits behind them are not all zero. */
export function settle(into: u32, high: u64, low: u64, more: bool, power: i32, negative: bool, bits: u32): void {
  if (!high) {
    high = low;
    low = 0;
    power -= 64;
  }
  store<u32>(into, negative ? 1 : 0, 12);
  if (!high) {
    store<u64>(into, 0);
    store<i32>(into, 0, 8);
    return;
  }
  const zeros = clz(high);
  if (zeros) {
    high = (high << zeros) | (low >> (64 - zeros));
    low <<= zeros;
    power -= <i32>zeros;
  }
  const unit: u64 = <u64>1 << (64 - bits);
  let isHalf = (low >> 63) != 0;
  let isMore = more || (low << 1) != 0;
  if (bits < 64) {
    const cut = high & (unit - 1);
    high -= cut;
    isMore = isMore || isHalf || (cut & ((unit >> 1) - 1)) != 0;
    isHalf = (cut & (unit >> 1)) != 0;
  }
  power += 64;
  if (isHalf && (isMore || (high & unit))) {
    high += unit;
    if (!high) {
      high = FIRST;
      power++;
    }
  }
  store<u64>(into, high);
  store<i32>(into, power, 8);
}

/** a + b, or a - b. */
export function addFloats(a: u32, b: u32, minus: bool, into: u32, bits: u32): void {
  let negativeA = isBelowZero(a);
  let negativeB = isBelowZero(b) != minus;
  if (!mantissaOf(a) || !mantissaOf(b)) {
    const isA = !mantissaOf(b);
    const only = isA ? a : b;
    const negative = mantissaOf(only) ? (isA ? negativeA : negativeB) : negativeA && negativeB;
    settle(into, mantissaOf(only), 0, false, powerOf(only) - 64, negative, bits);
    return;
  }
  if (powerOf(a) < powerOf(b) || (powerOf(a) == powerOf(b) && mantissaOf(a) < mantissaOf(b))) {
    const larger = b;
    b = a;
    a = larger;
    const sign = negativeA;
    negativeA = negativeB;
    negativeB = sign;
  }
  // The smaller one, moved to where the larger one's bits are.
  const distance = <u64>(<i64>powerOf(a) - <i64>powerOf(b));
  const small = mantissaOf(b);
  let low: u64 = 0;
  let high: u64 = 0;
  let more = false;
  if (distance < 64) {
    high = small >> distance;
    low = distance ? small << (64 - distance) : 0;
  } else if (distance < 128) {
    low = small >> (distance - 64);
    more = distance > 64 && small << (128 - distance) != 0;
  } else more = true;
  let power = powerOf(a) - 64;
  if (negativeA == negativeB) {
    high += mantissaOf(a);
    if (high < mantissaOf(a)) {
      more = more || (low & 1) != 0;
      low = (low >> 1) | (high << 63);
      high = (high >> 1) | FIRST;
      power++;
    }
  } else {
    high = mantissaOf(a) - high - (low ? 1 : 0);
    low = 0 - low;
    if (more) {
      if (!low) high--;
      low--;
    }
  }
  settle(into, high, low, more, power, negativeA && (high | low) != 0, bits);
}

export function multiplyFloats(a: u32, b: u32, into: u32, bits: u32): void {
  const x = mantissaOf(a);
  const y = mantissaOf(b);
  const negative = isBelowZero(a) != isBelowZero(b);
  const mask: u64 = 0xffffffff;
  const lowest = (x & mask) * (y & mask);
  const middle = (x >> 32) * (y & mask) + (lowest >> 32);
  const other = (x & mask) * (y >> 32) + (middle & mask);
  const high = (x >> 32) * (y >> 32) + (middle >> 32) + (other >> 32);
  settle(into, high, (other << 32) | (lowest & mask), false, powerOf(a) + powerOf(b), negative, bits);
}

/** The divisor is not zero. */
export function divideFloats(a: u32, b: u32, into: u32, bits: u32): void {
  const negative = isBelowZero(a) != isBelowZero(b);
  const divisor = mantissaOf(b);
  let rest = mantissaOf(a);
  if (!rest) {
    settle(into, 0, 0, false, 0, negative, bits);
    return;
  }
  const isWhole = rest >= divisor;
  if (isWhole) rest -= divisor;
  let high: u64 = 0;
  let low: u64 = 0;
  for (let i = 0; i < 128; i++) {
    const isBeyond = (rest & FIRST) != 0;
    rest <<= 1;
    high = (high << 1) | (low >> 63);
    low <<= 1;
    if (isBeyond || rest >= divisor) {
      rest -= divisor;
      low |= 1;
    }
  }
  let more = rest != 0;
  let power = powerOf(a) - powerOf(b) - 128;
  if (isWhole) {
    more = more || (low & 1) != 0;
    low = (low >> 1) | (high << 63);
    high = (high >> 1) | FIRST;
    power++;
  }
  settle(into, high, low, more, power, negative, bits);
}

/** Whether there is nothing behind the point. */
export function isWholeFloat(f: u32): bool {
  const power = powerOf(f);
  return power >= 0 || !mantissaOf(f) || <i64>ctz(mantissaOf(f)) >= -<i64>power;
}

/** The float without what is behind its point; zero has no sign. */
export function wholeFloat(f: u32, into: u32): void {
  const power = powerOf(f);
  if (power >= 0) {
    memory.copy(into, f, 16);
    return;
  }
  const whole = power <= -64 ? 0 : mantissaOf(f) >> -power;
  settle(into, 0, whole, false, 0, isBelowZero(f) && whole != 0, 64);
}

// Numbers: 64-bit integers, or canonical decimal text: `-?digits[.digits]` or `-?d[.digits]e[+-]digits` without needless zeros,
// or, where someone wrote them in another way, the text that was written.
import { alloc } from './heap.as';
import { bytesOf, intOf, isInt, isSpelled, lengthOf, make_int, makeDecimal, makeSpelled } from './value.as';

/** Longer exponents are refused: nobody writes them, and they would take for ever. */
const MOST_EXPONENT: i32 = 100000;

/** The parts of a number: sign, significant digits without zeros at either end, and the power of ten behind them. */
let negative: bool = false;
let digits: u32 = 0;
let count: u32 = 0;
let exponent: i32 = 0;

/** Takes number text apart into the parts above; false where it is none. Digits are copied. */
function takeApart(at: u32, length: u32): bool {
  const end = at + length;
  negative = false;
  if (at < end && load<u8>(at) == 45) {
    negative = true;
    at++;
  }
  digits = alloc(length + 1);
  count = 0;
  exponent = 0;
  let seen = false;
  let point = false;
  for (; at < end; at++) {
    const c = load<u8>(at);
    if (c == 46) {
      if (point) return false;
      point = true;
    } else if (c >= 48 && c <= 57) {
      seen = true;
      if (point) exponent--;
      if (count || c != 48) store<u8>(digits + count++, c);
    } else break;
  }
  if (!seen) return false;
  if (at < end) {
    const e = load<u8>(at);
    if (e != 101 && e != 69) return false;
    at++;
    let down = false;
    if (at < end && (load<u8>(at) == 43 || load<u8>(at) == 45)) down = load<u8>(at++) == 45;
    let power: i32 = 0;
    if (at >= end) return false;
    for (; at < end; at++) {
      const c = load<u8>(at);
      if (c < 48 || c > 57) return false;
      power = power * 10 + (c - 48);
      if (power > MOST_EXPONENT) return false;
    }
    exponent += down ? -power : power;
  }
  while (count && load<u8>(digits + count - 1) == 48) {
    count--;
    exponent++;
  }
  return true;
}

/** A number from its text, or 0 where the text is none. */
export function parseNumber(at: u32, length: u32): u32 {
  // Most numbers are short integers.
  if (length <= 18) {
    let value: i64 = 0;
    let i = at;
    const end = at + length;
    const minus = load<u8>(i) == 45;
    if (minus) i++;
    if (i < end) {
      for (; i < end; i++) {
        const c = load<u8>(i) - 48;
        if (c > 9) break;
        value = value * 10 + c;
      }
      if (i == end) return make_int(minus ? -value : value);
    }
  }
  if (!takeApart(at, length)) return 0;
  return canonical();
}

/**
 * A number as someone wrote it, or 0 where the text is none. As in OPA it keeps its spelling until something is computed from it.
 * The text is not copied.
 */
export function readNumber(at: u32, length: u32): u32 {
  const end = at + length;
  let i = at;
  const minus = i < end && load<u8>(i) == 45;
  if (minus) i++;
  const first = i;
  while (i < end && <u8>(load<u8>(i) - 48) <= 9) i++;
  if (i == end) return minus && length == 2 && load<u8>(first) == 48 ? makeSpelled(at, length) : parseNumber(at, length);
  if (!takeApart(at, length)) return 0;
  // What JSON does not know is written as it does: `.5`, `007.5`, `5.`
  const isJson = i > first && (i - first == 1 || load<u8>(first) != 48) && <u8>(load<u8>(end - 1) - 48) <= 9
    && (load<u8>(i) != 46 || <u8>(load<u8>(i, 1) - 48) <= 9);
  if (!isJson) return canonical();
  const isPlain = i > first && load<u8>(i) == 46 && i - first <= 300 && load<u8>(end - 1) != 48 && count != 0;
  if (!isPlain || <i32>count + exponent < -6) return makeSpelled(at, length);
  for (; i < end; i++) if ((load<u8>(i) | 32) == 101) return makeSpelled(at, length);
  return makeDecimal(at, length);
}

/** The same number in its canonical form: an integer where it is one of 64 bits. */
export function canonicalNumber(v: u32): u32 {
  return isSpelled(v) ? parseNumber(bytesOf(v), lengthOf(v)) : v;
}

/** The number that the parts stand for. */
function canonical(): u32 {
  if (count == 0) return make_int(0);
  if (exponent >= 0 && <i32>count + exponent <= 19) {
    let value: u64 = 0;
    for (let i: u32 = 0; i < count; i++) value = value * 10 + (load<u8>(digits + i) - 48);
    for (let i: i32 = 0; i < exponent; i++) value *= 10;
    if (value <= <u64>i64.MAX_VALUE) return make_int(negative ? -(<i64>value) : <i64>value);
    if (negative && value == <u64>1 << 63) return make_int(i64.MIN_VALUE);
  }
  const scientific = exponent > 400 || <i32>count + exponent < -6;
  const text = alloc(count + 440 + 16);
  let at = text;
  if (negative) store<u8>(at++, 45);
  if (scientific) {
    store<u8>(at++, load<u8>(digits));
    if (count > 1) {
      store<u8>(at++, 46);
      memory.copy(at, digits + 1, count - 1);
      at += count - 1;
    }
    store<u8>(at++, 101);
    at = writePower(at, exponent + <i32>count - 1);
  } else if (exponent >= 0) {
    memory.copy(at, digits, count);
    at += count;
    memory.fill(at, 48, exponent);
    at += exponent;
  } else {
    const whole = <i32>count + exponent;
    if (whole > 0) {
      memory.copy(at, digits, whole);
      at += whole;
      store<u8>(at++, 46);
      memory.copy(at, digits + whole, count - whole);
      at += count - whole;
    } else {
      store<u8>(at++, 48);
      store<u8>(at++, 46);
      memory.fill(at, 48, -whole);
      at += -whole;
      memory.copy(at, digits, count);
      at += count;
    }
  }
  return makeDecimal(text, at - text);
}

function writePower(at: u32, power: i32): u32 {
  store<u8>(at++, power < 0 ? 45 : 43);
  let value = abs(power);
  if (value < 10) store<u8>(at++, 48);
  let size: u32 = 1;
  for (let rest = value; rest >= 10; rest /= 10) size++;
  for (let i: u32 = 0; i < size; i++) {
    store<u8>(at + size - 1 - i, 48 + <u8>(value % 10));
    value /= 10;
  }
  return at + size;
}

/** Writes an integer; returns the address behind it. */
export function writeInt(at: u32, value: i64): u32 {
  let rest: u64 = value < 0 ? <u64>-value : <u64>value;
  if (value < 0) store<u8>(at++, 45);
  let size: u32 = 1;
  for (let left = rest; left >= 10; left /= 10) size++;
  for (let i: u32 = 0; i < size; i++) {
    store<u8>(at + size - 1 - i, 48 + <u8>(rest % 10));
    rest /= 10;
  }
  return at + size;
}

/** The text of a number at `at`; returns the address behind it. At most `lengthOf(v)` or 21 bytes. */
export function writeNumber(at: u32, v: u32): u32 {
  if (isInt(v)) return writeInt(at, intOf(v));
  memory.copy(at, bytesOf(v), lengthOf(v));
  return at + lengthOf(v);
}

/** Order by value, of which at least one is a decimal. */
export function compareNumbers(a: u32, b: u32): i32 {
  takeNumberApart(a);
  const negativeA = negative;
  const digitsA = digits;
  const countA = count;
  const scaleA = exponent + <i32>count;
  takeNumberApart(b);
  if (countA == 0 || count == 0) {
    if (countA == count) return 0;
    return countA == 0 ? (negative ? 1 : -1) : negativeA ? -1 : 1;
  }
  if (negativeA != negative) return negativeA ? -1 : 1;
  const sign = negative ? -1 : 1;
  const scaleB = exponent + <i32>count;
  if (scaleA != scaleB) return scaleA < scaleB ? -sign : sign;
  const common = min(countA, count);
  for (let i: u32 = 0; i < common; i++) {
    const x = load<u8>(digitsA + i);
    const y = load<u8>(digits + i);
    if (x != y) return x < y ? -sign : sign;
  }
  return countA < count ? -sign : countA > count ? sign : 0;
}

function takeNumberApart(v: u32): void {
  const text = alloc(max<u32>(lengthOf(v), 24));
  const end = writeNumber(text, v);
  takeApart(text, end - text);
}

// Arithmetic: 64-bit integers where they suffice, decimal digits otherwise. Undefined (0) stands for an error.
import { alloc } from './heap.as';
import { canonicalNumber, parseNumber, writeNumber } from './number.as';
import { difference } from './sets.as';
import { intOf, isInt, lengthOf, make_int, NUMBER, SET, typeOf } from './value.as';
import { BUILTIN_ERROR, fail, operandError } from './error.as';

/** Digits of a quotient that does not end. */
const PRECISION: i32 = 20;

// Numbers taken apart (also for rounding.as.ts and integers.as.ts), 16 bytes: sign, address of the digits (0 to 9, most significant first), their count, exponent.

export function unpack(v: u32, into: u32): void {
  const text = alloc(max<u32>(lengthOf(v), 24));
  const end = writeNumber(text, v);
  let at = text;
  const minus = load<u8>(at) == 45;
  if (minus) at++;
  const out = alloc(end - text);
  let count: i32 = 0;
  let exponent: i32 = 0;
  let point = false;
  for (; at < end; at++) {
    const c = load<u8>(at);
    if (c == 46) point = true;
    else if ((c | 32) == 101) {
      at++;
      const down = load<u8>(at) == 45;
      if (down || load<u8>(at) == 43) at++;
      let power: i32 = 0;
      for (; at < end; at++) power = power * 10 + (load<u8>(at) - 48);
      exponent += down ? -power : power;
    } else {
      if (point) exponent--;
      if (count || c != 48) store<u8>(out + count++, c - 48);
    }
  }
  // Zeros at the end were written, or are none of the number's.
  while (count && load<u8>(out + count - 1) == 0) {
    count--;
    exponent++;
  }
  store<u32>(into, minus ? 1 : 0);
  store<u32>(into, out, 4);
  store<i32>(into, count, 8);
  store<i32>(into, exponent, 12);
}

@inline export function negativeOf(p: u32): bool { return load<u32>(p) != 0; }
@inline export function digitsOf(p: u32): u32 { return load<u32>(p, 4); }
@inline export function countOf(p: u32): i32 { return load<i32>(p, 8); }
@inline export function exponentOf(p: u32): i32 { return load<i32>(p, 12); }

export function pack(negative: bool, digits: u32, count: i32, exponent: i32): u32 {
  const text = alloc(count + 32);
  let at = text;
  if (negative) store<u8>(at++, 45);
  if (count == 0) store<u8>(at++, 48);
  for (let i = 0; i < count; i++) store<u8>(at++, 48 + load<u8>(digits + i));
  store<u8>(at++, 101);
  at = writeNumber(at, make_int(exponent));
  // Longer texts than 18 characters never take the short way that knows no exponents; others are told by their `e`.
  return parseNumber(text, at - text);
}

/** The digits of `p` with zeros behind, so that they count units of 10^exponent, in `width` digits. */
function aligned(p: u32, exponent: i32, width: i32): u32 {
  const out = alloc(width);
  memory.fill(out, 0, width);
  const zeros = exponentOf(p) - exponent;
  const count = countOf(p);
  memory.copy(out + width - zeros - count, digitsOf(p), count);
  return out;
}

function addDecimals(a: u32, b: u32, flip: bool): u32 {
  const x = alloc(16);
  const y = alloc(16);
  unpack(a, x);
  unpack(b, y);
  const exponent = min(exponentOf(x), exponentOf(y));
  const width = max(countOf(x) + exponentOf(x), countOf(y) + exponentOf(y)) - exponent + 1;
  if (width > 300000) return 0;
  const left = aligned(x, exponent, width);
  const right = aligned(y, exponent, width);
  const negativeY = negativeOf(y) != flip;
  if (negativeOf(x) == negativeY) {
    let carry: u8 = 0;
    for (let i = width - 1; i >= 0; i--) {
      const sum = load<u8>(left + i) + load<u8>(right + i) + carry;
      carry = sum >= 10 ? 1 : 0;
      store<u8>(left + i, carry ? sum - 10 : sum);
    }
    return pack(negativeY, left, width, exponent);
  }
  const order = memory.compare(left, right, width);
  subtract(order >= 0 ? left : right, order >= 0 ? right : left, width);
  return order >= 0 ? pack(negativeOf(x), left, width, exponent) : pack(negativeY, right, width, exponent);
}

function subtract(from: u32, what: u32, width: i32): void {
  let borrow: i32 = 0;
  for (let i = width - 1; i >= 0; i--) {
    let rest = <i32>load<u8>(from + i) - <i32>load<u8>(what + i) - borrow;
    borrow = rest < 0 ? 1 : 0;
    if (borrow) rest += 10;
    store<u8>(from + i, rest);
  }
}

function mulDecimals(a: u32, b: u32): u32 {
  const x = alloc(16);
  const y = alloc(16);
  unpack(a, x);
  unpack(b, y);
  const n = countOf(x);
  const m = countOf(y);
  const width = n + m;
  const sums = alloc(width << 2);
  memory.fill(sums, 0, width << 2);
  for (let i = n - 1; i >= 0; i--) {
    const d = <u32>load<u8>(digitsOf(x) + i);
    if (!d) continue;
    for (let j = m - 1; j >= 0; j--) {
      const slot = sums + ((i + j + 1) << 2);
      store<u32>(slot, load<u32>(slot) + d * load<u8>(digitsOf(y) + j));
    }
  }
  const out = alloc(width);
  let carry: u32 = 0;
  for (let i = width - 1; i >= 0; i--) {
    const sum = load<u32>(sums + (i << 2)) + carry;
    store<u8>(out + i, <u8>(sum % 10));
    carry = sum / 10;
  }
  return pack(negativeOf(x) != negativeOf(y), out, width, exponentOf(x) + exponentOf(y));
}

/** Long division; where it does not end, to PRECISION significant digits, rounded. `whole`: the integer remainder. */
function divideDecimals(a: u32, b: u32, remainder: bool): u32 {
  const x = alloc(16);
  const y = alloc(16);
  unpack(a, x);
  unpack(b, y);
  const m = countOf(y);
  const width = m + 1;
  const divisor = alloc(width);
  store<u8>(divisor, 0);
  memory.copy(divisor + 1, digitsOf(y), m);
  const rest = alloc(width);
  memory.fill(rest, 0, width);
  const shift = remainder ? max(0, exponentOf(x)) : 0;
  const total = countOf(x) + shift;
  const most = remainder ? total : total + m + PRECISION + 2;
  const out = alloc(most + 1);
  let exponent = exponentOf(x) - exponentOf(y);
  if (remainder && exponentOf(y) > 0) {
    const wide = alloc(m + exponentOf(y) + 1);
    memory.fill(wide, 0, m + exponentOf(y) + 1);
    memory.copy(wide + 1, digitsOf(y), m);
    return divideWide(x, wide, m + exponentOf(y) + 1, total);
  }
  if (remainder) return divideWide(x, divisor, width, total);
  let count: i32 = 0;
  let significant: i32 = 0;
  for (let i = 0; i < most; i++) {
    bringDown(rest, width, i < countOf(x) ? load<u8>(digitsOf(x) + i) : 0);
    let digit: u8 = 0;
    while (memory.compare(rest, divisor, width) >= 0) {
      subtract(rest, divisor, width);
      digit++;
    }
    store<u8>(out + count++, digit);
    if (digit || significant) significant++;
    if (i >= countOf(x)) exponent--;
    if (i >= countOf(x) - 1 && (isZero(rest, width) || significant > PRECISION)) break;
  }
  if (significant > PRECISION) {
    const round = load<u8>(out + --count) >= 5;
    exponent++;
    for (let i = count - 1; round && i >= 0; i--) {
      const digit = load<u8>(out + i);
      if (digit < 9) {
        store<u8>(out + i, digit + 1);
        break;
      }
      store<u8>(out + i, 0);
    }
  }
  return pack(negativeOf(x) != negativeOf(y), out, count, exponent);
}

function divideWide(x: u32, divisor: u32, width: i32, total: i32): u32 {
  const rest = alloc(width);
  memory.fill(rest, 0, width);
  for (let i = 0; i < total; i++) {
    bringDown(rest, width, i < countOf(x) ? load<u8>(digitsOf(x) + i) : 0);
    while (memory.compare(rest, divisor, width) >= 0) subtract(rest, divisor, width);
  }
  return pack(negativeOf(x), rest, width, 0);
}

function bringDown(rest: u32, width: i32, digit: u8): void {
  memory.copy(rest, rest + 1, width - 1);
  store<u8>(rest + width - 1, digit);
}

function isZero(digits: u32, width: i32): bool {
  for (let i = 0; i < width; i++) if (load<u8>(digits + i)) return false;
  return true;
}

function areNumbers(a: u32, b: u32): bool {
  if (typeOf(a) == NUMBER && typeOf(b) == NUMBER) return true;
  if (typeOf(a) != NUMBER) operandError(1, 'number', a);
  else operandError(2, 'number', b);
  return false;
}

export function plus(a: u32, b: u32): u32 {
  if (!areNumbers(a, b)) return 0;
  if (isInt(a) && isInt(b)) {
    const x = intOf(a);
    const y = intOf(b);
    const sum = x + y;
    if (((x ^ sum) & (y ^ sum)) >= 0) return make_int(sum);
  }
  return addDecimals(a, b, false);
}

export function minus(a: u32, b: u32): u32 {
  if (typeOf(a) == SET) return typeOf(b) == SET ? difference(a, b) : operandError(2, 'set', b);
  if (typeOf(a) != NUMBER) return operandError(1, 'one of {number, set}', a);
  if (!areNumbers(a, b)) return 0;
  if (isInt(a) && isInt(b)) {
    const x = intOf(a);
    const y = intOf(b);
    const rest = x - y;
    if (((x ^ y) & (x ^ rest)) >= 0) return make_int(rest);
  }
  return addDecimals(a, b, true);
}

export function mul(a: u32, b: u32): u32 {
  if (!areNumbers(a, b)) return 0;
  if (isInt(a) && isInt(b)) {
    const x = intOf(a);
    const y = intOf(b);
    if (x == <i64><i32>x && y == <i64><i32>y) return make_int(x * y);
  }
  return mulDecimals(a, b);
}

function isZeroNumber(v: u32): bool {
  const number = canonicalNumber(v);
  return isInt(number) && intOf(number) == 0;
}

export function div(a: u32, b: u32): u32 {
  if (!areNumbers(a, b)) return 0;
  if (isZeroNumber(b)) return fail(BUILTIN_ERROR, 'divide by zero');
  if (isInt(a) && isInt(b) && intOf(b) != -1) {
    const x = intOf(a);
    const y = intOf(b);
    if (x % y == 0) return make_int(x / y);
  }
  return divideDecimals(a, b, false);
}

/** Whether a number is an integer of any size: canonical text shows a point or a negative power otherwise. */
export function isInteger(v: u32): bool {
  if (isInt(v)) return true;
  const x = alloc(16);
  unpack(v, x);
  return exponentOf(x) >= 0;
}

export function rem(a: u32, b: u32): u32 {
  if (!areNumbers(a, b)) return 0;
  if (!isInteger(a) || !isInteger(b)) return fail(BUILTIN_ERROR, 'modulo on floating-point number');
  if (isZeroNumber(b)) return fail(BUILTIN_ERROR, 'modulo by zero');
  if (isInt(a) && isInt(b)) return make_int(intOf(b) == -1 ? 0 : intOf(a) % intOf(b));
  return divideDecimals(a, b, true);
}

// Arithmetic: integers exactly, 64-bit ones at once, larger ones digit by digit; all else in floats. Undefined (0) stands for an error.
import { BUILTIN_ERROR, fail, operandError } from './error.as';
import { addFloats, divideFloats, makeFloat, multiplyFloats } from './float.as';
import { floatOf, numberOf } from './float-text.as';
import { alloc } from './heap.as';
import { canonicalNumber } from './number.as';
import { difference } from './sets.as';
import { countOf, digitsOf, exponentOf, negativeOf, pack, unpack } from './unpack.as';
import { intOf, isInt, make_int, NUMBER, SET, typeOf } from './value.as';

/** Significant bits of what is computed from fractions. */
export const BITS: u32 = 64;

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

/** What is left of one integer by another. */
function remainderOf(a: u32, b: u32): u32 {
  const x = alloc(16);
  const y = alloc(16);
  unpack(a, x);
  unpack(b, y);
  const width = countOf(y) + exponentOf(y) + 1;
  const divisor = alloc(width);
  memory.fill(divisor, 0, width);
  memory.copy(divisor + 1, digitsOf(y), countOf(y));
  return divideWide(x, divisor, width, countOf(x) + exponentOf(x));
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

function areNumbers(a: u32, b: u32): bool {
  if (typeOf(a) == NUMBER && typeOf(b) == NUMBER) return true;
  if (typeOf(a) != NUMBER) operandError(1, 'number', a);
  else operandError(2, 'number', b);
  return false;
}

function fractionOf(v: u32): u32 {
  const float = makeFloat();
  floatOf(v, float, BITS);
  return float;
}

function addFractions(a: u32, b: u32, minus: bool): u32 {
  const sum = makeFloat();
  addFloats(fractionOf(a), fractionOf(b), minus, sum, BITS);
  return numberOf(sum, BITS, false);
}

export function plus(a: u32, b: u32): u32 {
  if (!areNumbers(a, b)) return 0;
  if (isInt(a) && isInt(b)) {
    const x = intOf(a);
    const y = intOf(b);
    const sum = x + y;
    if (((x ^ sum) & (y ^ sum)) >= 0) return make_int(sum);
  }
  return isInteger(a) && isInteger(b) ? addDecimals(a, b, false) : addFractions(a, b, false);
}

export function minus(a: u32, b: u32): u32 {
  if (typeOf(a) == SET) return typeOf(b) == SET ? difference(a, b) : operandError(2, typeOf(b) == NUMBER ? 'set' : 'number', b);
  if (typeOf(a) != NUMBER) return operandError(1, 'one of {number, set}', a);
  if (!areNumbers(a, b)) return 0;
  if (isInt(a) && isInt(b)) {
    const x = intOf(a);
    const y = intOf(b);
    const rest = x - y;
    if (((x ^ y) & (x ^ rest)) >= 0) return make_int(rest);
  }
  return isInteger(a) && isInteger(b) ? addDecimals(a, b, true) : addFractions(a, b, true);
}

export function mul(a: u32, b: u32): u32 {
  if (!areNumbers(a, b)) return 0;
  if (isInt(a) && isInt(b)) {
    const x = intOf(a);
    const y = intOf(b);
    if (x == <i64><i32>x && y == <i64><i32>y) return make_int(x * y);
  }
  if (isInteger(a) && isInteger(b)) return mulDecimals(a, b);
  const product = makeFloat();
  multiplyFloats(fractionOf(a), fractionOf(b), product, BITS);
  return numberOf(product, BITS, false);
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
    if (x % y == 0 && (x || y > 0)) return make_int(x / y);
  }
  const quotient = makeFloat();
  divideFloats(fractionOf(a), fractionOf(b), quotient, BITS);
  return numberOf(quotient, BITS, false);
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
  return remainderOf(a, b);
}

// Numbers rounded, and read from text.
import { BITS, isInteger, minus, plus } from './arithmetic.as';
import { BUILTIN_ERROR, operandError, put, putLiteral, setError } from './error.as';
import { addFloats, isBelowZero, isWholeFloat, makeFloat, settle, wholeFloat } from './float.as';
import { floatOf, numberOf } from './float-text.as';
import { alloc } from './heap.as';
import { readNumber } from './number.as';
import { isNumberOperand } from './operands.as';
import { countOf, exponentOf, unpack } from './unpack.as';
import { BOOL, boolOf, bytesOf, intOf, isInt, lengthOf, make_int, NULL, NUMBER, STRING, typeOf } from './value.as';

// `abs`, `ceil` and `floor` would hide AssemblyScript's own; runtime.as.ts exports these by those names.

export function absolute(v: u32): u32 {
  if (!isNumberOperand(1, v)) return 0;
  if (isInt(v) && intOf(v) != i64.MIN_VALUE) return intOf(v) < 0 ? minus(make_int(0), v) : v;
  const float = read(v);
  store<u32>(float, 0, 12);
  return numberOf(float, BITS, false);
}

/** Halves away from zero. */
export function roundNumber(v: u32): u32 {
  if (!isNumberOperand(1, v)) return 0;
  if (isInt(v)) return v;
  const float = read(v);
  addFloats(float, half(), isBelowZero(float), float, BITS);
  wholeFloat(float, float);
  return numberOf(float, BITS, true);
}

/** As in OPA a number between -1 and 0 counts as above zero. */
export function ceilNumber(v: u32): u32 {
  return isNumberOperand(1, v) ? toWhole(v, false) : 0;
}

/** As in OPA a number between -1 and 0 counts as above zero. */
export function floorNumber(v: u32): u32 {
  return isNumberOperand(1, v) ? toWhole(v, true) : 0;
}

/** The integer nearest to zero's side. */
export function truncated(v: u32): u32 {
  if (isInteger(v)) return v;
  const float = read(v);
  wholeFloat(float, float);
  return numberOf(float, BITS, true);
}

function toWhole(v: u32, isDown: bool): u32 {
  if (isInt(v)) return v;
  const float = read(v);
  const whole = makeFloat();
  wholeFloat(float, whole);
  const number = numberOf(whole, BITS, true);
  if (isWholeFloat(float) || isBelowZero(whole) != isDown) return number;
  return isDown ? minus(number, make_int(1)) : plus(number, make_int(1));
}

function read(v: u32): u32 {
  const float = makeFloat();
  floatOf(v, float, BITS);
  return float;
}

function half(): u32 {
  const float = makeFloat();
  settle(float, 0, 1, false, -1, false, BITS);
  return float;
}

export function to_number(v: u32): u32 {
  switch (typeOf(v)) {
    case NULL: return make_int(0);
    case BOOL: return make_int(boolOf(v) ? 1 : 0);
    case NUMBER: return v;
    case STRING: return numberFromText(v);
    default: return operandError(1, 'one of {null, boolean, number, string}', v);
  }
}

function numberFromText(s: u32): u32 {
  let at = bytesOf(s);
  let length = lengthOf(s);
  if (length && load<u8>(at) == 43) {
    at++;
    length--;
    if (length && load<u8>(at) == 45) return notNumber(s, 'invalid syntax');
  }
  if (isInfinite(at, length)) return operandError(1, 'valid number string', s);
  const v = length ? readNumber(at, length) : 0;
  if (!v) return notNumber(s, hasNumberSyntax(at, at + length) ? 'value out of range' : 'invalid syntax');
  return isTooLarge(v) ? notNumber(s, 'value out of range') : v;
}

/** `inf`, `infinity` and `nan`, which Go reads as numbers in any case. */
function isInfinite(at: u32, length: u32): bool {
  if (length && load<u8>(at) == 45) {
    at++;
    length--;
  }
  if (length != 3 && length != 8) return false;
  let word: u64 = 0;
  for (let i: u32 = 0; i < length; i++) word = (word << 8) | (load<u8>(at + i) | 32);
  return word == 0x696e66 || word == 0x6e616e || word == 0x696e66696e697479;
}

/** Whether a text that is refused as a number is so for its exponent alone. */
function hasNumberSyntax(at: u32, end: u32): bool {
  let digits = false;
  for (; at < end && load<u8>(at) != 101 && load<u8>(at) != 69; at++) {
    if (<u8>(load<u8>(at) - 48) <= 9) digits = true;
    else if (load<u8>(at) != 46 && load<u8>(at) != 45) return false;
  }
  if (!digits || at >= end) return false;
  at++;
  if (at < end && (load<u8>(at) == 43 || load<u8>(at) == 45)) at++;
  if (at >= end) return false;
  for (; at < end; at++) if (<u8>(load<u8>(at) - 48) > 9) return false;
  return true;
}

/** Beyond what a double holds: Go's parser refuses it. */
function isTooLarge(v: u32): bool {
  if (isInt(v)) return false;
  const x = alloc(16);
  unpack(v, x);
  return countOf(x) + exponentOf(x) > 309;
}

/** `strconv.ParseFloat: parsing "abc": invalid syntax`. */
function notNumber(s: u32, reason: string): u32 {
  const message = alloc(lengthOf(s) + 80);
  let at = putLiteral(message, 'strconv.ParseFloat: parsing "');
  at = put(at, bytesOf(s), lengthOf(s));
  at = putLiteral(at, '": ');
  at = putLiteral(at, reason);
  return setError(BUILTIN_ERROR, message, at - message);
}

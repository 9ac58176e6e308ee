// Numbers rounded, and read from text.
import { countOf, digitsOf, exponentOf, minus, negativeOf, pack, unpack } from './arithmetic.as';
import { BUILTIN_ERROR, operandError, put, putLiteral, setError } from './error.as';
import { alloc } from './heap.as';
import { canonicalNumber, parseNumber, readNumber } from './number.as';
import { isNumberOperand } from './operands.as';
import { BOOL, boolOf, bytesOf, intOf, isInt, lengthOf, make_int, NULL, NUMBER, STRING, typeOf } from './value.as';

const ROUND: i32 = 0;
const FLOOR: i32 = 1;
const CEIL: i32 = 2;
const TRUNCATE: i32 = 3;

// `abs`, `ceil` and `floor` would hide AssemblyScript's own; runtime.as.ts exports these by those names.

export function absolute(v: u32): u32 {
  if (!isNumberOperand(1, v)) return 0;
  if (isInt(v)) return intOf(v) < 0 ? minus(make_int(0), v) : v;
  const isMinus = load<u8>(bytesOf(v)) == 45 ? 1 : 0;
  return parseNumber(bytesOf(v) + isMinus, lengthOf(v) - isMinus);
}

export function roundNumber(v: u32): u32 {
  return isNumberOperand(1, v) ? toInteger(v, ROUND) : 0;
}

export function floorNumber(v: u32): u32 {
  return isNumberOperand(1, v) ? toInteger(v, FLOOR) : 0;
}

export function ceilNumber(v: u32): u32 {
  return isNumberOperand(1, v) ? toInteger(v, CEIL) : 0;
}

/** The integer nearest to zero's side. */
export function truncated(v: u32): u32 {
  return toInteger(v, TRUNCATE);
}

/** Halves are rounded away from zero. */
function toInteger(v: u32, mode: i32): u32 {
  if (isInt(v)) return v;
  const x = alloc(16);
  unpack(v, x);
  const cut = -exponentOf(x);
  if (cut <= 0) return canonicalNumber(v);
  const count = countOf(x);
  const whole = max(0, count - cut);
  // Canonical decimals end in a digit that is not zero: something is always cut off.
  const isNegative = negativeOf(x);
  const isUp = mode == ROUND
    ? count >= cut && load<u8>(digitsOf(x) + whole) >= 5
    : mode == FLOOR ? isNegative : mode == CEIL ? !isNegative : false;
  const digits = alloc(whole + 1);
  store<u8>(digits, 0);
  memory.copy(digits + 1, digitsOf(x), whole);
  let at = whole;
  while (isUp && load<u8>(digits + at) == 9) store<u8>(digits + at--, 0);
  if (isUp) store<u8>(digits + at, load<u8>(digits + at) + 1);
  return pack(isNegative, digits, whole + 1, 0);
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

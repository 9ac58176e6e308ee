// Operands of built-ins, checked in OPA's words. Each check leaves the error and answers false.
import { isInteger } from './arithmetic.as';
import { operandError, putLiteral, setError, TYPE_ERROR, typeName } from './error.as';
import { alloc } from './heap.as';
import { canonicalNumber } from './number.as';
import { sortEntries } from './order.as';
import { ARRAY, bytesOf, isInt, isSpelled, itemAt, keyAt, lengthOf, NUMBER, OBJECT, SET, STRING, typeOf } from './value.as';

export function isStringOperand(position: u32, v: u32): bool {
  if (typeOf(v) == STRING) return true;
  operandError(position, 'string', v);
  return false;
}

@inline export function areStringOperands(a: u32, b: u32): bool {
  return (typeOf(a) == STRING && typeOf(b) == STRING) || areOtherOperands(a, b);
}

function areOtherOperands(a: u32, b: u32): bool {
  return isStringOperand(1, a) && isStringOperand(2, b);
}

export function isNumberOperand(position: u32, v: u32): bool {
  if (typeOf(v) == NUMBER) return true;
  operandError(position, 'number', v);
  return false;
}

export function isArrayOperand(position: u32, v: u32): bool {
  if (typeOf(v) == ARRAY) return true;
  operandError(position, 'array', v);
  return false;
}

export function isObjectOperand(position: u32, v: u32): bool {
  if (typeOf(v) == OBJECT) return true;
  operandError(position, 'object', v);
  return false;
}

export function isCollectionOperand(position: u32, v: u32): bool {
  if (typeOf(v) == ARRAY || typeOf(v) == SET) return true;
  operandError(position, 'one of {set, array}', v);
  return false;
}

/** An integer of any size. */
export function isIntegerOperand(position: u32, v: u32): bool {
  if (typeOf(v) == NUMBER) return isInteger(v) || notInteger(position);
  operandError(position, 'integer', v);
  return false;
}

/** An integer that 64 bits hold. */
export function isSmallIntegerOperand(position: u32, v: u32): bool {
  if (!isNumberOperand(position, v)) return false;
  return isInt(smallInteger(v)) || notInteger(position);
}

/** An operand as a 64-bit integer, where it is one by its digits: `1.0` is, `1e0` is not. */
export function smallInteger(v: u32): u32 {
  if (!isSpelled(v)) return v;
  for (let i: u32 = 0, n = lengthOf(v); i < n; i++) if ((load<u8>(bytesOf(v) + i) | 32) == 101) return v;
  return canonicalNumber(v);
}

function notInteger(position: u32): bool {
  const message = alloc(72);
  let at = putLiteral(message, 'operand ');
  store<u8>(at++, 48 + position);
  at = putLiteral(at, ' must be integer number but got floating-point number');
  setError(TYPE_ERROR, message, at - message);
  return false;
}

/** An item of an array, or a member of a set. */
@inline
export function memberAt(collection: u32, index: u32): u32 {
  return typeOf(collection) == ARRAY ? itemAt(collection, index) : keyAt(collection, index);
}

/** Whether all items of an array or set are of a type, whose name is `wanted`. */
export function holdsOnly(position: u32, collection: u32, type: u8, wanted: string): bool {
  for (let i: u32 = 0, n = lengthOf(collection); i < n; i++) {
    const item = memberAt(collection, i);
    if (typeOf(item) == type) continue;
    // Of a set's members the first in order is blamed.
    if (typeOf(collection) == SET) sortEntries(collection);
    let first: u32 = 0;
    while (typeOf(memberAt(collection, first)) == type) first++;
    elementError(position, collection, wanted, memberAt(collection, first));
    return false;
  }
  return true;
}

/** `operand 1 must be array of numbers but got array containing string`. */
export function elementError(position: u32, collection: u32, wanted: string, item: u32): u32 {
  const message = alloc(128);
  let at = putLiteral(message, 'operand ');
  store<u8>(at++, 48 + position);
  at = putLiteral(at, ' must be ');
  at = putLiteral(at, typeName(collection));
  at = putLiteral(at, ' of ');
  at = putLiteral(at, wanted);
  at = putLiteral(at, 's but got ');
  at = putLiteral(at, typeName(collection));
  at = putLiteral(at, ' containing ');
  at = putLiteral(at, typeName(item));
  return setError(TYPE_ERROR, message, at - message);
}

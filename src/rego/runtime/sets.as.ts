import { operandError } from './error.as';
import { find, push, set_add } from './table.as';
import { itemAt, ARRAY, keyAt, lengthOf, make_set, SET, typeOf } from './value.as';

export function difference(a: u32, b: u32): u32 {
  const result = make_set();
  for (let i: u32 = 0, n = lengthOf(a); i < n; i++) if (!find(b, keyAt(a, i))) push(result, keyAt(a, i), keyAt(a, i));
  return result;
}

export function set_diff(a: u32, b: u32): u32 {
  if (typeOf(a) != SET) return operandError(1, 'set', a);
  return typeOf(b) == SET ? difference(a, b) : operandError(2, 'set', b);
}

export function and(a: u32, b: u32): u32 {
  if (typeOf(a) != SET) return operandError(1, 'set', a);
  if (typeOf(b) != SET) return operandError(2, 'set', b);
  const result = make_set();
  for (let i: u32 = 0, n = lengthOf(a); i < n; i++) if (find(b, keyAt(a, i))) push(result, keyAt(a, i), keyAt(a, i));
  return result;
}

export function or(a: u32, b: u32): u32 {
  if (typeOf(a) != SET) return operandError(1, 'set', a);
  if (typeOf(b) != SET) return operandError(2, 'set', b);
  const result = make_set();
  addAll(result, a);
  addAll(result, b);
  return result;
}

function addAll(result: u32, from: u32): void {
  for (let i: u32 = 0, n = lengthOf(from); i < n; i++) set_add(result, keyAt(from, i));
}

export function union(sets: u32): u32 {
  if (typeOf(sets) != SET) return operandError(1, 'set', sets);
  const result = make_set();
  for (let i: u32 = 0, n = lengthOf(sets); i < n; i++) {
    if (typeOf(keyAt(sets, i)) != SET) return operandError(1, 'set', keyAt(sets, i));
    addAll(result, keyAt(sets, i));
  }
  return result;
}

export function intersection(sets: u32): u32 {
  if (typeOf(sets) != SET) return operandError(1, 'set', sets);
  const n = lengthOf(sets);
  if (n == 0) return make_set();
  let result = keyAt(sets, 0);
  if (typeOf(result) != SET) return operandError(1, 'set', result);
  for (let i: u32 = 1; i < n; i++) {
    if (typeOf(keyAt(sets, i)) != SET) return operandError(1, 'set', keyAt(sets, i));
    result = and(result, keyAt(sets, i));
    if (!result) return 0;
  }
  return result;
}

export function arrayToSet(array: u32): u32 {
  if (typeOf(array) != ARRAY) return 0;
  const result = make_set();
  for (let i: u32 = 0, n = lengthOf(array); i < n; i++) set_add(result, itemAt(array, i));
  return result;
}

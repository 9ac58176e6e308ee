// Objects: parts of them, and several made one.
import { operandError } from './error.as';
import { elementError, isArrayOperand, isObjectOperand } from './operands.as';
import { value_get } from './ops.as';
import { find, object_insert, push, set_add } from './table.as';
import { ARRAY, itemAt, keyAt, lengthOf, make_object, make_set, OBJECT, SET, typeOf, valueAt } from './value.as';

/** An array is a path, through arrays and sets too; `fallback` where it leads nowhere. */
export function object_get(object: u32, key: u32, fallback: u32): u32 {
  if (!isObjectOperand(1, object)) return 0;
  let v = object;
  if (typeOf(key) != ARRAY) v = value_get(object, key);
  else for (let i: u32 = 0, n = lengthOf(key); v && i < n; i++) v = value_get(v, itemAt(key, i));
  return v ? v : fallback;
}

export function object_keys(object: u32): u32 {
  if (!isObjectOperand(1, object)) return 0;
  const result = make_set();
  for (let i: u32 = 0, n = lengthOf(object); i < n; i++) push(result, keyAt(object, i), keyAt(object, i));
  return result;
}

function areObjectAndKeys(object: u32, keys: u32): bool {
  if (!isObjectOperand(1, object)) return false;
  const type = typeOf(keys);
  if (type == OBJECT || type == SET || type == ARRAY) return true;
  operandError(2, 'one of {object, set, array}', keys);
  return false;
}

@inline function nameAt(keys: u32, index: u32): u32 {
  return typeOf(keys) == ARRAY ? itemAt(keys, index) : keyAt(keys, index);
}

export function object_filter(object: u32, keys: u32): u32 {
  if (!areObjectAndKeys(object, keys)) return 0;
  const result = make_object();
  for (let i: u32 = 0, n = lengthOf(keys); i < n; i++) {
    const entry = find(object, nameAt(keys, i));
    if (entry) object_insert(result, load<u32>(entry), load<u32>(entry, 4));
  }
  return result;
}

export function object_remove(object: u32, keys: u32): u32 {
  if (!areObjectAndKeys(object, keys)) return 0;
  let named = keys;
  if (typeOf(keys) == ARRAY) {
    named = make_set();
    for (let i: u32 = 0, n = lengthOf(keys); i < n; i++) set_add(named, itemAt(keys, i));
  }
  const result = make_object();
  for (let i: u32 = 0, n = lengthOf(object); i < n; i++) {
    if (!find(named, keyAt(object, i))) push(result, keyAt(object, i), valueAt(object, i));
  }
  return result;
}

/** Objects that one merge made bear its number: only those may be changed, others are copied first. */
let merge: u32 = 0;

@inline function isOwn(v: u32): bool { return load<u32>(v, 28) == merge; }

function ownCopy(v: u32): u32 {
  const copy = make_object();
  for (let i: u32 = 0, n = lengthOf(v); i < n; i++) push(copy, keyAt(v, i), valueAt(v, i));
  store<u32>(copy, merge, 28);
  return copy;
}

function mergeInto(result: u32, v: u32): void {
  for (let i: u32 = 0, n = lengthOf(v); i < n; i++) {
    const key = keyAt(v, i);
    const item = valueAt(v, i);
    const entry = find(result, key);
    if (!entry) {
      push(result, key, item);
      continue;
    }
    const before = load<u32>(entry, 4);
    if (typeOf(before) != OBJECT || typeOf(item) != OBJECT) {
      store<u32>(entry, item, 4);
      continue;
    }
    const own = isOwn(before) ? before : ownCopy(before);
    store<u32>(entry, own, 4);
    mergeInto(own, item);
  }
}

/** Recursive; where both have a key whose values are not both objects, the second one's counts. */
export function object_union(a: u32, b: u32): u32 {
  if (!isObjectOperand(1, a) || !isObjectOperand(2, b)) return 0;
  merge++;
  const result = ownCopy(a);
  mergeInto(result, b);
  return result;
}

export function object_union_n(objects: u32): u32 {
  if (!isArrayOperand(1, objects)) return 0;
  merge++;
  const result = make_object();
  for (let i: u32 = 0, n = lengthOf(objects); i < n; i++) {
    const object = itemAt(objects, i);
    if (typeOf(object) != OBJECT) return elementError(1, objects, 'object', object);
    mergeInto(result, object);
  }
  return result;
}

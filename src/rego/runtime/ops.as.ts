// Lookups, tests and the small built-ins that no host call should be made for.
import { equal, opa_value_compare, sameBytes } from './compare.as';
import { operandError, putLiteral, typeName } from './error.as';
import { alloc, isOfEvaluation } from './heap.as';
import { membersOf } from './join.as';
import { areStringOperands } from './operands.as';
import { findBytes } from './search.as';
import { sortEntries } from './order.as';
import { find, object_insert, push, UNINDEXED } from './table.as';
import { canonicalNumber } from './number.as';
import {
  ARRAY, array_append, BOOL, bytesOf, intOf, isInt, itemAt, keyAt, lengthOf, make_array, make_bool, make_int,
  make_object, makeString, NULL, NUMBER, OBJECT, SET, STRING, typeOf, valueAt,
} from './value.as';

/** The value under a key: an array's item, an object's value, a set's own member; 0 where there is none. */
export function value_get(v: u32, key: u32): u32 {
  if (!v) return 0;
  const type = typeOf(v);
  if (type == OBJECT) {
    const entry = find(v, key);
    return entry ? load<u32>(entry, 4) : 0;
  }
  if (type == ARRAY) {
    if (typeOf(key) != NUMBER) return 0;
    key = canonicalNumber(key);
    if (!isInt(key)) return 0;
    const index = intOf(key);
    return index >= 0 && index < <i64>lengthOf(v) ? itemAt(v, <u32>index) : 0;
  }
  if (type == SET) {
    const entry = find(v, key);
    return entry ? load<u32>(entry) : 0;
  }
  return 0;
}

/** The value under a string key. Small objects, which nearly all are, are searched for its address first: parsed keys are constants. */
export function get_string(v: u32, key: u32): u32 {
  if (load<u8>(v) != OBJECT) return value_get(v, key);
  const length = lengthOf(v);
  if (length > UNINDEXED) return value_get(v, key);
  const first = load<u32>(v, 12);
  const end = first + (length << 3);
  for (let entry = first; entry < end; entry += 8) if (load<u32>(entry) == key) return load<u32>(entry, 4);
  const bytes = bytesOf(key);
  const size = lengthOf(key);
  for (let entry = first; entry < end; entry += 8) {
    const candidate = load<u32>(entry);
    if (load<u32>(candidate) == 4 && lengthOf(candidate) == size && sameBytes(bytesOf(candidate), bytes, size)) {
      return load<u32>(entry, 4);
    }
  }
  return 0;
}

/** Makes a collection ready for iteration, objects and sets in the order of their keys. How many elements it has; 0 for anything else. */
export function iteration_count(v: u32): u32 {
  if (!v || typeOf(v) < ARRAY) return 0;
  if (typeOf(v) != ARRAY) sortEntries(v);
  return lengthOf(v);
}

/** As `iteration_count`, for an iteration that may take the elements in any order. What outlives the evaluation is sorted once and for all. */
export function element_count(v: u32): u32 {
  if (!v || typeOf(v) < ARRAY) return 0;
  if (typeOf(v) != ARRAY && !isOfEvaluation(v)) sortEntries(v);
  return lengthOf(v);
}

export function iteration_key(v: u32, index: u32): u32 {
  return typeOf(v) == ARRAY ? make_int(index) : keyAt(v, index);
}

export function iteration_value(v: u32, index: u32): u32 {
  if (typeOf(v) == ARRAY) return itemAt(v, index);
  return typeOf(v) == OBJECT ? valueAt(v, index) : keyAt(v, index);
}

/** The address of the first element's value; the next ones follow 4 bytes on in arrays, 8 bytes on in tables. */
export function iteration_start(v: u32): u32 {
  const items = load<u32>(v, 12);
  return typeOf(v) == ARRAY ? items : items + 4;
}

/** The size of a collection, or of a string in code points, as a value; 0 for anything else. */
export function count(v: u32): u32 {
  const type = typeOf(v);
  if (type >= ARRAY) return make_int(lengthOf(v));
  return type == STRING ? make_int(codePoints(v)) : operandError(1, 'one of {array, object, set, string}', v);
}

export function codePoints(v: u32): u32 {
  const bytes = bytesOf(v);
  let found: u32 = 0;
  for (let i: u32 = 0, n = lengthOf(v); i < n; i++) if ((load<u8>(bytes + i) & 0xc0) != 0x80) found++;
  return found;
}

export function values_equal(a: u32, b: u32): u32 {
  if (a == b) return 1;
  // Strings are what is compared most; their first word is nothing but the type.
  if (load<u32>(a) == 4 && load<u32>(b) == 4) {
    const length = lengthOf(a);
    return <u32>(length == lengthOf(b) && sameBytes(bytesOf(a), bytesOf(b), length));
  }
  return <u32>equal(a, b);
}

export function eq_value(a: u32, b: u32): u32 { return make_bool(<u32>equal(a, b)); }
export function neq(a: u32, b: u32): u32 { return make_bool(<u32>!equal(a, b)); }
export function lt(a: u32, b: u32): u32 { return make_bool(<u32>(opa_value_compare(a, b) < 0)); }
export function lte(a: u32, b: u32): u32 { return make_bool(<u32>(opa_value_compare(a, b) <= 0)); }
export function gt(a: u32, b: u32): u32 { return make_bool(<u32>(opa_value_compare(a, b) > 0)); }
export function gte(a: u32, b: u32): u32 { return make_bool(<u32>(opa_value_compare(a, b) >= 0)); }

export function internal_member_2(v: u32, collection: u32): u32 {
  const type = typeOf(collection);
  if (type == SET) return make_bool(<u32>(find(collection, v) != 0));
  const members = type == ARRAY ? membersOf(collection) : 0;
  if (members) return make_bool(<u32>(find(members, v) != 0));
  for (let i: u32 = 0, n = iteration_count(collection); i < n; i++) {
    if (equal(v, iteration_value(collection, i))) return make_bool(1);
  }
  return make_bool(0);
}

export function internal_member_3(key: u32, v: u32, collection: u32): u32 {
  const found = value_get(collection, key);
  return make_bool(<u32>(found != 0 && equal(found, v)));
}

function isPart(whole: u32, part: u32, at: u32): bool {
  return sameBytes(bytesOf(whole) + at, bytesOf(part), lengthOf(part));
}

export function startswith(s: u32, prefix: u32): u32 {
  if (!areStringOperands(s, prefix)) return 0;
  return make_bool(<u32>(lengthOf(prefix) <= lengthOf(s) && isPart(s, prefix, 0)));
}

export function endswith(s: u32, suffix: u32): u32 {
  if (!areStringOperands(s, suffix)) return 0;
  const n = lengthOf(s);
  const m = lengthOf(suffix);
  return make_bool(<u32>(m <= n && isPart(s, suffix, n - m)));
}

export function contains(s: u32, part: u32): u32 {
  if (!areStringOperands(s, part)) return 0;
  const start = bytesOf(s);
  return make_bool(<u32>(lengthOf(part) == 0 || findBytes(start, start + lengthOf(s), bytesOf(part), lengthOf(part)) != 0));
}

export function is_null(v: u32): u32 { return make_bool(<u32>(typeOf(v) == NULL)); }
export function is_boolean(v: u32): u32 { return make_bool(<u32>(typeOf(v) == BOOL)); }
export function is_number(v: u32): u32 { return make_bool(<u32>(typeOf(v) == NUMBER)); }
export function is_string(v: u32): u32 { return make_bool(<u32>(typeOf(v) == STRING)); }
export function is_array(v: u32): u32 { return make_bool(<u32>(typeOf(v) == ARRAY)); }
export function is_object(v: u32): u32 { return make_bool(<u32>(typeOf(v) == OBJECT)); }
export function is_set(v: u32): u32 { return make_bool(<u32>(typeOf(v) == SET)); }

export function type_name(v: u32): u32 {
  const name = typeName(v);
  const bytes = alloc(name.length);
  return makeString(bytes, putLiteral(bytes, name) - bytes);
}

export function array_concat(a: u32, b: u32): u32 {
  if (typeOf(a) != ARRAY) return operandError(1, 'array', a);
  if (typeOf(b) != ARRAY) return operandError(2, 'array', b);
  const result = make_array(lengthOf(a) + lengthOf(b));
  for (let i: u32 = 0, n = lengthOf(a); i < n; i++) array_append(result, itemAt(a, i));
  for (let i: u32 = 0, n = lengthOf(b); i < n; i++) array_append(result, itemAt(b, i));
  return result;
}

/** A copy of an object, one level deep. */
function shallowCopy(v: u32): u32 {
  const copy = make_object();
  for (let i: u32 = 0, n = lengthOf(v); i < n; i++) push(copy, keyAt(v, i), valueAt(v, i));
  return copy;
}

/** Recursive merge of objects; where both have a key whose values are not both objects, a's counts. */
export function object_merge(a: u32, b: u32): u32 {
  const result = shallowCopy(a);
  for (let i: u32 = 0, n = lengthOf(b); i < n; i++) {
    const key = keyAt(b, i);
    const v = valueAt(b, i);
    const entry = find(result, key);
    if (!entry) push(result, key, v);
    else if (typeOf(v) == OBJECT && typeOf(load<u32>(entry, 4)) == OBJECT) {
      store<u32>(entry, object_merge(load<u32>(entry, 4), v), 4);
    }
  }
  return result;
}

/** A copy of a document with a value put at a path (addresses of strings); what is no object on the way is replaced. */
export function with_path(document: u32, path: u32, length: u32, value: u32): u32 {
  if (length == 0) return value;
  const base = document && typeOf(document) == OBJECT ? shallowCopy(document) : make_object();
  const key = load<u32>(path);
  const entry = find(base, key);
  object_insert(base, key, with_path(entry ? load<u32>(entry, 4) : 0, path + 4, length - 1, value));
  return base;
}

/** 0 ok, 2 a value on the way has the wrong type, 3 a wrong path: OPA's status codes. */
export function opa_value_add_path(base: u32, path: u32, value: u32): u32 {
  const length = lengthOf(path);
  if (length == 0) return 2;
  let node = base;
  for (let i: u32 = 0; i < length - 1; i++) {
    let next = value_get(node, itemAt(path, i));
    if (!next) {
      if (typeOf(node) != OBJECT) return 3;
      next = make_object();
      object_insert(node, itemAt(path, i), next);
    }
    node = next;
  }
  if (typeOf(node) != OBJECT) return 2;
  object_insert(node, itemAt(path, length - 1), value);
  return 0;
}

export function opa_value_remove_path(base: u32, path: u32): u32 {
  const length = lengthOf(path);
  if (length == 0) return 2;
  let node = base;
  for (let i: u32 = 0; i < length - 1; i++) {
    node = value_get(node, itemAt(path, i));
    if (!node) return 0;
  }
  if (typeOf(node) != OBJECT) return 2;
  const key = itemAt(path, length - 1);
  const kept = make_object();
  for (let i: u32 = 0, n = lengthOf(node); i < n; i++) {
    if (!equal(keyAt(node, i), key)) push(kept, keyAt(node, i), valueAt(node, i));
  }
  memory.copy(node, kept, 32);
  return 0;
}

/** The arguments of a host call as one array. */
export function pack_arguments(count: u32, a: u32, b: u32, c: u32, d: u32, e: u32): u32 {
  const array = make_array(count);
  if (count > 0) array_append(array, a);
  if (count > 1) array_append(array, b);
  if (count > 2) array_append(array, c);
  if (count > 3) array_append(array, d);
  if (count > 4) array_append(array, e);
  return array;
}

/** A string that ends in NUL, for messages. */
export function message(text: u32, length: u32): u32 {
  const copy = alloc(length + 1);
  memory.copy(copy, text, length);
  store<u8>(copy + length, 0);
  return copy;
}

export function nul_terminated(s: u32): u32 {
  return message(bytesOf(s), lengthOf(s));
}


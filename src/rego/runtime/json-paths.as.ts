// What `json.filter` keeps of a document and `json.remove` takes away. The paths become a tree of objects, null at their ends.
import { put, putLiteral, setError, TYPE_ERROR, typeName } from './error.as';
import { alloc } from './heap.as';
import { writeInt } from './number.as';
import { isCollectionOperand, isObjectOperand, memberAt } from './operands.as';
import { find, object_insert, push, set_add } from './table.as';
import {
  ARRAY, array_append, bytesOf, itemAt, keyAt, lengthOf, make_array, make_null, make_object, make_set, makeString, NULL, OBJECT,
  SET, STRING, typeOf, valueAt,
} from './value.as';

export function json_filter(object: u32, paths: u32): u32 {
  if (!isObjectOperand(1, object) || !isCollectionOperand(2, paths)) return 0;
  const tree = pathTree(paths);
  return tree ? filtered(object, tree) : 0;
}

export function json_remove(object: u32, paths: u32): u32 {
  if (!isObjectOperand(1, object) || !isCollectionOperand(2, paths)) return 0;
  const tree = pathTree(paths);
  return tree ? reduced(object, tree) : 0;
}

/** A shorter path counts, whatever longer ones say; an empty one says nothing. */
function pathTree(paths: u32): u32 {
  const root = make_object();
  for (let i: u32 = 0, n = lengthOf(paths); i < n; i++) {
    const path = segments(memberAt(paths, i));
    if (!path) return 0;
    const length = lengthOf(path);
    let node = root;
    for (let at: u32 = 0; at < length; at++) {
      const key = itemAt(path, at);
      if (at + 1 == length) {
        object_insert(node, key, make_null());
        break;
      }
      const entry = find(node, key);
      if (entry && typeOf(load<u32>(entry, 4)) == NULL) break;
      const below = entry ? load<u32>(entry, 4) : make_object();
      if (!entry) push(node, key, below);
      node = below;
    }
  }
  return root;
}

/** `a/b~1c` as `["a","b/c"]`; arrays are paths already. */
function segments(path: u32): u32 {
  if (typeOf(path) == ARRAY) return path;
  if (typeOf(path) != STRING) return notPath(path);
  const result = make_array(4);
  let at = bytesOf(path);
  const end = at + lengthOf(path);
  if (at == end) return result;
  while (at < end && load<u8>(at) == 47) at++;
  for (let from = at; ; at++) {
    if (at < end && load<u8>(at) != 47) continue;
    array_append(result, segment(from, at));
    if (at >= end) break;
    from = at + 1;
  }
  return result;
}

function segment(from: u32, end: u32): u32 {
  let at = from;
  while (at < end && load<u8>(at) != 126) at++;
  if (at == end) return makeString(from, end - from);
  const bytes = alloc(end - from);
  let to = put(bytes, from, at - from);
  for (; at < end; at++) {
    const c = load<u8>(at);
    const escape = c == 126 && at + 1 < end ? load<u8>(at, 1) : 0;
    if (escape == 48 || escape == 49) {
      store<u8>(to++, escape == 49 ? 47 : 126);
      at++;
    } else store<u8>(to++, c);
  }
  return makeString(bytes, to - bytes);
}

function notPath(path: u32): u32 {
  const message = alloc(128);
  let at = putLiteral(message, 'operand 2 must be one of {set, array} containing string paths or array of path segments but got ');
  at = putLiteral(at, typeName(path));
  return setError(TYPE_ERROR, message, at - message);
}

/** Positions of arrays are the texts of their numbers. */
function subtreeAt(tree: u32, index: u32): u32 {
  const text = alloc(24);
  const entry = find(tree, makeString(text, writeInt(text, index) - text));
  return entry ? load<u32>(entry, 4) : 0;
}

function filtered(v: u32, tree: u32): u32 {
  const type = typeOf(v);
  if (typeOf(tree) == NULL || type < ARRAY) return v;
  const length = lengthOf(v);
  if (type == ARRAY) {
    const result = make_array(4);
    for (let i: u32 = 0; i < length; i++) {
      const below = subtreeAt(tree, i);
      if (below) array_append(result, filtered(itemAt(v, i), below));
    }
    return result;
  }
  const result = type == SET ? make_set() : make_object();
  for (let i: u32 = 0, n = lengthOf(tree); i < n; i++) {
    const entry = find(v, keyAt(tree, i));
    if (!entry) continue;
    const item = filtered(load<u32>(entry, 4), valueAt(tree, i));
    if (type == SET) set_add(result, item);
    else push(result, load<u32>(entry), item);
  }
  return result;
}

/** 0 where the value itself is to go. */
function reduced(v: u32, tree: u32): u32 {
  if (!tree) return v;
  if (typeOf(tree) == NULL) return 0;
  const type = typeOf(v);
  if (type < ARRAY) return v;
  const length = lengthOf(v);
  if (type == ARRAY) {
    const result = make_array(length);
    for (let i: u32 = 0; i < length; i++) {
      const item = reduced(itemAt(v, i), subtreeAt(tree, i));
      if (item) array_append(result, item);
    }
    return result;
  }
  const result = type == OBJECT ? make_object() : make_set();
  for (let i: u32 = 0; i < length; i++) {
    const below = find(tree, keyAt(v, i));
    const item = reduced(valueAt(v, i), below ? load<u32>(below, 4) : 0);
    if (!item) continue;
    if (type == OBJECT) push(result, keyAt(v, i), item);
    else set_add(result, item);
  }
  return result;
}

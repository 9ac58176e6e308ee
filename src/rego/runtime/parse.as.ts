// JSON and Rego value text: one parser for both, as JSON is a part of it.
import { equal, is_string_value, sameBytes } from './compare.as';
import { hashOf } from './hash.as';
import { alloc } from './heap.as';
import { readNumber } from './number.as';
import { behind, readShortString, readString } from './parse-string.as';
import { object_insert, set_add, UNINDEXED } from './table.as';
import {
  ARRAY, bytesOf, itemAt, keyAt, lengthOf, make_array, make_bool, make_int, make_null, make_object, make_set, OBJECT, STRING, typeOf,
  valueAt,
} from './value.as';

/** Deeper nesting is refused, so that no input exhausts the stack. */
const MOST_NESTING: u32 = 4000;

let at: u32 = 0;
let end: u32 = 0;
let depth: u32 = 0;
/** Whether sets, keys of any type and `set()` are accepted, as in Rego. */
let rego: bool = false;

/** The value of a JSON text; 0 where it is none. */
export function opa_json_parse(text: u32, length: u32): u32 {
  return parseWhole(text, length, false);
}

/** The value of a text in Rego syntax: JSON, and sets. */
export function opa_value_parse(text: u32, length: u32): u32 {
  return parseWhole(text, length, true);
}

function parseWhole(text: u32, length: u32, isRego: bool): u32 {
  at = text;
  end = text + length;
  depth = 0;
  rego = isRego;
  pending = 0;
  pendingRoom = 0;
  pendingItems = 0;
  const v = parse(0);
  skip();
  return at == end ? v : 0;
}

@inline function skip(): void {
  // Nearly always there is nothing to skip, and one comparison tells.
  if (at < end && load<u8>(at) <= 32) at = behindSpace(at);
}

/** The next place that is no white space. */
function behindSpace(from: u32): u32 {
  let cursor = from;
  for (; cursor < end; cursor++) {
    const c = load<u8>(cursor);
    if (c != 32 && c != 10 && c != 13 && c != 9) break;
  }
  return cursor;
}

@inline function accept(c: u8): bool {
  skip();
  if (at < end && load<u8>(at) == c) {
    at++;
    return true;
  }
  return false;
}

// Items of collections that are still open wait here, innermost last, so that each collection is made in its final size.

let pendingItems: u32 = 0;
let pending: u32 = 0;
let pendingRoom: u32 = 0;

@inline function hold(v: u32): void {
  if (pending == pendingRoom) growPending();
  store<u32>(pendingItems + (pending++ << 2), v);
}

function growPending(): void {
  const bigger = max<u32>(256, pendingRoom << 1);
  const fresh = alloc(bigger << 2);
  memory.copy(fresh, pendingItems, pending << 2);
  pendingItems = fresh;
  pendingRoom = bigger;
}

/**
 * The next value.
 *
 * @param like the value at the same place of the element before, or 0: objects in a row mostly have the same keys
 */
function parse(like: u32): u32 {
  skip();
  if (at >= end) return 0;
  const c = load<u8>(at);
  if (c == 34) {
    let v = readShortString(at + 1, end);
    if (!v) v = readString(at + 1, end);
    at = behind;
    return v;
  }
  if (c == 123 || c == 91) {
    if (++depth > MOST_NESTING) return 0;
    const v = c == 91 ? parseArray(like) : parseBraces(like);
    depth--;
    return v;
  }
  if (c == 45 || (c >= 48 && c <= 57)) return parseNumberText();
  if (word(0x65757274, 4)) return make_bool(1);
  if (word(0x736c6166, 4) && at < end && load<u8>(at++) == 101) return make_bool(0);
  if (word(0x6c6c756e, 4)) return make_null();
  if (rego && at + 5 <= end && load<u32>(at) == 0x28746573 && load<u8>(at, 4) == 41) {
    at += 5;
    return make_set();
  }
  return 0;
}

/** Accepts four bytes at once, given as a little-endian number. */
@inline function word(text: u32, length: u32): bool {
  if (at + length > end || load<u32>(at) != text) return false;
  at += length;
  return true;
}

function parseNumberText(): u32 {
  const start = at;
  // Most numbers are short whole ones.
  const leading = load<u8>(at);
  if (leading >= 49 && leading <= 57) {
    let value: i64 = 0;
    let i = at;
    while (i < end && i - start < 18) {
      const c = load<u8>(i) - 48;
      if (c > 9) break;
      value = value * 10 + c;
      i++;
    }
    const next: u8 = i < end ? load<u8>(i) : 0;
    if (next != 46 && (next | 32) != 101 && next - 48 > 9) {
      at = i;
      return make_int(value);
    }
  }
  if (load<u8>(at) == 45) at++;
  const first = at;
  while (at < end && load<u8>(at) - 48 <= 9) at++;
  if (at == first || (at - first > 1 && load<u8>(first) == 48)) return 0;
  if (at < end && load<u8>(at) == 46) {
    const fraction = ++at;
    while (at < end && load<u8>(at) - 48 <= 9) at++;
    if (at == fraction) return 0;
  }
  if (at < end && (load<u8>(at) | 32) == 101) {
    at++;
    if (at < end && (load<u8>(at) == 43 || load<u8>(at) == 45)) at++;
    const power = at;
    while (at < end && load<u8>(at) - 48 <= 9) at++;
    if (at == power) return 0;
  }
  return readNumber(start, at - start);
}

function parseArray(like: u32): u32 {
  at++;
  if (accept(93)) return make_array(0);
  const mark = pending;
  let before: u32 = like && typeOf(like) == ARRAY && lengthOf(like) ? itemAt(like, 0) : 0;
  do {
    const v = parse(before);
    if (!v) return 0;
    hold(v);
    before = v;
  } while (accept(44));
  if (!accept(93)) return 0;
  const count = pending - mark;
  const array = make_array(count);
  memory.copy(load<u32>(array, 12), pendingItems + (mark << 2), count << 2);
  store<u32>(array, count, 4);
  pending = mark;
  return array;
}

/** Whether a text goes on with a key in quotes that needs no escapes. */
@inline function goesOnWith(cursor: u32, key: u32): bool {
  const length = lengthOf(key);
  if (cursor + length + 2 > end || load<u8>(cursor) != 34 || load<u8>(cursor + length + 1) != 34) return false;
  return sameBytes(cursor + 1, bytesOf(key), length);
}

/** How many entries `parseLike` read before the text went on otherwise. */
let likeRead: u32 = 0;
/** Whether it came upon something that is no value. */
let likeFailed: bool = false;

/**
 * An object with the same keys as another one, or with the first ones of them: made in its final size at once. Otherwise 0, the entries read so
 * far are held, and the text is where the next key begins.
 */
function parseLike(like: u32): u32 {
  const count = lengthOf(like);
  const object = alloc(32 + (count << 3));
  const entries = object + 32;
  likeFailed = false;
  let read: u32 = 0;
  // The place in the text is kept in a local here: this is where most of the time goes.
  let cursor = at;
  while (true) {
    if (cursor < end && load<u8>(cursor) <= 32) cursor = behindSpace(cursor);
    if (read == count) break;
    const key = keyAt(like, read);
    if (typeOf(key) != STRING || !goesOnWith(cursor, key)) break;
    let next = cursor + lengthOf(key) + 2;
    if (next >= end) break;
    if (load<u8>(next) != 58) {
      next = behindSpace(next);
      // No object, but a set.
      if (next >= end || load<u8>(next) != 58) break;
    }
    at = next + 1;
    const v = parse(valueAt(like, read));
    if (!v) {
      likeFailed = true;
      return 0;
    }
    const entry = entries + (read++ << 3);
    store<u64>(entry, <u64>key | (<u64>v << 32));
    cursor = at;
    if (cursor < end && load<u8>(cursor) <= 32) cursor = behindSpace(cursor);
    const c: u8 = cursor < end ? load<u8>(cursor) : 0;
    cursor++;
    if (c == 44) continue;
    if (c != 125) {
      likeFailed = true;
      return 0;
    }
    at = cursor;
    fillObject(object, entries, read);
    return object;
  }
  at = cursor;
  for (let i: u32 = 0; i < read << 1; i++) hold(load<u32>(entries + (i << 2)));
  likeRead = read;
  return 0;
}

@inline function fillObject(object: u32, entries: u32, count: u32): void {
  store<u64>(object, <u64>OBJECT | (<u64>count << 32));
  store<u64>(object, <u64>count | (<u64>entries << 32), 8);
  store<u64>(object, 0, 16);
  store<u64>(object, 0, 24);
}

function parseBraces(like: u32): u32 {
  at++;
  if (accept(125)) return make_object();
  const mark = pending;
  let position: u32 = 0;
  if (like && typeOf(like) == OBJECT && lengthOf(like)) {
    const object = parseLike(like);
    if (object || likeFailed) return object;
    position = likeRead;
  }
  for (; ; position++) {
    skip();
    if (at >= end || (!rego && load<u8>(at) != 34)) return 0;
    let key = parse(0);
    if (!key) return 0;
    if (typeOf(key) == STRING) key = interned(key);
    if (!accept(58)) return rego && position == 0 ? parseSet(key) : 0;
    const v = parse(0);
    if (!v) return 0;
    hold(key);
    hold(v);
    if (!accept(44)) break;
  }
  if (!accept(125)) return 0;
  const object = objectOf(pendingItems + (mark << 2), (pending - mark) >> 1);
  pending = mark;
  return object;
}

/** Whether a key stands among the first `count` of some entries. */
function hasKey(entries: u32, count: u32, key: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    const other = load<u32>(entries + (i << 3));
    if (other == key || (typeOf(other) == typeOf(key) && equal(other, key))) return true;
  }
  return false;
}

/** An object of entries. Of equal keys the last one counts. */
function objectOf(entries: u32, count: u32): u32 {
  let isPlain = count <= UNINDEXED;
  for (let i: u32 = 1; i < count && isPlain; i++) isPlain = !hasKey(entries, i, load<u32>(entries + (i << 3)));
  if (!isPlain) {
    const object = make_object();
    for (let i: u32 = 0; i < count; i++) {
      object_insert(object, load<u32>(entries + (i << 3)), load<u32>(entries + (i << 3), 4));
    }
    return object;
  }
  const object = alloc(32 + (count << 3));
  memory.copy(object + 32, entries, count << 3);
  fillObject(object, object + 32, count);
  return object;
}

function parseSet(first: u32): u32 {
  const set = make_set();
  set_add(set, first);
  while (accept(44)) {
    const v = parse(0);
    if (!v) return 0;
    set_add(set, v);
  }
  return accept(125) ? set : 0;
}

// Constants of the module by the hash of their text, so that a parsed key is the very constant that rules look it up with.

/** The linker sets it to a table of addresses of strings, 0 where a slot is free. */
export let constant_table: u32 = 0;
/** The number of slots, a power of two, less one. */
export let constant_mask: u32 = 0;

function interned(key: u32): u32 {
  if (!constant_table) return key;
  let slot = hashOf(key) & constant_mask;
  while (true) {
    const known = load<u32>(constant_table + (slot << 2));
    if (!known) return key;
    if (is_string_value(key, known)) return known;
    slot = (slot + 1) & constant_mask;
  }
}

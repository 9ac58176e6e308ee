// JSON and Rego value text: one parser and one writer for both, as JSON is a part of it.
import { alloc, heap_pointer } from './heap.as';
import { parseNumber, writeNumber } from './number.as';
import { equal, is_string_value, sameBytes } from './compare.as';
import { hashOf } from './hash.as';
import { sortedOrder } from './order.as';
import { object_insert, set_add, UNINDEXED } from './table.as';
import {
  ARRAY, BOOL, boolOf, bytesOf, itemAt, keyAt, lengthOf, make_array, make_bool, make_int, make_null, make_object, make_set,
  makeString, NULL, NUMBER, OBJECT, STRING, typeOf, valueAt,
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
  while (at < end) {
    const c = load<u8>(at);
    if (c != 32 && c != 10 && c != 13 && c != 9) break;
    at++;
  }
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
  if (c == 34) return parseString();
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
  return parseNumber(start, at - start);
}

function parseString(): u32 {
  const start = ++at;
  while (at < end) {
    const c = load<u8>(at);
    if (c == 34) {
      const v = makeString(start, at - start);
      at++;
      return v;
    }
    if (c == 92) return parseEscaped(start);
    if (c < 32) return 0;
    at++;
  }
  return 0;
}

/** A string with escapes, copied from its first one on. */
function parseEscaped(start: u32): u32 {
  let close = at;
  while (close < end && load<u8>(close) != 34) close += load<u8>(close) == 92 ? 2 : 1;
  if (close >= end) return 0;
  const bytes = alloc(close - start);
  let to = bytes;
  memory.copy(to, start, at - start);
  to += at - start;
  while (at < close) {
    const c = load<u8>(at++);
    if (c < 32) return 0;
    if (c != 92) {
      store<u8>(to++, c);
      continue;
    }
    const e = load<u8>(at++);
    switch (e) {
      case 34: case 92: case 47: store<u8>(to++, e); break;
      case 98: store<u8>(to++, 8); break;
      case 102: store<u8>(to++, 12); break;
      case 110: store<u8>(to++, 10); break;
      case 114: store<u8>(to++, 13); break;
      case 116: store<u8>(to++, 9); break;
      case 117: {
        let code = hex4();
        if (code < 0) return 0;
        if (code >= 0xd800 && code < 0xdc00 && at + 6 <= close && load<u16>(at) == 0x755c) {
          const back = at;
          at += 2;
          const low = hex4();
          if (low >= 0xdc00 && low < 0xe000) code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          else at = back;
        }
        if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
        to = writeUtf8(to, code);
        break;
      }
      default: return 0;
    }
  }
  at = close + 1;
  return makeString(bytes, to - bytes);
}

function hex4(): i32 {
  if (at + 4 > end) return -1;
  let value: i32 = 0;
  for (let i = 0; i < 4; i++) {
    const c = load<u8>(at++);
    const lower = c | 32;
    if (c >= 48 && c <= 57) value = (value << 4) | (c - 48);
    else if (lower >= 97 && lower <= 102) value = (value << 4) | (lower - 87);
    else return -1;
  }
  return value;
}

/** Writes a code point; returns the address behind it. */
export function writeUtf8(to: u32, code: i32): u32 {
  if (code < 0x80) {
    store<u8>(to, code);
    return to + 1;
  }
  if (code < 0x800) {
    store<u8>(to, 0xc0 | (code >> 6));
    store<u8>(to, 0x80 | (code & 63), 1);
    return to + 2;
  }
  if (code < 0x10000) {
    store<u8>(to, 0xe0 | (code >> 12));
    store<u8>(to, 0x80 | ((code >> 6) & 63), 1);
    store<u8>(to, 0x80 | (code & 63), 2);
    return to + 3;
  }
  store<u8>(to, 0xf0 | (code >> 18));
  store<u8>(to, 0x80 | ((code >> 12) & 63), 1);
  store<u8>(to, 0x80 | ((code >> 6) & 63), 2);
  store<u8>(to, 0x80 | (code & 63), 3);
  return to + 4;
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

/** Whether the text goes on with a key in quotes that needs no escapes. */
@inline function goesOnWith(key: u32): bool {
  const length = lengthOf(key);
  if (at + length + 2 > end || load<u8>(at) != 34 || load<u8>(at + length + 1) != 34) return false;
  return sameBytes(at + 1, bytesOf(key), length);
}

function parseBraces(like: u32): u32 {
  at++;
  if (accept(125)) return make_object();
  const mark = pending;
  const likeKeys: u32 = like && typeOf(like) == OBJECT ? lengthOf(like) : 0;
  let same = true;
  for (let position: u32 = 0; ; position++) {
    skip();
    let key: u32 = 0;
    let below: u32 = 0;
    if (position < likeKeys) {
      const guess = keyAt(like, position);
      if (typeOf(guess) == STRING && goesOnWith(guess)) {
        key = guess;
        at += lengthOf(guess) + 2;
        below = valueAt(like, position);
      }
    }
    if (!key) {
      same = false;
      if (at >= end || (!rego && load<u8>(at) != 34)) return 0;
      key = parse(0);
      if (!key) return 0;
      if (typeOf(key) == STRING) key = interned(key);
    }
    if (!accept(58)) return rego && position == 0 ? parseSet(key) : 0;
    const v = parse(below);
    if (!v) return 0;
    hold(key);
    hold(v);
    if (!accept(44)) break;
  }
  if (!accept(125)) return 0;
  const object = objectOf(pendingItems + (mark << 2), (pending - mark) >> 1, same);
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

/** An object of entries; `distinct` where it is known that no key stands there twice. Of equal keys the last one counts. */
function objectOf(entries: u32, count: u32, distinct: bool): u32 {
  const object = make_object();
  let isPlain = distinct || count <= UNINDEXED;
  if (isPlain && !distinct) {
    for (let i: u32 = 1; i < count && isPlain; i++) isPlain = !hasKey(entries, i, load<u32>(entries + (i << 3)));
  }
  if (!isPlain) {
    for (let i: u32 = 0; i < count; i++) {
      object_insert(object, load<u32>(entries + (i << 3)), load<u32>(entries + (i << 3), 4));
    }
    return object;
  }
  const copy = alloc(count << 3);
  memory.copy(copy, entries, count << 3);
  store<u32>(object, count, 4);
  store<u32>(object, count, 8);
  store<u32>(object, copy, 12);
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

// The writer: a buffer that doubles.

let buffer: u32 = 0;
let used: u32 = 0;
let room: u32 = 0;

function reserve(more: u32): void {
  if (used + more <= room) return;
  const size = max(room << 1, used + more + 256);
  const bigger = alloc(size);
  memory.copy(bigger, buffer, used);
  buffer = bigger;
  room = size;
}

@inline function put(c: u8): void {
  reserve(1);
  store<u8>(buffer + used++, c);
}

function putBytes(from: u32, length: u32): void {
  reserve(length);
  memory.copy(buffer + used, from, length);
  used += length;
}

function putWord(text: u64, length: u32): void {
  reserve(8);
  store<u64>(buffer + used, text);
  used += length;
}

function start(): void {
  buffer = alloc(256);
  room = 256;
  used = 0;
}

/** NUL-terminated JSON: sets as arrays, keys that are no strings as their text. */
export function opa_json_dump(v: u32): u32 {
  start();
  write(v, false);
  put(0);
  return buffer;
}

/** NUL-terminated text in Rego syntax. */
export function opa_value_dump(v: u32): u32 {
  start();
  write(v, true);
  put(0);
  return buffer;
}

/** A string value holding a value's text in JSON or Rego syntax. */
export function dumpString(v: u32, isRego: bool): u32 {
  start();
  write(v, isRego);
  return makeString(buffer, used);
}

function write(v: u32, isRego: bool): void {
  switch (typeOf(v)) {
    case NULL: putWord(0x6c6c756e, 4); return;
    case BOOL:
      if (boolOf(v)) putWord(0x65757274, 4);
      else putWord(0x65736c6166, 5);
      return;
    case NUMBER:
      reserve(max<u32>(lengthOf(v), 24));
      used = writeNumber(buffer + used, v) - buffer;
      return;
    case STRING: writeString(v); return;
    case ARRAY: {
      put(91);
      for (let i: u32 = 0, n = lengthOf(v); i < n; i++) {
        if (i) put(44);
        write(itemAt(v, i), isRego);
      }
      put(93);
      return;
    }
    default: writeTable(v, isRego);
  }
}

function writeTable(v: u32, isRego: bool): void {
  const isObject = typeOf(v) == OBJECT;
  const length = lengthOf(v);
  if (!isObject && isRego && length == 0) {
    putWord(0x2928746573, 5);
    return;
  }
  const order = sortedOrder(v);
  put(isObject || isRego ? 123 : 91);
  for (let i: u32 = 0; i < length; i++) {
    if (i) put(44);
    const entry = load<u32>(order + (i << 2));
    const key = load<u32>(entry);
    if (isObject && !isRego && typeOf(key) != STRING) {
      const outer = buffer;
      const outerUsed = used;
      const outerRoom = room;
      const text = dumpString(key, false);
      buffer = outer;
      used = outerUsed;
      room = outerRoom;
      writeString(text);
    } else write(key, isRego);
    if (isObject) {
      put(58);
      write(load<u32>(entry, 4), isRego);
    }
  }
  put(isObject || isRego ? 125 : 93);
}

function writeString(v: u32): void {
  const bytes = bytesOf(v);
  const length = lengthOf(v);
  put(34);
  let from: u32 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const c = load<u8>(bytes + i);
    if (c >= 32 && c != 34 && c != 92) continue;
    putBytes(bytes + from, i - from);
    from = i + 1;
    put(92);
    if (c == 34 || c == 92) put(c);
    else if (c == 10) put(110);
    else if (c == 13) put(114);
    else if (c == 9) put(116);
    else if (c == 8) put(98);
    else if (c == 12) put(102);
    else {
      putWord(0x303075, 3);
      put(c >= 16 ? 49 : 48);
      const low = c & 15;
      put(low < 10 ? 48 + low : 87 + low);
    }
  }
  putBytes(bytes + from, length - from);
  put(34);
}

export function heapTop(): u32 {
  return heap_pointer;
}

// The writer of JSON and of Rego's syntax: a buffer that doubles.
import { alloc } from './heap.as';
import { writeNumber } from './number.as';
import { sortedOrder } from './order.as';
import {
  ARRAY, BOOL, boolOf, bytesOf, itemAt, lengthOf, makeString, NULL, NUMBER, OBJECT, STRING, typeOf,
} from './value.as';

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

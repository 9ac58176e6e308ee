// Values in memory. The first byte is the type; see README.md for the layouts.
import { alloc } from './heap.as';

export const NULL: u8 = 1;
export const BOOL: u8 = 2;
export const NUMBER: u8 = 3;
export const STRING: u8 = 4;
export const ARRAY: u8 = 5;
export const OBJECT: u8 = 6;
export const SET: u8 = 7;

/** Number kinds, the byte at +1. */
export const INT: u8 = 0;
export const DECIMAL: u8 = 1;
/** Text as it was written, where the canonical text is another: `1.0`, `1e3`. */
export const SPELLED: u8 = 2;

const NULL_VALUE = memory.data<u8>([1, 0, 0, 0, 0, 0, 0, 0], 8);
const FALSE_VALUE = memory.data<u8>([2, 0, 0, 0, 0, 0, 0, 0], 8);
const TRUE_VALUE = memory.data<u8>([2, 1, 0, 0, 0, 0, 0, 0], 8);

@inline export function typeOf(v: u32): u8 {
  return load<u8>(v);
}

export function make_null(): u32 {
  return <u32>NULL_VALUE;
}

export function make_bool(b: u32): u32 {
  return b ? <u32>TRUE_VALUE : <u32>FALSE_VALUE;
}

@inline export function boolOf(v: u32): bool {
  return load<u8>(v, 1) != 0;
}

export function make_int(value: i64): u32 {
  const v = alloc(16);
  store<u64>(v, 3);
  store<i64>(v, value, 8);
  return v;
}

/** A number by its canonical decimal text, which is not copied. */
export function makeDecimal(text: u32, length: u32): u32 {
  const v = alloc(16);
  store<u32>(v, 0x103);
  store<u32>(v, length, 4);
  store<u32>(v, text, 8);
  return v;
}

/** A number by its text as it was written, which is not copied. */
export function makeSpelled(text: u32, length: u32): u32 {
  const v = alloc(16);
  store<u32>(v, 0x203);
  store<u32>(v, length, 4);
  store<u32>(v, text, 8);
  return v;
}

@inline export function isSpelled(v: u32): bool {
  return load<u16>(v) == 0x203;
}

@inline export function isInt(v: u32): bool {
  return load<u16>(v) == 3;
}

@inline export function intOf(v: u32): i64 {
  return load<i64>(v, 8);
}

/** A string over bytes that stay where they are. */
export function makeString(bytes: u32, length: u32): u32 {
  const v = alloc(16);
  store<u64>(v, <u64>STRING | (<u64>length << 32));
  store<u64>(v, <u64>bytes, 8);
  return v;
}

@inline export function lengthOf(v: u32): u32 {
  return load<u32>(v, 4);
}

@inline export function bytesOf(v: u32): u32 {
  return load<u32>(v, 8);
}

export function make_array(capacity: u32): u32 {
  const v = alloc(16);
  store<u32>(v, 5);
  store<u32>(v, 0, 4);
  store<u32>(v, capacity, 8);
  store<u32>(v, capacity ? alloc(capacity << 2) : 0, 12);
  return v;
}

/** An array over items that stay where they are. */
export function makeArrayOf(items: u32, length: u32): u32 {
  const v = alloc(16);
  store<u32>(v, 5);
  store<u32>(v, length, 4);
  store<u32>(v, length, 8);
  store<u32>(v, items, 12);
  return v;
}

@inline export function itemAt(v: u32, index: u32): u32 {
  return load<u32>(load<u32>(v, 12) + (index << 2));
}

export function array_append(array: u32, value: u32): void {
  const length = lengthOf(array);
  let items = load<u32>(array, 12);
  if (length == load<u32>(array, 8)) {
    const capacity = max<u32>(4, length << 1);
    const bigger = alloc(capacity << 2);
    memory.copy(bigger, items, length << 2);
    store<u32>(array, capacity, 8);
    store<u32>(array, bigger, 12);
    items = bigger;
  }
  store<u32>(items + (length << 2), value);
  store<u32>(array, length + 1, 4);
}

function makeTable(type: u8): u32 {
  const v = alloc(32);
  store<u64>(v, type);
  store<u64>(v, 0, 8);
  store<u64>(v, 0, 16);
  store<u64>(v, 0, 24);
  return v;
}

export function make_object(): u32 {
  return makeTable(OBJECT);
}

export function make_set(): u32 {
  return makeTable(SET);
}

@inline export function entryAt(table: u32, index: u32): u32 {
  return load<u32>(table, 12) + (index << 3);
}

@inline export function keyAt(table: u32, index: u32): u32 {
  return load<u32>(entryAt(table, index));
}

@inline export function valueAt(table: u32, index: u32): u32 {
  return load<u32>(entryAt(table, index), 4);
}

// Objects and sets: entries in the order of insertion, with an index of open addresses from the ninth entry on.
import { equal, opa_value_compare } from './compare.as';
import { hashOf } from './hash.as';
import { alloc, epoch } from './heap.as';
import { entryAt, keyAt, lengthOf, SET, typeOf } from './value.as';

/** Tables up to this size are searched one by one: comparing beats hashing there. */
export const UNINDEXED: u32 = 8;

/** The address of the entry with a key, or 0. */
export function find(table: u32, key: u32): u32 {
  const length = lengthOf(table);
  if (length <= UNINDEXED) {
    const type = typeOf(key);
    let entry = load<u32>(table, 12);
    for (let i: u32 = 0; i < length; i++, entry += 8) {
      const candidate = load<u32>(entry);
      if (candidate == key || (typeOf(candidate) == type && equal(candidate, key))) return entry;
    }
    return 0;
  }
  if (!hasIndex(table)) buildIndex(table);
  const index = load<u32>(table, 16);
  const mask = load<u32>(table, 20) - 1;
  let at = hashOf(key) & mask;
  while (true) {
    const slot = load<u32>(index + (at << 2));
    if (slot == 0) break;
    const entry = entryAt(table, slot - 1);
    const candidate = load<u32>(entry);
    if (candidate == key || equal(candidate, key)) return entry;
    at = (at + 1) & mask;
  }
  return 0;
}

/** An index that an earlier evaluation made is gone with its memory. */
@inline function hasIndex(table: u32): bool {
  if (!load<u32>(table, 16)) return false;
  const made = load<u32>(table, 24);
  return made == 0 || made == epoch;
}

function buildIndex(table: u32): void {
  const length = lengthOf(table);
  let size: u32 = 32;
  while (size < length << 1) size <<= 1;
  const index = alloc(size << 2);
  memory.fill(index, 0, size << 2);
  store<u32>(table, index, 16);
  store<u32>(table, size, 20);
  store<u32>(table, epoch, 24);
  for (let i: u32 = 0; i < length; i++) addToIndex(table, i);
}

function addToIndex(table: u32, position: u32): void {
  const index = load<u32>(table, 16);
  const mask = load<u32>(table, 20) - 1;
  let at = hashOf(keyAt(table, position)) & mask;
  while (load<u32>(index + (at << 2))) at = (at + 1) & mask;
  store<u32>(index + (at << 2), position + 1);
}

/** Adds an entry whose key is known to be new. */
export function push(table: u32, key: u32, value: u32): void {
  const length = lengthOf(table);
  let entries = load<u32>(table, 12);
  if (length == load<u32>(table, 8)) {
    const capacity = max<u32>(4, length << 1);
    const bigger = alloc(capacity << 3);
    memory.copy(bigger, entries, length << 3);
    store<u32>(table, capacity, 8);
    store<u32>(table, bigger, 12);
    entries = bigger;
  }
  store<u32>(entries + (length << 3), key);
  store<u32>(entries + (length << 3), value, 4);
  store<u32>(table, length + 1, 4);
  store<u8>(table, 0, 1);
  if (hasIndex(table)) {
    if ((length + 1) << 1 > load<u32>(table, 20)) store<u32>(table, 0, 16);
    else addToIndex(table, length);
  }
}

export function set_add(set: u32, value: u32): void {
  if (!find(set, value)) push(set, value, value);
}

export function object_insert(object: u32, key: u32, value: u32): void {
  const entry = find(object, key);
  if (entry) store<u32>(entry, value, 4);
  else push(object, key, value);
}

/** Whether the entry could be added: a key that is there with another value is a conflict. */
export function object_insert_once(object: u32, key: u32, value: u32): bool {
  const entry = find(object, key);
  if (entry) return equal(load<u32>(entry, 4), value);
  push(object, key, value);
  return true;
}

/** Puts a table's entries in the order of their keys, for iteration; remembered in the byte at +1. */
export function sortEntries(table: u32): void {
  if (load<u8>(table, 1)) return;
  const length = lengthOf(table);
  let isSorted = true;
  for (let i: u32 = 1; i < length; i++) {
    if (opa_value_compare(load<u32>(entryAt(table, i - 1)), load<u32>(entryAt(table, i))) > 0) {
      isSorted = false;
      break;
    }
  }
  if (!isSorted) {
    const order = sort(allEntries(table), length, true);
    const sorted = alloc(length << 3);
    for (let i: u32 = 0; i < length; i++) store<u64>(sorted + (i << 3), load<u64>(load<u32>(order + (i << 2))));
    memory.copy(load<u32>(table, 12), sorted, length << 3);
    store<u32>(table, 0, 16);
  }
  store<u8>(table, 1, 1);
}

function allEntries(table: u32): u32 {
  const length = lengthOf(table);
  const order = alloc(length << 2);
  for (let i: u32 = 0; i < length; i++) store<u32>(order + (i << 2), entryAt(table, i));
  return order;
}

/** The addresses of a table's entries in the order of their keys. */
export function sortedOrder(table: u32): u32 {
  const order = allEntries(table);
  return load<u8>(table, 1) ? order : sort(order, lengthOf(table), true);
}

/** Sorts addresses by the values they stand for (`indirect`: by the key they point at): a merge sort, stable. */
export function sort(items: u32, length: u32, indirect: bool): u32 {
  let from = items;
  let into = length > 1 ? alloc(length << 2) : 0;
  for (let width: u32 = 1; width < length; width <<= 1) {
    for (let start: u32 = 0; start < length; start += width << 1) {
      const middle = min(start + width, length);
      const end = min(start + (width << 1), length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        let takeLeft = right >= end;
        if (!takeLeft && left < middle) {
          const a = load<u32>(from + (left << 2));
          const b = load<u32>(from + (right << 2));
          takeLeft = (indirect ? opa_value_compare(load<u32>(a), load<u32>(b)) : opa_value_compare(a, b)) <= 0;
        }
        store<u32>(into + (at << 2), load<u32>(from + ((takeLeft ? left++ : right++) << 2)));
      }
    }
    const swap = from;
    from = into;
    into = swap;
  }
  return from;
}

export function isSet(table: u32): bool {
  return typeOf(table) == SET;
}

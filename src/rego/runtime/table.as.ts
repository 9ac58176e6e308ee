// Objects and sets: entries in the order of insertion, with an index of open addresses from the ninth entry on.
import { equal, sameBytes } from './compare.as';
import { hashOf } from './hash.as';
import { alloc, epoch } from './heap.as';
import { bytesOf, entryAt, keyAt, lengthOf, STRING, typeOf } from './value.as';

/** Tables up to this size are searched one by one: comparing beats hashing there. */
export const UNINDEXED: u32 = 8;

/** The address of the entry with a key, or 0. */
export function find(table: u32, key: u32): u32 {
  if (lengthOf(table) <= UNINDEXED) return findOneByOne(table, key);
  if (!hasIndex(table)) buildIndex(table);
  const slot = slotOf(table, key, hashOf(key));
  const position = load<u32>(slot, 4);
  return position ? entryAt(table, position - 1) : 0;
}

/** The first word of a string holds its type and length, that of a small integer its type and kind: most candidates differ in it. */
function findOneByOne(table: u32, key: u32): u32 {
  let entry = load<u32>(table, 12);
  const end = entry + (lengthOf(table) << 3);
  const word = load<u64>(key);
  if (<u32>word == STRING) {
    const bytes = bytesOf(key);
    const length = lengthOf(key);
    for (; entry < end; entry += 8) {
      const candidate = load<u32>(entry);
      if (candidate == key) return entry;
      if (load<u64>(candidate) == word && sameBytes(bytesOf(candidate), bytes, length)) return entry;
    }
    return 0;
  }
  const type = <u8>word;
  for (; entry < end; entry += 8) {
    const candidate = load<u32>(entry);
    if (candidate == key || (typeOf(candidate) == type && equal(candidate, key))) return entry;
  }
  return 0;
}

/** An index that an earlier evaluation made is gone with its memory. */
@inline function hasIndex(table: u32): bool {
  if (!load<u32>(table, 16)) return false;
  const made = load<u32>(table, 24);
  return made == 0 || made == epoch;
}

// An index is a power of two of slots, at most half of them taken: the hash of a key, then the position of its entry counted from 1.

/** The slot that holds a key, or the free one where it belongs. */
function slotOf(table: u32, key: u32, hash: u32): u32 {
  const index = load<u32>(table, 16);
  const mask = load<u32>(table, 20) - 1;
  const entries = load<u32>(table, 12);
  const word = load<u64>(key);
  const isString = <u32>word == STRING;
  let at = hash & mask;
  while (true) {
    const slot = index + (at << 3);
    const position = load<u32>(slot, 4);
    if (!position) return slot;
    if (load<u32>(slot) == hash) {
      const candidate = load<u32>(entries + ((position - 1) << 3));
      if (candidate == key) return slot;
      // Strings are nearly always what is looked for: their first word is type and length.
      if (isString ? load<u64>(candidate) == word && sameBytes(bytesOf(candidate), bytesOf(key), <u32>(word >> 32)) : equal(candidate, key)) {
        return slot;
      }
    }
    at = (at + 1) & mask;
  }
}

/** The free slot for a hash whose key is known to be new. */
@inline function freeSlot(index: u32, mask: u32, hash: u32): u32 {
  let at = hash & mask;
  while (load<u32>(index + (at << 3), 4)) at = (at + 1) & mask;
  return index + (at << 3);
}

@inline function takeSlot(slot: u32, hash: u32, position: u32): void {
  store<u32>(slot, hash);
  store<u32>(slot, position + 1, 4);
}

function makeIndex(table: u32, size: u32): u32 {
  const index = alloc(size << 3);
  memory.fill(index, 0, size << 3);
  store<u32>(table, index, 16);
  store<u32>(table, size, 20);
  store<u32>(table, epoch, 24);
  return index;
}

function buildIndex(table: u32): void {
  const length = lengthOf(table);
  let size: u32 = 32;
  while (size < length << 1) size <<= 1;
  const index = makeIndex(table, size);
  for (let i: u32 = 0; i < length; i++) {
    const hash = hashOf(keyAt(table, i));
    takeSlot(freeSlot(index, size - 1, hash), hash, i);
  }
}

/** Room for more: four times the slots, and no hash is computed again. */
function growIndex(table: u32): void {
  const from = load<u32>(table, 16);
  const end = from + (load<u32>(table, 20) << 3);
  const size = load<u32>(table, 20) << 2;
  const index = makeIndex(table, size);
  for (let slot = from; slot < end; slot += 8) {
    if (load<u32>(slot, 4)) store<u64>(freeSlot(index, size - 1, load<u32>(slot)), load<u64>(slot));
  }
}

/** Adds an entry behind the others, without regard to the index; its address. */
function append(table: u32, key: u32, value: u32): u32 {
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
  const entry = entries + (length << 3);
  store<u32>(entry, key);
  store<u32>(entry, value, 4);
  store<u32>(table, length + 1, 4);
  store<u8>(table, 0, 1);
  return entry;
}

/** Adds an entry whose key is known to be new. */
export function push(table: u32, key: u32, value: u32): void {
  const position = lengthOf(table);
  if (hasIndex(table)) {
    if ((position + 1) << 1 > load<u32>(table, 20)) growIndex(table);
    const hash = hashOf(key);
    takeSlot(freeSlot(load<u32>(table, 16), load<u32>(table, 20) - 1, hash), hash, position);
  }
  append(table, key, value);
}

/** The entry with a key: the one that is there, or a new one, whose value is 0 until the caller sets it. */
export function entryFor(table: u32, key: u32): u32 {
  const position = lengthOf(table);
  if (position <= UNINDEXED) {
    const entry = findOneByOne(table, key);
    return entry ? entry : append(table, key, 0);
  }
  if (!hasIndex(table)) buildIndex(table);
  if ((position + 1) << 1 > load<u32>(table, 20)) growIndex(table);
  const hash = hashOf(key);
  const slot = slotOf(table, key, hash);
  const known = load<u32>(slot, 4);
  if (known) return entryAt(table, known - 1);
  takeSlot(slot, hash, position);
  return append(table, key, 0);
}

export function set_add(set: u32, value: u32): void {
  const entry = entryFor(set, value);
  if (!load<u32>(entry, 4)) store<u32>(entry, value, 4);
}

export function object_insert(object: u32, key: u32, value: u32): void {
  store<u32>(entryFor(object, key), value, 4);
}

/** Whether the entry could be added: a key that is there with another value is a conflict. */
export function object_insert_once(object: u32, key: u32, value: u32): bool {
  const entry = entryFor(object, key);
  const known = load<u32>(entry, 4);
  if (known) return equal(known, value);
  store<u32>(entry, value, 4);
  return true;
}

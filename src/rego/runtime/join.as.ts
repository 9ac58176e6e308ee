// Indexes of collections by a part of their elements, for loops within loops: made when a loop comes over the same collection again.
import { epoch } from './heap.as';
import { get_string, iteration_count, iteration_value } from './ops.as';
import { arrayToSet } from './sets.as';
import { entryFor, find } from './table.as';
import { ARRAY, array_append, lengthOf, make_array, make_object, typeOf } from './value.as';

/** An array of nothing. */
const NONE = memory.data<u8>([5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 8);

/** Smaller collections are gone through as fast as looked up. */
const SMALLEST: u32 = 12;

/**
 * The elements in which the strings of a path lead to a value: an array in the order of iteration, or the collection itself as long as no
 * index is worth it.
 *
 * @param slot where the loop remembers its collection: evaluation, address, index (0: gone through once)
 * @param path addresses of strings
 */
export function matching(collection: u32, wanted: u32, slot: u32, path: u32, length: u32): u32 {
  if (!collection || !wanted || typeOf(collection) < ARRAY || lengthOf(collection) < SMALLEST) return collection;
  if (load<u32>(slot) != epoch || load<u32>(slot, 4) != collection) {
    store<u32>(slot, epoch);
    store<u32>(slot, collection, 4);
    store<u32>(slot, 0, 8);
    return collection;
  }
  let index = load<u32>(slot, 8);
  if (!index) {
    index = indexOf(collection, path, length);
    store<u32>(slot, index, 8);
  }
  const found = find(index, wanted);
  return found ? load<u32>(found, 4) : <u32>NONE;
}

let membersEpoch: u32 = 0;
let membersArray: u32 = 0;
let members: u32 = 0;

/** The items of an array as a set, once it was asked for some before; 0 as long as that is not worth it. */
export function membersOf(array: u32): u32 {
  if (lengthOf(array) < SMALLEST) return 0;
  if (membersEpoch != epoch || membersArray != array) {
    membersEpoch = epoch;
    membersArray = array;
    members = 0;
    return 0;
  }
  if (!members) members = arrayToSet(array);
  return members;
}

function indexOf(collection: u32, path: u32, length: u32): u32 {
  const index = make_object();
  for (let i: u32 = 0, n = iteration_count(collection); i < n; i++) {
    const element = iteration_value(collection, i);
    let part = element;
    for (let at: u32 = 0; part && at < length; at++) part = get_string(part, load<u32>(path + (at << 2)));
    if (!part) continue;
    const entry = entryFor(index, part);
    if (!load<u32>(entry, 4)) store<u32>(entry, make_array(2), 4);
    array_append(load<u32>(entry, 4), element);
  }
  return index;
}

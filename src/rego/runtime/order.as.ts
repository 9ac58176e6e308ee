// The order of a table's entries, and sorting.
import { opa_value_compare } from './compare.as';
import { alloc, isOfEvaluation } from './heap.as';
import { entryAt, lengthOf } from './value.as';

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
    if (isOfEvaluation(table)) {
      // A loop that goes over the entries as they were is not disturbed.
      store<u32>(table, sorted, 12);
      store<u32>(table, length, 8);
    } else memory.copy(load<u32>(table, 12), sorted, length << 3);
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

// Sets of code points while they are put together: ranges, in the end sorted and apart from each other.
import { alloc } from '../heap.as';

export const LAST_CODE: i32 = 0x10ffff;

@unmanaged
export class Ranges {
  /** Pairs of the first and the last code point. */
  items: u32;
  count: i32;
  room: i32;
}

export function makeRanges(): Ranges {
  const ranges = changetype<Ranges>(alloc(offsetof<Ranges>()));
  ranges.room = 8;
  ranges.items = alloc(64);
  ranges.count = 0;
  return ranges;
}

@inline export function lowAt(items: u32, index: i32): i32 {
  return load<i32>(items + (index << 3));
}

@inline export function highAt(items: u32, index: i32): i32 {
  return load<i32>(items + (index << 3), 4);
}

@inline function set(items: u32, index: i32, low: i32, high: i32): void {
  store<i32>(items + (index << 3), low);
  store<i32>(items + (index << 3), high, 4);
}

export function addRange(ranges: Ranges, low: i32, high: i32): void {
  if (ranges.count == ranges.room) {
    const bigger = alloc(ranges.room << 4);
    memory.copy(bigger, ranges.items, ranges.room << 3);
    ranges.items = bigger;
    ranges.room <<= 1;
  }
  set(ranges.items, ranges.count++, low, high);
}

/** Both cases of ASCII letters, and the two letters beyond that fold to them: ſ and K. False where other letters would have to be folded. */
export function addFolded(ranges: Ranges, low: i32, high: i32): bool {
  addRange(ranges, low, high);
  shifted(ranges, low, high, 65, 90, 32);
  shifted(ranges, low, high, 97, 122, -32);
  if (holdsEither(low, high, 83)) addRange(ranges, 0x17f, 0x17f);
  if (holdsEither(low, high, 75)) addRange(ranges, 0x212a, 0x212a);
  if (high < 0x80) return true;
  if (low > 0x80 || high < LAST_CODE) return false;
  addRange(ranges, 75, 75);
  addRange(ranges, 107, 107);
  addRange(ranges, 83, 83);
  addRange(ranges, 115, 115);
  return true;
}

function shifted(ranges: Ranges, low: i32, high: i32, first: i32, last: i32, by: i32): void {
  const from = max(low, first);
  const to = min(high, last);
  if (from <= to) addRange(ranges, from + by, to + by);
}

function holdsEither(low: i32, high: i32, upper: i32): bool {
  return (low <= upper && high >= upper) || (low <= upper + 32 && high >= upper + 32);
}

/** Sorts the ranges and joins those that touch. */
export function clean(ranges: Ranges): void {
  const items = ranges.items;
  for (let i = 1; i < ranges.count; i++) {
    const low = lowAt(items, i);
    const high = highAt(items, i);
    let at = i;
    for (; at > 0 && lowAt(items, at - 1) > low; at--) set(items, at, lowAt(items, at - 1), highAt(items, at - 1));
    set(items, at, low, high);
  }
  let kept = 0;
  for (let i = 0; i < ranges.count; i++) {
    const low = lowAt(items, i);
    const high = highAt(items, i);
    if (kept && low <= highAt(items, kept - 1) + 1) {
      if (high > highAt(items, kept - 1)) set(items, kept - 1, lowAt(items, kept - 1), high);
    } else set(items, kept++, low, high);
  }
  ranges.count = kept;
}

/** Everything that is not in clean ranges. */
export function negate(ranges: Ranges): void {
  const items = ranges.items;
  const count = ranges.count;
  const inverse = makeRanges();
  let next = 0;
  for (let i = 0; i < count; i++) {
    if (lowAt(items, i) > next) addRange(inverse, next, lowAt(items, i) - 1);
    next = highAt(items, i) + 1;
  }
  if (next <= LAST_CODE) addRange(inverse, next, LAST_CODE);
  ranges.items = inverse.items;
  ranges.count = inverse.count;
  ranges.room = inverse.room;
}

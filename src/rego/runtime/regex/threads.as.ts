// Where a pattern matches, and its groups. In long texts all ways to match go side by side, in the order of their preference.
import { alloc } from '../heap.as';
import { arenaAlloc, mostForOne } from './arena.as';
import { holds } from './assertions.as';
import { beginBacktracking, isSmall, matchesFrom } from './backtrack.as';
import { afterByte, ASSERT, FAIL, instructionAt, MATCH, Program, SAVE, SPLIT } from './program.as';
import { leftBits } from './text-place.as';

/** Addresses of the begins and ends of the groups of the last match, 0 for groups without part in it. */
export let slots: u32 = 0;

let slotCount: u32 = 0;
/** For each instruction the number of the step that it was last reached in. */
let marks: u32 = 0;
let mark: u32 = 0;
let first: u32 = 0;
let last: u32 = 0;
/** The instructions reached, and for each the slots it was reached with. */
let list: u32 = 0;
let listed: u32 = 0;
let kept: u32 = 0;
let current: u32 = 0;
/** For each byte whether a match may begin with it. */
let firsts: u32 = 0;
/** Whether an assertion was met. */
let isUnknown: bool = false;
let spareList: u32 = 0;
let spareKept: u32 = 0;

/** Prepares for searches of a pattern in a text. */
export function openSearch(program: Program, text: u32, end: u32): void {
  first = text;
  last = end;
  slotCount = (<u32>program.groups + 1) << 1;
  const length = program.length;
  const one = slotCount << 2;
  const size: u32 = 256 + (((length << 2) + 7) & ~7) + (one << 1) + (((length << 1) + 7) & ~7) * 2 + length * one * 2;
  let at = program.threads;
  const isNew = !at;
  if (isNew) {
    at = size > mostForOne() ? 0 : arenaAlloc(size);
    if (at) program.threads = at;
    else at = alloc(size);
  }
  firsts = at;
  marks = at + 256;
  mark = 0;
  memory.fill(marks, 0, length << 2);
  slots = marks + (((length << 2) + 7) & ~7);
  current = slots + one;
  list = current + one;
  spareList = list + (((length << 1) + 7) & ~7);
  kept = spareList + (((length << 1) + 7) & ~7);
  spareKept = kept + length * one;
  if (isNew) findFirsts(program);
}

/** Marks the bytes that a match may begin with: all of them where it may be empty, or depends on what is around. */
function findFirsts(program: Program): void {
  memory.fill(firsts, 0, 256);
  listed = 0;
  mark++;
  isUnknown = false;
  follow(program, program.start, first);
  for (let i: u32 = 0; i < listed && !isUnknown; i++) {
    const index: u32 = load<u16>(list + (i << 1));
    if (instructionAt(program.code, index).kind == MATCH) isUnknown = true;
    else for (let byte: u32 = 0; byte < 256; byte++) if (afterByte(program, index, byte) >= 0) store<u8>(firsts + byte, 1);
  }
  if (isUnknown) memory.fill(firsts, 1, 256);
}

/** Copies the slots of one way to match. */
@inline function copySlots(to: u32, from: u32): void {
  for (let i: u32 = 0, size = slotCount << 2; i < size; i += 8) store<u64>(to + i, load<u64>(from + i));
}

function swap(): void {
  const otherList = list;
  const otherKept = kept;
  list = spareList;
  kept = spareKept;
  spareList = otherList;
  spareKept = otherKept;
}

/** Finds the leftmost match from an address on, of those the preferred one; leaves its groups in the slots. */
export function search(program: Program, from: u32): bool {
  return isSmall(program, first, last) ? searchSmall(program, from) : searchLarge(program, from);
}

function searchSmall(program: Program, from: u32): bool {
  const one = slotCount << 2;
  beginBacktracking(program, first, last);
  for (let at = from; at <= last; at++) {
    if (program.isAnchored && at != first) return false;
    while (at < last && !load<u8>(firsts + load<u8>(at))) at++;
    if (at < last && (load<u8>(at) & 0xc0) == 0x80) continue;
    for (let i: u32 = 0; i < one; i += 8) store<u64>(slots + i, 0);
    store<u32>(slots, at);
    if (matchesFrom(program, at, first, last, slots)) return true;
  }
  return false;
}

function searchLarge(program: Program, from: u32): bool {
  const one = slotCount << 2;
  let isFound = false;
  listed = 0;
  mark++;
  for (let at = from; ; at++) {
    if (!listed) {
      if (isFound || (program.isAnchored && at != first)) break;
      // Nothing is under way: on to where a match may begin.
      while (at < last && !load<u8>(firsts + load<u8>(at))) at++;
    }
    const byte: i32 = at < last ? <i32>load<u8>(at) : -1;
    if (!isFound && (byte & ~63) != 0x80 && (!program.isAnchored || at == first)) {
      for (let i: u32 = 0; i < one; i += 8) store<u64>(current + i, 0);
      store<u32>(current, at);
      follow(program, program.start, at);
    }
    const count = listed;
    listed = 0;
    mark++;
    swap();
    for (let i: u32 = 0; i < count; i++) {
      const index: u32 = load<u16>(spareList + (i << 1));
      if (instructionAt(program.code, index).kind == MATCH) {
        copySlots(slots, spareKept + index * one);
        store<u32>(slots, at, 4);
        isFound = true;
        break;
      }
      if (byte < 0) continue;
      const next = afterByte(program, index, byte);
      if (next < 0) continue;
      copySlots(current, spareKept + index * one);
      follow(program, next, at + 1);
    }
    if (byte < 0) break;
  }
  return isFound;
}

/** Adds an instruction and all that follow without a byte, in the order of their preference. */
function follow(program: Program, index: u32, at: u32): void {
  while (true) {
    if (load<u32>(marks + (index << 2)) == mark) return;
    store<u32>(marks + (index << 2), mark);
    const instruction = instructionAt(program.code, index);
    switch (instruction.kind) {
      case FAIL: return;
      case SPLIT:
        follow(program, instruction.out, at);
        index = instruction.other;
        continue;
      case ASSERT: {
        isUnknown = true;
        if (!holds(instruction.low, leftBits(at, first), at < last ? <i32>load<u8>(at) : -1)) return;
        index = instruction.out;
        continue;
      }
      case SAVE: {
        const slot = current + (<u32>instruction.other << 2);
        const before = load<u32>(slot);
        store<u32>(slot, at);
        follow(program, instruction.out, at);
        store<u32>(slot, before);
        return;
      }
      default:
        store<u16>(list + (listed++ << 1), <u16>index);
        copySlots(kept + index * (slotCount << 2), current);
        return;
    }
  }
}

// Where a pattern matches a short text: one way after the other in the order of their preference, none from the same place twice.
import { alloc } from '../heap.as';
import { arenaAlloc, generation } from './arena.as';
import { holds } from './assertions.as';
import { afterByte, ASSERT, FAIL, instructionAt, MATCH, Program, SAVE, SPLIT } from './program.as';
import { leftBits } from './text-place.as';

/** The most places (instructions times bytes of the text) that can be kept track of, in bits. */
const MOST_PLACES: u32 = 65536;
/** How much can be put aside before more room is needed. */
const FIRST_ROOM: u32 = 256;
/** A bit of what is put aside: the number is that of a slot, whose value comes back. */
const RESTORES: u32 = 0x80000000;

/** A bit for each place that was tried. */
let tried: u32 = 0;
let triedGeneration: u32 = 0;
/** What is put aside: pairs of an instruction and an address. */
let stack: u32 = 0;
let room: u32 = 0;

/** Whether pattern and text are small enough. */
export function isSmall(program: Program, first: u32, last: u32): bool {
  return program.length < 1024 && last - first < MOST_PLACES && (last - first + 1) * program.length <= MOST_PLACES;
}

/** Forgets what was tried in another search. */
export function beginBacktracking(program: Program, first: u32, last: u32): void {
  if (!tried || triedGeneration != generation) {
    const size = (MOST_PLACES >> 3) + 8 + (FIRST_ROOM << 3);
    tried = arenaAlloc(size);
    triedGeneration = generation;
    if (!tried) {
      tried = alloc(size);
      // On the heap it does not outlive the evaluation.
      triedGeneration = generation - 1;
    }
  }
  memory.fill(tried, 0, (((last - first + 1) * program.length) >> 3) + 1);
  room = FIRST_ROOM;
  stack = tried + (MOST_PLACES >> 3) + 8;
}

function putAside(depth: u32, what: u32, address: u32): void {
  if (depth == room) {
    const bigger = alloc(room << 4);
    memory.copy(bigger, stack, room << 3);
    stack = bigger;
    room <<= 1;
  }
  store<u32>(stack + (depth << 3), what);
  store<u32>(stack + (depth << 3), address, 4);
}

/** Whether the pattern matches from an address on; leaves the groups in the slots. */
export function matchesFrom(program: Program, start: u32, first: u32, last: u32, slots: u32): bool {
  let depth: u32 = 0;
  let index = program.start;
  let at = start;
  while (true) {
    const place = (at - first) * program.length + index;
    const byte = tried + (place >> 3);
    const bit: u8 = <u8>1 << <u8>(place & 7);
    let next: i32 = -1;
    if (!(load<u8>(byte) & bit)) {
      store<u8>(byte, load<u8>(byte) | bit);
      const instruction = instructionAt(program.code, index);
      switch (instruction.kind) {
        case FAIL: break;
        case MATCH:
          store<u32>(slots, at, 4);
          return true;
        case SPLIT:
          putAside(depth++, instruction.other, at);
          next = instruction.out;
          break;
        case SAVE: {
          const slot = slots + (<u32>instruction.other << 2);
          putAside(depth++, RESTORES | instruction.other, load<u32>(slot));
          store<u32>(slot, at);
          next = instruction.out;
          break;
        }
        case ASSERT:
          if (holds(instruction.low, leftBits(at, first), at < last ? <i32>load<u8>(at) : -1)) next = instruction.out;
          break;
        default:
          if (at < last) next = afterByte(program, index, load<u8>(at));
          if (next >= 0) at++;
      }
    }
    while (next < 0) {
      if (!depth) return false;
      const what = load<u32>(stack + (--depth << 3));
      const address = load<u32>(stack + (depth << 3), 4);
      if (what & RESTORES) store<u32>(slots + ((what ^ RESTORES) << 2), address);
      else {
        next = what;
        at = address;
      }
    }
    index = next;
  }
}

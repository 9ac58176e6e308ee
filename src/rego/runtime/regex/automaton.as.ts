// Whether a pattern matches somewhere: a deterministic automaton whose states are made as texts need them, and kept.
import { alloc, heap_pointer, release } from '../heap.as';
import { arenaAlloc, mostForOne } from './arena.as';
import { AFTER_NEWLINE, AFTER_WORD, AT_BEGIN, holds, leftOf } from './assertions.as';
import { afterByte, ASCII_SET, ASSERT, BYTE, FAIL, instructionAt, MATCH, Program, SAVE, SPLIT, WIDE_SET, isInSet } from './program.as';
import { BEGIN_TEXT } from './tree.as';

/** Transitions are addresses of states, or one of these. */
const UNKNOWN: u32 = 0;
const DEAD: u32 = 1;
const MATCHED: u32 = 2;
/** No state can be made any more. */
const GIVEN_UP: u32 = 3;

const SLOTS: u32 = 32;

/** What stands behind a state's transitions. */
@unmanaged
class Details {
  next: u32;
  hash: u32;
  count: u16;
  left: u8;
  hasAssertions: u8;
}

@inline function detailsOf(program: Program, state: u32): Details {
  return changetype<Details>(state + ((program.classCount + 1) << 2));
}

@inline function itemsOf(details: Details): u32 {
  return changetype<u32>(details) + offsetof<Details>();
}

/** Sets up the classes of bytes; false where no room is left. */
export function prepareAutomaton(program: Program): bool {
  const states = arenaAlloc(SLOTS << 2);
  const classes = arenaAlloc(256);
  if (!states || !classes) return false;
  memory.fill(states, 0, SLOTS << 2);
  program.states = states;
  program.stateBytes = 0;
  program.initial = UNKNOWN;
  program.classes = classes;
  findAssertions(program);
  findClasses(program);
  return true;
}

function findAssertions(program: Program): void {
  for (let i: u32 = 0; i < program.length; i++) {
    const instruction = instructionAt(program.code, i);
    if (instruction.kind != ASSERT || instruction.low <= 1) continue;
    if (instruction.low <= 3) program.hasLines = true;
    else program.hasWords = true;
  }
}

/** Marks where one class ends and the next begins, then numbers them. */
function findClasses(program: Program): void {
  const classes = program.classes;
  memory.fill(classes, 0, 256);
  for (let i: u32 = 0; i < program.length; i++) {
    const instruction = instructionAt(program.code, i);
    if (instruction.kind == BYTE) markRange(classes, instruction.low, instruction.high);
    else if (instruction.kind == ASCII_SET || instruction.kind == WIDE_SET) {
      for (let c: u32 = 1; c <= 0x80; c++) {
        if (isInSet(program.sets, instruction.other, c - 1) != isInSet(program.sets, instruction.other, c)) store<u8>(classes + c, 1);
      }
      if (instruction.kind == WIDE_SET) {
        markRange(classes, 0x80, 0xbf);
        markRange(classes, 0xe0, 0xef);
      }
    }
  }
  if (program.hasLines) markRange(classes, 10, 10);
  if (program.hasWords) {
    markRange(classes, 48, 57);
    markRange(classes, 65, 90);
    markRange(classes, 95, 95);
    markRange(classes, 97, 122);
    markRange(classes, 0x80, 0xbf);
  }
  let count: u32 = 0;
  for (let c: u32 = 1; c < 256; c++) {
    count += load<u8>(classes + c);
    store<u8>(classes + c, <u8>count);
  }
  program.classCount = count + 1;
}

function markRange(classes: u32, low: u32, high: u32): void {
  if (low) store<u8>(classes + low, 1);
  if (high < 255) store<u8>(classes + high + 1, 1);
}

// The set of instructions that is being put together: 1 for seen ones, 2 for those that a state holds.

let marks: u32 = 0;
let stack: u32 = 0;
let listed: u32 = 0;
let isMatched: bool = false;

function beginSet(program: Program): void {
  memory.fill(marks, 0, program.length);
  listed = 0;
  isMatched = false;
}

/** Adds an instruction and all that follow without a byte. Assertions wait, unless `right` (-2: unknown) tells what is behind them. */
function addToSet(program: Program, index: u32, left: u32, right: i32): void {
  let top: u32 = 0;
  if (load<u8>(marks + index)) return;
  store<u8>(marks + index, 1);
  store<u16>(stack, <u16>index);
  top = 1;
  while (top) {
    const at: u32 = load<u16>(stack + (--top << 1));
    const instruction = instructionAt(program.code, at);
    let next: i32 = -1;
    switch (instruction.kind) {
      case FAIL: break;
      case MATCH: isMatched = true; break;
      case SPLIT:
        next = instruction.out;
        if (!load<u8>(marks + instruction.other)) {
          store<u8>(marks + instruction.other, 1);
          store<u16>(stack + (top++ << 1), instruction.other);
        }
        break;
      case SAVE: next = instruction.out; break;
      case ASSERT:
        if (right != -2) {
          if (holds(instruction.low, left, right)) next = instruction.out;
          break;
        }
      // Falls through: it waits.
      default:
        store<u8>(marks + at, 2);
        listed++;
    }
    if (next >= 0 && !load<u8>(marks + next)) {
      store<u8>(marks + next, 1);
      store<u16>(stack + (top++ << 1), <u16>next);
    }
  }
}

function openScratch(program: Program): void {
  marks = alloc(program.length);
  stack = alloc((program.length + 2) << 1);
}

function firstState(program: Program): u32 {
  const mark = heap_pointer;
  openScratch(program);
  beginSet(program);
  addToSet(program, program.start, 0, -2);
  program.isAnchored = program.isGlob || onlyBegins(program);
  const state = stateOfSet(program, AT_BEGIN);
  release(mark);
  if (state != GIVEN_UP) program.initial = state;
  return state;
}

/** Whether all that a match may begin with is the begin of the text. */
function onlyBegins(program: Program): bool {
  for (let i: u32 = 0; i < program.length; i++) {
    if (load<u8>(marks + i) != 2) continue;
    const instruction = instructionAt(program.code, i);
    if (instruction.kind != ASSERT || instruction.low != BEGIN_TEXT) return false;
  }
  return !isMatched;
}

/** The state for the set, made where there is none yet. */
function stateOfSet(program: Program, left: u32): u32 {
  if (isMatched) return MATCHED;
  if (!listed) return DEAD;
  let hasAssertions = false;
  let hash: u32 = 0x811c9dc5;
  const length = program.length;
  for (let i: u32 = 0; i < length; i++) {
    if (load<u8>(marks + i) != 2) continue;
    hash = (hash ^ i) * 0x01000193;
    if (instructionAt(program.code, i).kind == ASSERT) hasAssertions = true;
  }
  if (!hasAssertions) left = 0;
  hash = (hash ^ left) * 0x01000193;
  hash ^= hash >> 15;
  const slot = program.states + ((hash & (SLOTS - 1)) << 2);
  for (let state = load<u32>(slot); state; state = detailsOf(program, state).next) {
    if (isSameSet(detailsOf(program, state), hash, left)) return state;
  }
  return makeState(program, slot, hash, left, hasAssertions);
}

function isSameSet(details: Details, hash: u32, left: u32): bool {
  if (details.hash != hash || details.left != left || details.count != listed) return false;
  const items = itemsOf(details);
  for (let i: u32 = 0; i < listed; i++) if (load<u8>(marks + load<u16>(items + (i << 1))) != 2) return false;
  return true;
}

function makeState(program: Program, slot: u32, hash: u32, left: u32, hasAssertions: bool): u32 {
  const row = (program.classCount + 1) << 2;
  const size = row + offsetof<Details>() + (listed << 1);
  if (program.stateBytes + size > mostForOne()) return GIVEN_UP;
  const state = arenaAlloc(size);
  if (!state) return GIVEN_UP;
  program.stateBytes += size;
  memory.fill(state, 0, row);
  const details = detailsOf(program, state);
  details.next = load<u32>(slot);
  details.hash = hash;
  details.count = <u16>listed;
  details.left = <u8>left;
  details.hasAssertions = hasAssertions;
  store<u32>(slot, state);
  let to = itemsOf(details);
  for (let i: u32 = 0; i < program.length; i++) {
    if (load<u8>(marks + i) != 2) continue;
    store<u16>(to, <u16>i);
    to += 2;
  }
  return state;
}

/** The state behind a byte (-1: the end of the text). */
function step(program: Program, state: u32, byte: i32): u32 {
  const mark = heap_pointer;
  const next = computeStep(program, state, byte);
  release(mark);
  if (next != GIVEN_UP) {
    const column: u32 = byte < 0 ? program.classCount : load<u8>(program.classes + byte);
    store<u32>(state + (column << 2), next);
  }
  return next;
}

function computeStep(program: Program, state: u32, byte: i32): u32 {
  openScratch(program);
  const details = detailsOf(program, state);
  let items = itemsOf(details);
  let count: u32 = details.count;
  if (details.hasAssertions) {
    beginSet(program);
    for (let i: u32 = 0; i < count; i++) addToSet(program, load<u16>(items + (i << 1)), details.left, byte);
    if (isMatched) return MATCHED;
    items = alloc(listed << 1);
    count = 0;
    for (let i: u32 = 0; i < program.length; i++) if (load<u8>(marks + i) == 2) store<u16>(items + (count++ << 1), <u16>i);
  }
  if (byte < 0) return DEAD;
  beginSet(program);
  for (let i: u32 = 0; i < count; i++) {
    const next = afterByte(program, load<u16>(items + (i << 1)), byte);
    if (next >= 0) addToSet(program, next, 0, -2);
  }
  if (!program.isAnchored) addToSet(program, program.start, 0, -2);
  let left = leftOf(byte);
  if (!program.hasLines) left &= ~AFTER_NEWLINE;
  if (!program.hasWords) left &= ~AFTER_WORD;
  return stateOfSet(program, left);
}

/** 1 where the pattern matches within the bytes, 0 where not, -1 where the automaton has grown too large to tell. */
export function runAutomaton(program: Program, at: u32, length: u32): i32 {
  const end = at + length;
  const classes = program.classes;
  const last = program.classCount << 2;
  let state = program.initial;
  if (!state) state = firstState(program);
  while (state > GIVEN_UP) {
    if (at == end) {
      const from = state;
      state = load<u32>(from + last);
      if (!state) state = step(program, from, -1);
      break;
    }
    const byte: u32 = load<u8>(at++);
    const next = load<u32>(state + (<u32>load<u8>(classes + byte) << 2));
    state = next ? next : step(program, state, byte);
  }
  return state == MATCHED ? 1 : state == DEAD ? 0 : -1;
}

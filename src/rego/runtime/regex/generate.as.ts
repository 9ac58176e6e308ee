// From a tree to instructions: each node is compiled for what comes behind it, so that no jump has to be filled in later.
import { alloc } from '../heap.as';
import { ASCII_SET, ASSERT, BYTE, FAIL, Instruction, instructionAt, MATCH, SAVE, SPLIT, WIDE_SET } from './program.as';
import { highAt, LAST_CODE, lowAt } from './ranges.as';
import {
  ALTERNATION, ASSERTION, CHARACTER, CLASS, CONCATENATION, EMPTY, GREEDY, GROUP, isNullable, nodeAt, REPETITION,
} from './tree.as';

/** Longer programs are left to the host. */
const MOST_INSTRUCTIONS: u32 = 20000;

export let code: u32 = 0;
export let length: u32 = 0;
export let sets: u32 = 0;
export let setCount: u32 = 0;
export let isTooLong: bool = false;
let room: u32 = 0;
let setRoom: u32 = 0;

export function beginProgram(): void {
  room = 64;
  code = alloc(room << 3);
  length = 0;
  setRoom = 4;
  sets = alloc(setRoom << 4);
  setCount = 0;
  isTooLong = false;
}

export function emit(kind: u8, low: u32, high: u32, out: u32, other: u32): u32 {
  if (length >= MOST_INSTRUCTIONS) {
    isTooLong = true;
    return 0;
  }
  if (length == room) {
    const bigger = alloc(room << 4);
    memory.copy(bigger, code, room << 3);
    code = bigger;
    room <<= 1;
  }
  const instruction = instructionAt(code, length);
  instruction.kind = kind;
  instruction.low = <u8>low;
  instruction.high = <u8>high;
  instruction.unused = 0;
  instruction.out = <u16>out;
  instruction.other = <u16>other;
  return length++;
}

/** The instruction that a node begins with, which go on with `next`. */
export function compileNode(address: u32, next: u32): u32 {
  const node = nodeAt(address);
  if (isTooLong) return 0;
  switch (node.kind) {
    case EMPTY: return next;
    case CHARACTER: return compileRange(node.min, node.min, next);
    case CLASS: return compileClass(node.first, node.min, next);
    case CONCATENATION: return compileConcatenation(node.first, next);
    case ALTERNATION: return compileAlternation(node.first, next);
    case GROUP: {
      const close = emit(SAVE, 0, 0, next, (node.min << 1) + 1);
      return emit(SAVE, 0, 0, compileNode(node.first, close), node.min << 1);
    }
    case ASSERTION: return emit(ASSERT, node.flag, 0, next, 0);
    default: return compileRepetition(address, next);
  }
}

/** The children's addresses in a list, for going through them backwards. */
function childrenOf(first: u32): u32 {
  let count: u32 = 0;
  for (let child = first; child; child = nodeAt(child).next) count++;
  const list = alloc((count + 1) << 2);
  store<u32>(list, count);
  let to = list + 4;
  for (let child = first; child; child = nodeAt(child).next, to += 4) store<u32>(to, child);
  return list;
}

function compileConcatenation(first: u32, next: u32): u32 {
  const children = childrenOf(first);
  for (let i = load<u32>(children); i > 0; i--) next = compileNode(load<u32>(children + (i << 2)), next);
  return next;
}

function compileAlternation(first: u32, next: u32): u32 {
  const children = childrenOf(first);
  const count = load<u32>(children);
  let start = compileNode(load<u32>(children + (count << 2)), next);
  for (let i = count - 1; i > 0; i--) start = emit(SPLIT, 0, 0, compileNode(load<u32>(children + (i << 2)), next), start);
  return start;
}

function split(isGreedy: bool, body: u32, next: u32): u32 {
  return isGreedy ? emit(SPLIT, 0, 0, body, next) : emit(SPLIT, 0, 0, next, body);
}

function compileRepetition(address: u32, next: u32): u32 {
  const node = nodeAt(address);
  const isGreedy = (node.flag & GREEDY) != 0;
  let start = next;
  if (node.max < 0) {
    start = loop(node.first, isGreedy, node.min == 0 && !isNullable(node.first), next);
    // Of a body that may be empty the first turn decides whether it is tried at all: Go has it so, too.
    if (node.min == 0 && isNullable(node.first)) start = split(isGreedy, start, next);
  } else {
    for (let i = node.min; i < node.max && !isTooLong; i++) start = split(isGreedy, compileNode(node.first, start), next);
  }
  const copies = node.max < 0 ? node.min - 1 : node.min;
  for (let i = 0; i < copies && !isTooLong; i++) start = compileNode(node.first, start);
  return start;
}

/** A body that is repeated without end; entered by the choice, or by the body where it must match once. */
function loop(body: u32, isGreedy: bool, byChoice: bool, next: u32): u32 {
  const choice = emit(SPLIT, 0, 0, next, next);
  const start = compileNode(body, choice);
  const instruction: Instruction = instructionAt(code, choice);
  if (isGreedy) instruction.out = <u16>start;
  else instruction.other = <u16>start;
  return byChoice ? choice : start;
}

function compileClass(items: u32, count: i32, next: u32): u32 {
  let start: u32 = 0;
  let isEmpty = true;
  let ascii = 0;
  while (ascii < count && lowAt(items, ascii) < 0x80) ascii++;
  const last = count - 1;
  const isWide = count > 0 && lowAt(items, last) <= 0x80 && highAt(items, last) == LAST_CODE;
  if (!isWide) {
    for (let i = count - 1; i >= 0 && highAt(items, i) >= 0x80; i--) {
      const from = compileRange(max(lowAt(items, i), 0x80), highAt(items, i), next);
      start = isEmpty ? from : emit(SPLIT, 0, 0, from, start);
      isEmpty = false;
    }
  }
  if (isWide) return compileWide(items, ascii, next);
  if (!ascii) return isEmpty ? emit(FAIL, 0, 0, 0, 0) : start;
  const low = ascii == 1 ? emit(BYTE, lowAt(items, 0), min(highAt(items, 0), 0x7f), next, 0) : emit(ASCII_SET, 0, 0, next, setOf(items, ascii));
  return isEmpty ? low : emit(SPLIT, 0, 0, low, start);
}

function compileWide(items: u32, ascii: i32, next: u32): u32 {
  const set = setOf(items, ascii);
  const start = emit(WIDE_SET, 0, 0, next, set);
  emit(BYTE, 0x80, 0xbf, next, 0);
  emit(BYTE, 0x80, 0xbf, start + 1, 0);
  emit(BYTE, 0x80, 0xbf, start + 2, 0);
  return start;
}

/** The number of the set of the ASCII part of ranges. */
function setOf(items: u32, count: i32): u32 {
  if (setCount == setRoom) {
    const bigger = alloc(setRoom << 5);
    memory.copy(bigger, sets, setRoom << 4);
    sets = bigger;
    setRoom <<= 1;
  }
  const set = sets + (setCount << 4);
  store<u64>(set, 0);
  store<u64>(set, 0, 8);
  for (let i = 0; i < count; i++) {
    for (let c = lowAt(items, i), high = min(highAt(items, i), 0x7f); c <= high; c++) {
      store<u8>(set + (c >> 3), load<u8>(set + (c >> 3)) | (<u8>1 << <u8>(c & 7)));
    }
  }
  for (let i: u32 = 0; i < setCount; i++) if (memory.compare(sets + (i << 4), set, 16) == 0) return i;
  return setCount++;
}

/** Code points from `low` to `high` as sequences of ranges of bytes. */
function compileRange(low: i32, high: i32, next: u32): u32 {
  if (high < 0x80) return emit(BYTE, low, high, next, 0);
  for (let size = 1; size < 4; size++) {
    const most = size == 1 ? 0x7f : size == 2 ? 0x7ff : 0xffff;
    if (low <= most && high > most) return either(low, most, most + 1, high, next);
  }
  const size = high < 0x800 ? 2 : high < 0x10000 ? 3 : 4;
  for (let i = 1; i < size; i++) {
    const rest = (1 << (6 * i)) - 1;
    if ((low & ~rest) == (high & ~rest)) continue;
    if (low & rest) return either(low, low | rest, (low | rest) + 1, high, next);
    if ((high & rest) != rest) return either(low, (high & ~rest) - 1, high & ~rest, high, next);
  }
  for (let i = 0; i < size - 1; i++) next = emit(BYTE, tailByte(low, i), tailByte(high, i), next, 0);
  return emit(BYTE, leadByte(low, size), leadByte(high, size), next, 0);
}

function either(low: i32, high: i32, nextLow: i32, nextHigh: i32, next: u32): u32 {
  const second = compileRange(nextLow, nextHigh, next);
  return emit(SPLIT, 0, 0, compileRange(low, high, next), second);
}

@inline function tailByte(c: i32, index: i32): u32 {
  return 0x80 | ((c >> (6 * index)) & 63);
}

function leadByte(c: i32, size: i32): u32 {
  return (size == 2 ? 0xc0 : size == 3 ? 0xe0 : 0xf0) | (c >> (6 * (size - 1)));
}

export function emitMatch(): u32 {
  return emit(MATCH, 0, 0, 0, 0);
}

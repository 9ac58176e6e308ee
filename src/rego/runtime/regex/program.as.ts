// A compiled pattern: instructions over bytes of UTF-8, and what its automaton has learnt so far.

/** Never matches. */
export const FAIL: u8 = 0;
export const MATCH: u8 = 1;
/** A byte from `low` to `high`, then `out`. */
export const BYTE: u8 = 2;
/** An ASCII byte of the set `other`, then `out`. */
export const ASCII_SET: u8 = 3;
/** As ASCII_SET, or any code point beyond: its rest is read by the three instructions behind this one. */
export const WIDE_SET: u8 = 4;
/** `out`, or else `other`. */
export const SPLIT: u8 = 5;
/** Goes on with `out` where the assertion `low` holds. */
export const ASSERT: u8 = 6;
/** Notes the place in slot `other`, then `out`. */
export const SAVE: u8 = 7;

@unmanaged
export class Instruction {
  kind: u8;
  low: u8;
  high: u8;
  unused: u8;
  out: u16;
  other: u16;
}

@unmanaged
export class Program {
  /** The next program in the same slot of the table of programs. */
  next: u32;
  hash: u32;
  /** The pattern: where it stood if that was static memory, and a copy. */
  address: u32;
  pattern: u32;
  patternLength: u32;
  /** A glob's delimiters, one behind the other; unused by regular expressions. */
  delimiters: u32;
  delimitersLength: u32;
  isGlob: bool;
  /** Left to the host; all that follows is not set. */
  isForHost: bool;
  /** Matches begin at the begin of the text only. */
  isAnchored: bool;
  hasLines: bool;
  hasWords: bool;
  code: u32;
  /** The number of instructions. */
  length: u32;
  start: u32;
  /** ASCII sets of 16 bytes. */
  sets: u32;
  groups: i32;
  /** The class of each byte: bytes that no instruction tells apart share one. */
  classes: u32;
  /** How many classes there are; the number of the class of the end of the text. */
  classCount: u32;
  /** The automaton's states by hash. */
  states: u32;
  stateBytes: u32;
  initial: u32;
  /** Working memory of the matcher that finds groups. */
  threads: u32;
}

@inline export function programAt(address: u32): Program {
  return changetype<Program>(address);
}

@inline export function instructionAt(code: u32, index: u32): Instruction {
  return changetype<Instruction>(code + (index << 3));
}

@inline export function isInSet(sets: u32, set: u32, byte: u32): bool {
  return byte < 0x80 && (load<u8>(sets + (set << 4) + (byte >> 3)) >> <u8>(byte & 7)) & 1;
}

/** The instruction that follows when one reads a byte; -1 where it does not. */
export function afterByte(program: Program, index: u32, byte: u32): i32 {
  const instruction = instructionAt(program.code, index);
  switch (instruction.kind) {
    case BYTE: return byte >= instruction.low && byte <= instruction.high ? <i32>instruction.out : -1;
    case ASCII_SET: return isInSet(program.sets, instruction.other, byte) ? <i32>instruction.out : -1;
    case WIDE_SET:
      if (byte < 0x80) return isInSet(program.sets, instruction.other, byte) ? <i32>instruction.out : -1;
      if (byte < 0xc0) return -1;
      return <i32>index + (byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3);
    default: return -1;
  }
}

// The pattern that is being read, and the flags in force.
import { codeAt, sizeAt } from '../utf8.as';

/** Letters of both cases match each other. */
export const FOLD: u32 = 1;
/** `^` and `$` match at lines. */
export const LINES: u32 = 2;
/** `.` matches newlines. */
export const DOT_ALL: u32 = 4;
/** Repetitions are lazy unless `?` follows. */
export const UNGREEDY: u32 = 8;

export let at: u32 = 0;
export let end: u32 = 0;
export let flags: u32 = 0;

export function open(pattern: u32, length: u32): void {
  at = pattern;
  end = pattern + length;
  flags = 0;
}

@inline export function moveTo(address: u32): void {
  at = address;
}

@inline export function setFlags(value: u32): void {
  flags = value;
}

/** The byte at a distance from here; 0 behind the end. */
@inline export function peek(distance: u32): u32 {
  return at + distance < end ? <u32>load<u8>(at + distance) : 0;
}

@inline export function atEnd(): bool {
  return at >= end;
}

export function isNext(byte: u32): bool {
  return at < end && <u32>load<u8>(at) == byte;
}

/** Takes a code point; -1 at the end. */
export function take(): i32 {
  if (at >= end) return -1;
  const size = sizeAt(at, end);
  const code = codeAt(at, size);
  at += size;
  return code;
}

@inline export function isDigit(c: i32): bool {
  return c >= 48 && c <= 57;
}

export function isWordByte(c: i32): bool {
  return isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c == 95;
}

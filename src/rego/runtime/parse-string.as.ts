// Strings of JSON texts. Without escapes they are not copied.
import { alloc } from './heap.as';
import { writeUtf8 } from './utf8.as';
import { makeString } from './value.as';

/** Behind the closing quote of the string that was read last. */
export let behind: u32 = 0;

const ONES: u64 = 0x0101010101010101;
const QUOTES: u64 = 0x2222222222222222;
const BACKSLASHES: u64 = 0x5c5c5c5c5c5c5c5c;
const SPACES: u64 = 0x2020202020202020;
const HIGH: u64 = 0x8080808080808080;

/** Marks bytes that are zero, from the lowest one on. */
@inline function zeros(word: u64): u64 {
  return (word - ONES) & ~word;
}

/** Marks the bytes that mean something, from the lowest one on: quotes, backslashes, control characters. */
@inline function special(word: u64): u64 {
  return (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | ((word - SPACES) & ~word)) & HIGH;
}

/** As `readString`, for strings of at most seven bytes, which most are; 0 for others. */
@inline export function readShortString(start: u32, end: u32): u32 {
  if (start + 8 > end) return 0;
  const found = special(load<u64>(start));
  if (!found) return 0;
  const length = <u32>(ctz(found) >> 3);
  if (load<u8>(start + length) != 34) return 0;
  behind = start + length + 1;
  return makeString(start, length);
}

/** The string whose bytes begin at `start`, behind its quote; 0 where it is none. */
export function readString(start: u32, end: u32): u32 {
  let at = start;
  // Eight bytes at a time up to one that means something.
  while (at + 8 <= end) {
    const found = special(load<u64>(at));
    if (found) {
      at += <u32>(ctz(found) >> 3);
      break;
    }
    at += 8;
  }
  for (; at < end; at++) {
    const c = load<u8>(at);
    if (c == 34) {
      behind = at + 1;
      return makeString(start, at - start);
    }
    if (c == 92) return readEscaped(start, at, end);
    if (c < 32) return 0;
  }
  return 0;
}

/** A string with escapes, copied from its first one on. */
function readEscaped(start: u32, first: u32, end: u32): u32 {
  let at = first;
  let close = at;
  while (close < end && load<u8>(close) != 34) close += load<u8>(close) == 92 ? 2 : 1;
  if (close >= end) return 0;
  const bytes = alloc(close - start);
  let to = bytes;
  memory.copy(to, start, at - start);
  to += at - start;
  while (at < close) {
    const c = load<u8>(at++);
    if (c < 32) return 0;
    if (c != 92) {
      store<u8>(to++, c);
      continue;
    }
    const e = load<u8>(at++);
    switch (e) {
      case 34: case 92: case 47: store<u8>(to++, e); break;
      case 98: store<u8>(to++, 8); break;
      case 102: store<u8>(to++, 12); break;
      case 110: store<u8>(to++, 10); break;
      case 114: store<u8>(to++, 13); break;
      case 116: store<u8>(to++, 9); break;
      case 117: {
        let code = hex4(at, close);
        at += 4;
        if (code < 0) return 0;
        if (code >= 0xd800 && code < 0xdc00 && at + 6 <= close && load<u16>(at) == 0x755c) {
          const back = at;
          at += 2;
          const low = hex4(at, close);
          at += 4;
          if (low >= 0xdc00 && low < 0xe000) code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          else at = back;
        }
        if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
        to = writeUtf8(to, code);
        break;
      }
      default: return 0;
    }
  }
  behind = close + 1;
  return makeString(bytes, to - bytes);
}

function hex4(at: u32, end: u32): i32 {
  if (at + 4 > end) return -1;
  let value: i32 = 0;
  for (let i = 0; i < 4; i++) {
    const c = load<u8>(at++);
    const lower = c | 32;
    if (c >= 48 && c <= 57) value = (value << 4) | (c - 48);
    else if (lower >= 97 && lower <= 102) value = (value << 4) | (lower - 87);
    else return -1;
  }
  return value;
}

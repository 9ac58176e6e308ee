// Escapes that stand for one code point.
import { INVALID_ESCAPE, setFault, TRAILING_BACKSLASH } from './fault.as';
import { LAST_CODE } from './ranges.as';
import { at, end, atEnd, isDigit, isWordByte, moveTo, peek, take } from './reader.as';

/** The code point of the escape that begins at the backslash here; -1 with a fault. */
export function readEscape(): i32 {
  const start = at;
  moveTo(at + 1);
  if (atEnd()) {
    setFault(TRAILING_BACKSLASH, end, end);
    return -1;
  }
  const c = take();
  const code = escaped(c);
  if (code < 0) setFault(INVALID_ESCAPE, start, at);
  return code;
}

function escaped(c: i32): i32 {
  switch (c) {
    case 97: return 7;
    case 102: return 12;
    case 110: return 10;
    case 114: return 13;
    case 116: return 9;
    case 118: return 11;
    case 120: return hexadecimal();
    default:
      if (isDigit(c)) return octal(c - 48);
      return c < 0x80 && (c == 95 || !isWordByte(c)) ? c : -1;
  }
}

/** `\0`, and up to three digits; `\1` alone would be a reference to a group. */
function octal(first: i32): i32 {
  if (first > 7 || (first && !isOctal(peek(0)))) return -1;
  let code = first;
  for (let i = 0; i < 2 && isOctal(peek(0)); i++) code = code * 8 + take() - 48;
  return code;
}

@inline function isOctal(c: u32): bool {
  return c >= 48 && c <= 55;
}

function hexadecimal(): i32 {
  if (peek(0) != 123) {
    const high = digit(take());
    const low = digit(take());
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
  take();
  let code = 0;
  let count = 0;
  let c = take();
  for (; c != 125; c = take()) {
    const value = digit(c);
    if (value < 0) return -1;
    code = code * 16 + value;
    if (code > LAST_CODE) return -1;
    count++;
  }
  return count ? code : -1;
}

function digit(c: i32): i32 {
  if (isDigit(c)) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

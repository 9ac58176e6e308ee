// Base64 with the standard and the URL alphabet, and its errors as Go's decoder finds them.
import { BUILTIN_ERROR, put, putLiteral, setError } from './error.as';
import { alloc } from './heap.as';
import { writeInt } from './number.as';
import { isStringOperand } from './operands.as';
import { bytesOf, lengthOf, make_bool, makeString, STRING, typeOf } from './value.as';

const PADDING: u8 = 61;

export function base64_encode(s: u32): u32 {
  return isStringOperand(1, s) ? encode(s, false) : 0;
}

export function base64url_encode(s: u32): u32 {
  return isStringOperand(1, s) ? encode(s, true) : 0;
}

export function base64_decode(s: u32): u32 {
  return isStringOperand(1, s) ? decode(bytesOf(s), lengthOf(s), false) : 0;
}

/** What is no string is not valid either. */
export function base64_is_valid(s: u32): u32 {
  if (typeOf(s) != STRING) return make_bool(0);
  const isValid = decodeInto(alloc(lengthOf(s) + 4), bytesOf(s), lengthOf(s), false);
  return make_bool(<u32>isValid);
}

/** The padding may be missing. */
export function base64url_decode(s: u32): u32 {
  if (!isStringOperand(1, s)) return 0;
  const length = lengthOf(s);
  const missing = (4 - (length & 3)) & 3;
  if (!missing || load<u8>(bytesOf(s) + length - 1) == PADDING) return decode(bytesOf(s), length, true);
  if (missing == 3) {
    const message = alloc(length + 32);
    const at = put(putLiteral(message, 'illegal base64url string: '), bytesOf(s), length);
    return setError(BUILTIN_ERROR, message, at - message);
  }
  const padded = alloc(length + missing);
  memory.copy(padded, bytesOf(s), length);
  memory.fill(padded + length, PADDING, missing);
  return decode(padded, length + missing, true);
}

function encode(s: u32, isUrl: bool): u32 {
  const length = lengthOf(s);
  const from = bytesOf(s);
  const size = (length + 2) / 3 << 2;
  const bytes = alloc(size);
  let to = bytes;
  for (let i: u32 = 0; i < length; i += 3, to += 4) {
    const rest = length - i;
    const group = (<u32>load<u8>(from + i) << 16)
      | (rest > 1 ? <u32>load<u8>(from + i + 1) << 8 : 0)
      | (rest > 2 ? <u32>load<u8>(from + i + 2) : 0);
    store<u8>(to, letter(group >> 18, isUrl));
    store<u8>(to, letter((group >> 12) & 63, isUrl), 1);
    store<u8>(to, rest > 1 ? letter((group >> 6) & 63, isUrl) : PADDING, 2);
    store<u8>(to, rest > 2 ? letter(group & 63, isUrl) : PADDING, 3);
  }
  return makeString(bytes, size);
}

function letter(value: u32, isUrl: bool): u8 {
  if (value < 26) return 65 + <u8>value;
  if (value < 52) return 71 + <u8>value;
  if (value < 62) return <u8>(value - 4);
  return value == 62 ? (isUrl ? 45 : 43) : isUrl ? 95 : 47;
}

/** The six bits of a letter, or 255. */
function bitsOf(c: u8, isUrl: bool): u32 {
  if (c >= 65 && c <= 90) return c - 65;
  if (c >= 97 && c <= 122) return c - 71;
  if (c >= 48 && c <= 57) return c + 4;
  if (c == (isUrl ? 45 : 43)) return 62;
  return c == (isUrl ? 95 : 47) ? 63 : 255;
}

/** How many bytes were written, and where decoding stopped. */
let written: u32 = 0;
let badAt: u32 = 0;

function decode(from: u32, length: u32, isUrl: bool): u32 {
  const bytes = alloc(length + 4);
  if (decodeInto(bytes, from, length, isUrl)) return makeString(bytes, written);
  const message = alloc(64);
  const at = writeInt(putLiteral(message, 'illegal base64 data at input byte '), badAt);
  return setError(BUILTIN_ERROR, message, at - message);
}

@inline function isLineBreak(c: u8): bool { return c == 10 || c == 13; }

function stop(at: u32): bool {
  badAt = at;
  return false;
}

function decodeInto(to: u32, from: u32, length: u32, isUrl: bool): bool {
  written = 0;
  let group: u32 = 0;
  let count: u32 = 0;
  let at: u32 = 0;
  while (at < length) {
    const c = load<u8>(from + at++);
    const bits = bitsOf(c, isUrl);
    if (bits != 255) {
      group = (group << 6) | bits;
      if (++count == 4) {
        store<u8>(to + written, <u8>(group >> 16));
        store<u8>(to + written, <u8>(group >> 8), 1);
        store<u8>(to + written, <u8>group, 2);
        written += 3;
        group = 0;
        count = 0;
      }
      continue;
    }
    if (isLineBreak(c)) continue;
    if (c != PADDING || count < 2) return stop(at - 1);
    if (count == 2) {
      while (at < length && isLineBreak(load<u8>(from + at))) at++;
      if (at == length) return stop(length);
      if (load<u8>(from + at) != PADDING) return stop(at);
      at++;
    }
    while (at < length && isLineBreak(load<u8>(from + at))) at++;
    if (at < length) return stop(at);
    if (count == 2) store<u8>(to + written++, <u8>(group >> 4));
    else {
      store<u8>(to + written, <u8>(group >> 10));
      store<u8>(to + written, <u8>(group >> 2), 1);
      written += 2;
    }
    return true;
  }
  return count ? stop(at - count) : true;
}

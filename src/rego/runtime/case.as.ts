// Upper and lower case, one code point to one code point as in Go: `ß` stays.
import { TO_LOWER, TO_LOWER_COUNT, TO_UPPER, TO_UPPER_COUNT } from './case-table.as';
import { alloc } from './heap.as';
import { isStringOperand } from './operands.as';
import { codeAt, sizeAt, writeUtf8 } from './utf8.as';
import { bytesOf, lengthOf, makeString } from './value.as';

export function toUpper(code: i32): i32 {
  if (code < 0x80) return code >= 97 && code <= 122 ? code - 32 : code;
  return mapped(code, <u32>TO_UPPER, TO_UPPER_COUNT);
}

export function toLower(code: i32): i32 {
  if (code < 0x80) return code >= 65 && code <= 90 ? code + 32 : code;
  return mapped(code, <u32>TO_LOWER, TO_LOWER_COUNT);
}

function mapped(code: i32, table: u32, count: i32): i32 {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = load<i32>(table + (middle << 3));
    const first = run >> 13;
    if (code < first) high = middle - 1;
    else if (code > first + ((run >> 1) & 0xfff)) low = middle + 1;
    else return (run & 1) && ((code - first) & 1) ? code : code + load<i32>(table + (middle << 3), 4);
  }
  return code;
}

export function lower(s: u32): u32 {
  return isStringOperand(1, s) ? mapString(s, false) : 0;
}

export function upper(s: u32): u32 {
  return isStringOperand(1, s) ? mapString(s, true) : 0;
}

function mapString(s: u32, isUpper: bool): u32 {
  const from = bytesOf(s);
  const end = from + lengthOf(s);
  const low: u8 = isUpper ? 97 : 65;
  let at = from;
  while (at < end && load<u8>(at) < 0x80 && <u8>(load<u8>(at) - low) > 25) at++;
  if (at == end) return s;
  // Of all mappings the worst makes three bytes of two.
  const bytes = alloc(at - from + ((end - at) * 3 >> 1) + 4);
  memory.copy(bytes, from, at - from);
  let to = bytes + (at - from);
  while (at < end) {
    const c = load<u8>(at);
    if (c < 0x80) {
      store<u8>(to++, <u8>(c - low) > 25 ? c : c ^ 32);
      at++;
      continue;
    }
    const size = sizeAt(at, end);
    if (size == 1) store<u8>(to++, c);
    else to = writeUtf8(to, isUpper ? toUpper(codeAt(at, size)) : toLower(codeAt(at, size)));
    at += size;
  }
  return makeString(bytes, to - bytes);
}

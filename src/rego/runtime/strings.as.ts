// Strings. Offsets count code points; parts of strings share their bytes.
import { sameBytes } from './compare.as';
import { BUILTIN_ERROR, fail, TYPE_ERROR } from './error.as';
import { alloc } from './heap.as';
import {
  areStringOperands, holdsOnly, isCollectionOperand, isObjectOperand, isSmallIntegerOperand, isStringOperand, memberAt, smallInteger,
} from './operands.as';
import { countBytes, findBytes } from './search.as';
import { sortEntries } from './order.as';
import { codeAt, countCodePoints, sizeAt, sizeBefore, skipCodePoints } from './utf8.as';
import {
  array_append, bytesOf, intOf, keyAt, lengthOf, make_array, make_int, makeString, SET, STRING, typeOf, valueAt,
} from './value.as';

export function concat(delimiter: u32, items: u32): u32 {
  if (!isStringOperand(1, delimiter) || !isCollectionOperand(2, items)) return 0;
  if (!holdsOnly(2, items, STRING, 'string')) return 0;
  const n = lengthOf(items);
  if (n == 0) return makeString(0, 0);
  if (n == 1) return memberAt(items, 0);
  if (typeOf(items) == SET) sortEntries(items);
  const gap = lengthOf(delimiter);
  let size = gap * (n - 1);
  for (let i: u32 = 0; i < n; i++) size += lengthOf(memberAt(items, i));
  const bytes = alloc(size);
  let to = bytes;
  for (let i: u32 = 0; i < n; i++) {
    if (i) to = append(to, bytesOf(delimiter), gap);
    const item = memberAt(items, i);
    to = append(to, bytesOf(item), lengthOf(item));
  }
  return makeString(bytes, size);
}

@inline function append(to: u32, from: u32, length: u32): u32 {
  memory.copy(to, from, length);
  return to + length;
}

export function indexof(s: u32, part: u32): u32 {
  if (!areStringOperands(s, part)) return 0;
  if (lengthOf(part) == 0) return fail(BUILTIN_ERROR, 'empty search character');
  const start = bytesOf(s);
  const found = findBytes(start, start + lengthOf(s), bytesOf(part), lengthOf(part));
  return make_int(found ? <i64>countCodePoints(start, found) : -1);
}

export function substring(s: u32, offset: u32, length: u32): u32 {
  if (!isStringOperand(1, s) || !isSmallIntegerOperand(2, offset) || !isSmallIntegerOperand(3, length)) return 0;
  if (intOf(smallInteger(offset)) < 0) return fail(BUILTIN_ERROR, 'negative offset');
  const end = bytesOf(s) + lengthOf(s);
  const from = skipCodePoints(bytesOf(s), end, intOf(smallInteger(offset)));
  const to = intOf(smallInteger(length)) < 0 ? end : skipCodePoints(from, end, intOf(smallInteger(length)));
  return makeString(from, to - from);
}

export function split(s: u32, delimiter: u32): u32 {
  if (!areStringOperands(s, delimiter)) return 0;
  const result = make_array(4);
  const end = bytesOf(s) + lengthOf(s);
  const gap = lengthOf(delimiter);
  let at = bytesOf(s);
  if (gap == 0) {
    while (at < end) {
      const size = sizeAt(at, end);
      array_append(result, makeString(at, size));
      at += size;
    }
    return result;
  }
  let hit = findBytes(at, end, bytesOf(delimiter), gap);
  while (hit) {
    array_append(result, makeString(at, hit - at));
    at = hit + gap;
    hit = findBytes(at, end, bytesOf(delimiter), gap);
  }
  array_append(result, makeString(at, end - at));
  return result;
}

export function replace(s: u32, old: u32, fresh: u32): u32 {
  if (!isStringOperand(1, s) || !isStringOperand(2, old) || !isStringOperand(3, fresh)) return 0;
  if (lengthOf(old) == 0) return surround(s, fresh);
  const from = bytesOf(s);
  const end = from + lengthOf(s);
  const length = lengthOf(old);
  const found = countBytes(from, end, bytesOf(old), length);
  if (found == 0) return s;
  const bytes = alloc(lengthOf(s) - found * length + found * lengthOf(fresh));
  let to = bytes;
  let at = from;
  for (let i: u32 = 0; i < found; i++) {
    const hit = findBytes(at, end, bytesOf(old), length);
    to = append(to, at, hit - at);
    to = append(to, bytesOf(fresh), lengthOf(fresh));
    at = hit + length;
  }
  to = append(to, at, end - at);
  return makeString(bytes, to - bytes);
}

/** Without a part to look for, Go puts the new one around every code point. */
function surround(s: u32, fresh: u32): u32 {
  let at = bytesOf(s);
  const end = at + lengthOf(s);
  const size = lengthOf(s) + (countCodePoints(at, end) + 1) * lengthOf(fresh);
  const bytes = alloc(size);
  let to = append(bytes, bytesOf(fresh), lengthOf(fresh));
  while (at < end) {
    const width = sizeAt(at, end);
    to = append(to, at, width);
    to = append(to, bytesOf(fresh), lengthOf(fresh));
    at += width;
  }
  return makeString(bytes, size);
}

/** As Go's strings.Replacer: at each place the first pattern, in the order of the keys, that matches there. */
export function strings_replace_n(patterns: u32, s: u32): u32 {
  if (!isObjectOperand(1, patterns) || !isStringOperand(2, s)) return 0;
  const n = lengthOf(patterns);
  const firsts = alloc(256);
  memory.fill(firsts, 0, 256);
  let hasEmpty = false;
  for (let i: u32 = 0; i < n; i++) {
    const old = keyAt(patterns, i);
    if (typeOf(old) != STRING) return fail(TYPE_ERROR, 'operand 1 non-string key found in pattern object');
    if (typeOf(valueAt(patterns, i)) != STRING) return fail(TYPE_ERROR, 'operand 1 non-string value found in pattern object');
    if (lengthOf(old)) store<u8>(firsts + load<u8>(bytesOf(old)), 1);
    else hasEmpty = true;
  }
  sortEntries(patterns);
  // Once to count the bytes, once to write them.
  const size = replaceAll(patterns, s, firsts, hasEmpty, 0);
  const bytes = alloc(size);
  replaceAll(patterns, s, firsts, hasEmpty, bytes);
  return makeString(bytes, size);
}

function replaceAll(patterns: u32, s: u32, firsts: u32, hasEmpty: bool, to: u32): u32 {
  const n = lengthOf(patterns);
  const end = bytesOf(s) + lengthOf(s);
  let size: u32 = 0;
  let afterEmpty = false;
  for (let at = bytesOf(s); at <= end; ) {
    let match: i32 = -1;
    if (hasEmpty || (at < end && load<u8>(firsts + load<u8>(at)))) {
      for (let i: u32 = 0; i < n; i++) {
        const old = keyAt(patterns, i);
        const length = lengthOf(old);
        if (length == 0 ? afterEmpty : at + length > end || !sameBytes(at, bytesOf(old), length)) continue;
        match = i;
        break;
      }
    }
    if (match >= 0) {
      const fresh = valueAt(patterns, match);
      if (to) memory.copy(to + size, bytesOf(fresh), lengthOf(fresh));
      size += lengthOf(fresh);
      const length = lengthOf(keyAt(patterns, match));
      afterEmpty = length == 0;
      at += length;
      continue;
    }
    afterEmpty = false;
    if (at < end) {
      if (to) store<u8>(to + size, load<u8>(at));
      size++;
    }
    at++;
  }
  return size;
}

export function strings_reverse(s: u32): u32 {
  if (!isStringOperand(1, s)) return 0;
  const length = lengthOf(s);
  const bytes = alloc(length);
  let to = bytes + length;
  for (let at = bytesOf(s), end = at + length; at < end; ) {
    const size = sizeAt(at, end);
    to -= size;
    memory.copy(to, at, size);
    at += size;
  }
  return makeString(bytes, length);
}

export function trim(s: u32, cutset: u32): u32 {
  return areStringOperands(s, cutset) ? trimmed(s, cutset, true, true) : 0;
}

export function trim_left(s: u32, cutset: u32): u32 {
  return areStringOperands(s, cutset) ? trimmed(s, cutset, true, false) : 0;
}

export function trim_right(s: u32, cutset: u32): u32 {
  return areStringOperands(s, cutset) ? trimmed(s, cutset, false, true) : 0;
}

export function trim_space(s: u32): u32 {
  return isStringOperand(1, s) ? trimmed(s, 0, true, true) : 0;
}

/** Cuts code points of a set, or white space where that is 0. */
function trimmed(s: u32, cutset: u32, left: bool, right: bool): u32 {
  let start = bytesOf(s);
  let end = start + lengthOf(s);
  while (left && start < end) {
    const size = sizeAt(start, end);
    if (!isCut(start, size, cutset)) break;
    start += size;
  }
  while (right && start < end) {
    const size = sizeBefore(end, start);
    if (!isCut(end - size, size, cutset)) break;
    end -= size;
  }
  return end - start == lengthOf(s) ? s : makeString(start, end - start);
}

function isCut(at: u32, size: u32, cutset: u32): bool {
  if (!cutset) return isSpace(at, size);
  const from = bytesOf(cutset);
  const end = from + lengthOf(cutset);
  if (size > 1) return findBytes(from, end, at, size) != 0;
  const c = load<u8>(at);
  for (let i = from; i < end; i++) if (load<u8>(i) == c) return true;
  return false;
}

/** Go's unicode.IsSpace. */
function isSpace(at: u32, size: u32): bool {
  const c = size == 1 ? <i32>load<u8>(at) : codeAt(at, size);
  if (c <= 32) return c == 32 || (c >= 9 && c <= 13);
  if (c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a)) return true;
  return c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

export function trim_prefix(s: u32, prefix: u32): u32 {
  if (!areStringOperands(s, prefix)) return 0;
  const length = lengthOf(prefix);
  if (length > lengthOf(s) || !sameBytes(bytesOf(s), bytesOf(prefix), length)) return s;
  return makeString(bytesOf(s) + length, lengthOf(s) - length);
}

export function trim_suffix(s: u32, suffix: u32): u32 {
  if (!areStringOperands(s, suffix)) return 0;
  const rest = lengthOf(s) - lengthOf(suffix);
  if (lengthOf(suffix) > lengthOf(s) || !sameBytes(bytesOf(s) + rest, bytesOf(suffix), lengthOf(suffix))) return s;
  return makeString(bytesOf(s), rest);
}

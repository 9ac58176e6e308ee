// Classes of characters: in brackets, by Perl's letters and by POSIX' names.
import { readEscape } from './escapes.as';
import { fault, FOR_HOST, INVALID_CLASS_RANGE, MISSING_BRACKET, setFault } from './fault.as';
import { addFolded, addRange, clean, highAt, LAST_CODE, lowAt, makeRanges, negate, Ranges } from './ranges.as';
import { at, atEnd, end, flags, FOLD, isNext, moveTo, peek, take } from './reader.as';
import { CLASS, makeNode } from './tree.as';

/** A node for clean ranges. */
export function classNode(ranges: Ranges): u32 {
  return makeNode(CLASS, 0, ranges.count, ranges.items);
}

/** Adds a range, folded where the flags say so. */
export function addByFlags(ranges: Ranges, low: i32, high: i32): void {
  if (!(flags & FOLD)) addRange(ranges, low, high);
  else if (!addFolded(ranges, low, high)) setFault(FOR_HOST, at, at);
}

function addAll(ranges: Ranges, from: Ranges): void {
  for (let i = 0; i < from.count; i++) addRange(ranges, lowAt(from.items, i), highAt(from.items, i));
}

/** Adds a group, folded before it is negated. */
function addGroup(ranges: Ranges, group: Ranges, isNegated: bool): void {
  clean(group);
  if (isNegated) negate(group);
  addAll(ranges, group);
}

/** Takes `\d`, `\D`, `\s`, `\S`, `\w` or `\W` into ranges; false where something else stands here. */
export function readPerlClass(ranges: Ranges): bool {
  if (peek(0) != 92) return false;
  const letter = peek(1);
  const lower = letter | 32;
  if (lower != 100 && lower != 115 && lower != 119) return false;
  moveTo(at + 2);
  const group = makeRanges();
  if (lower == 115) {
    addRange(group, 9, 10);
    addRange(group, 12, 13);
    addRange(group, 32, 32);
  } else {
    addRange(group, 48, 57);
    if (lower == 119) addWord(group);
  }
  addGroup(ranges, group, letter < 97);
  return true;
}

function addWord(group: Ranges): void {
  addByFlags(group, 65, 90);
  addByFlags(group, 97, 122);
  addRange(group, 95, 95);
}

/** Whether the name that begins here is a word. */
function isName(from: u32, to: u32, word: string): bool {
  const length = <u32>word.length;
  if (to - from != length) return false;
  for (let i: u32 = 0; i < length; i++) if (<u16>load<u8>(from + i) != load<u16>(changetype<u32>(word) + (i << 1))) return false;
  return true;
}

/** Takes `[:alpha:]` or `[:^alpha:]` into ranges; false where no such thing stands here. */
function readNamedClass(ranges: Ranges): bool {
  if (peek(0) != 91 || peek(1) != 58) return false;
  let close = at + 2;
  while (close + 1 < end && !(load<u8>(close) == 58 && load<u8>(close, 1) == 93)) close++;
  if (close + 1 >= end) return false;
  const start = at;
  const isNegated = peek(2) == 94;
  const from = at + (isNegated ? 3 : 2);
  const group = makeRanges();
  const isKnown = addNamed(group, from, close);
  moveTo(close + 2);
  if (isKnown) addGroup(ranges, group, isNegated);
  else setFault(INVALID_CLASS_RANGE, start, at);
  return true;
}

function addNamed(group: Ranges, from: u32, to: u32): bool {
  const isAlnum = isName(from, to, 'alnum');
  const isWord = isName(from, to, 'word');
  if (isAlnum || isWord || isName(from, to, 'alpha')) {
    addByFlags(group, 65, 90);
    addByFlags(group, 97, 122);
    if (isAlnum || isWord) addRange(group, 48, 57);
    if (isWord) addRange(group, 95, 95);
  } else if (isName(from, to, 'upper')) addByFlags(group, 65, 90);
  else if (isName(from, to, 'lower')) addByFlags(group, 97, 122);
  else if (isName(from, to, 'digit')) addRange(group, 48, 57);
  else if (isName(from, to, 'ascii')) addByFlags(group, 0, 127);
  else if (isName(from, to, 'graph')) addByFlags(group, 33, 126);
  else if (isName(from, to, 'print')) addByFlags(group, 32, 126);
  else if (isName(from, to, 'xdigit')) {
    addRange(group, 48, 57);
    addRange(group, 65, 70);
    addRange(group, 97, 102);
  } else if (isName(from, to, 'space')) {
    addRange(group, 9, 13);
    addRange(group, 32, 32);
  } else if (isName(from, to, 'blank')) {
    addRange(group, 9, 9);
    addRange(group, 32, 32);
  } else if (isName(from, to, 'cntrl')) {
    addRange(group, 0, 31);
    addRange(group, 127, 127);
  } else if (isName(from, to, 'punct')) {
    addRange(group, 33, 47);
    addRange(group, 58, 64);
    addRange(group, 91, 96);
    addRange(group, 123, 126);
  } else return false;
  return true;
}

/** The class in brackets that begins here. */
export function readBrackets(): u32 {
  const start = at;
  moveTo(at + 1);
  const isNegated = isNext(94);
  if (isNegated) moveTo(at + 1);
  const ranges = makeRanges();
  // A bracket right at the beginning stands for itself.
  for (let isFirst = true; atEnd() || isFirst || !isNext(93); isFirst = false) {
    if (readNamedClass(ranges)) {
      if (fault) return 0;
      continue;
    }
    if (isUnicodeClass()) return setFault(FOR_HOST, at, at);
    if (readPerlClass(ranges)) continue;
    if (!readRange(ranges, start)) return 0;
  }
  moveTo(at + 1);
  clean(ranges);
  if (isNegated) negate(ranges);
  return fault ? 0 : classNode(ranges);
}

/** `\p` and `\P`, whose tables only the host has. */
export function isUnicodeClass(): bool {
  return peek(0) == 92 && (peek(1) | 32) == 112;
}

function readRange(ranges: Ranges, start: u32): bool {
  const from = at;
  const low = readMember(start);
  if (low < 0) return false;
  let high = low;
  if (peek(0) == 45 && at + 1 < end && peek(1) != 93) {
    moveTo(at + 1);
    high = readMember(start);
    if (high < 0) return false;
    if (high < low) {
      setFault(INVALID_CLASS_RANGE, from, at);
      return false;
    }
  }
  addByFlags(ranges, low, high);
  return !fault;
}

function readMember(start: u32): i32 {
  if (atEnd()) {
    setFault(MISSING_BRACKET, start, end);
    return -1;
  }
  return isNext(92) ? readEscape() : take();
}

/** `.`: any code point, but newlines only where the flags say so. */
export function anyCharacter(withNewline: bool): u32 {
  const ranges = makeRanges();
  addRange(ranges, 0, withNewline ? LAST_CODE : 9);
  if (!withNewline) addRange(ranges, 11, LAST_CODE);
  return classNode(ranges);
}

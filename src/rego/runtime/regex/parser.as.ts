// Patterns in the syntax of Go's regexp package, read into a tree.
import { addByFlags, anyCharacter, classNode, isUnicodeClass, readBrackets, readPerlClass } from './classes.as';
import { readEscape } from './escapes.as';
import {
  clearFault, fault, FOR_HOST, INVALID_ESCAPE, INVALID_NAMED_CAPTURE, INVALID_PERL_OPERATOR, INVALID_REPEAT_OPERATOR, INVALID_REPEAT_SIZE,
  MISSING_PARENTHESIS, MISSING_REPEAT_ARGUMENT, setFault, UNEXPECTED_PARENTHESIS,
} from './fault.as';
import { clean, makeRanges } from './ranges.as';
import { at, atEnd, DOT_ALL, end, flags, FOLD, isDigit, isNext, isWordByte, LINES, moveTo, open, peek, setFlags, take, UNGREEDY } from './reader.as';
import {
  ALTERNATION, ASSERTION, BEGIN_LINE, BEGIN_TEXT, CHARACTER, CONCATENATION, COUNTED, EMPTY, END_LINE, END_TEXT, GREEDY, GROUP, isRepeatable,
  makeNode, NO_WORD_BOUNDARY, nodeAt, repeatNode, WORD_BOUNDARY,
} from './tree.as';

/** Groups nested deeper are left to the host, which has more room on its stack. */
const MOST_DEPTH: i32 = 300;
const MOST_TIMES: i32 = 1000;

let whole: u32 = 0;
let depth: i32 = 0;

/** How many groups the last pattern has, the whole of it not counted. */
export let groupCount: i32 = 0;

/** The tree of a pattern; 0 with a fault. */
export function parsePattern(pattern: u32, length: u32): u32 {
  open(pattern, length);
  clearFault();
  whole = pattern;
  depth = 0;
  groupCount = 0;
  const node = readAlternation();
  if (fault) return 0;
  return atEnd() ? node : setFault(UNEXPECTED_PARENTHESIS, whole, end);
}

function readAlternation(): u32 {
  if (++depth > MOST_DEPTH) return setFault(FOR_HOST, at, at);
  const first = readConcatenation();
  if (fault) return 0;
  depth--;
  if (!isNext(124)) return first;
  let last = first;
  while (isNext(124)) {
    moveTo(at + 1);
    const next = readConcatenation();
    if (fault) return 0;
    nodeAt(last).next = next;
    last = next;
  }
  return makeNode(ALTERNATION, 0, 0, first);
}

/** The items of the concatenation that is being read. */
let head: u32 = 0;
let tail: u32 = 0;

function append(node: u32): void {
  if (tail) nodeAt(tail).next = node;
  else head = node;
  tail = node;
}

function readConcatenation(): u32 {
  const outerHead = head;
  const outerTail = tail;
  head = 0;
  tail = 0;
  // Where the repetition right before begins.
  let before: u32 = 0;
  while (!fault && !atEnd() && !isNext(124) && !isNext(41)) {
    const start = at;
    before = readItem(before) ? start : 0;
  }
  const node = !head ? makeNode(EMPTY, 0, 0, 0) : head == tail ? head : makeNode(CONCATENATION, 0, 0, head);
  head = outerHead;
  tail = outerTail;
  return node;
}

/** Reads one item; whether it was a repetition. */
function readItem(before: u32): bool {
  switch (peek(0)) {
    case 40: readParenthesis(); return false;
    case 42: return readRepetition(before, at, 0, -1, at + 1, 0);
    case 43: return readRepetition(before, at, 1, -1, at + 1, 0);
    case 63: return readRepetition(before, at, 0, 1, at + 1, 0);
    case 123: return readBraces(before);
    case 91: append(readBrackets()); return false;
    case 46: append(anyCharacter((flags & DOT_ALL) != 0)); break;
    case 94: append(makeNode(ASSERTION, flags & LINES ? BEGIN_LINE : BEGIN_TEXT, 0, 0)); break;
    case 36: append(makeNode(ASSERTION, flags & LINES ? END_LINE : END_TEXT, 0, 0)); break;
    case 92: readBackslash(); return false;
    default: appendLiteral(take()); return false;
  }
  moveTo(at + 1);
  return false;
}

function appendLiteral(code: i32): void {
  if (!(flags & FOLD) || (code < 0x80 && !isLetter(code))) {
    append(makeNode(CHARACTER, 0, code, 0));
    return;
  }
  const ranges = makeRanges();
  addByFlags(ranges, code, code);
  clean(ranges);
  append(classNode(ranges));
}

function isLetter(code: i32): bool {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

function readBackslash(): void {
  const letter = peek(1);
  switch (letter) {
    case 65: return appendAssertion(BEGIN_TEXT);
    case 98: return appendAssertion(WORD_BOUNDARY);
    case 66: return appendAssertion(NO_WORD_BOUNDARY);
    case 122: return appendAssertion(END_TEXT);
    case 67: setFault(INVALID_ESCAPE, at, at + 2); return;
    case 81: return readQuoted();
  }
  if (isUnicodeClass()) {
    setFault(FOR_HOST, at, at);
    return;
  }
  const ranges = makeRanges();
  if (readPerlClass(ranges)) {
    clean(ranges);
    append(classNode(ranges));
    return;
  }
  const code = readEscape();
  if (code >= 0) appendLiteral(code);
}

function appendAssertion(kind: u8): void {
  append(makeNode(ASSERTION, kind, 0, 0));
  moveTo(at + 2);
}

/** `\Q…\E`: what is between is literal; without an end, all the rest. */
function readQuoted(): void {
  moveTo(at + 2);
  while (!atEnd() && !(peek(0) == 92 && peek(1) == 69)) appendLiteral(take());
  if (!atEnd()) moveTo(at + 2);
}

function readParenthesis(): void {
  const outer = flags;
  let group: i32 = 0;
  if (peek(1) == 63) {
    const named = peek(2) == 60 ? 3 : peek(2) == 80 && peek(3) == 60 ? 4 : 0;
    if (named) {
      if (!readName(named)) return;
      group = ++groupCount;
    } else if (!readFlags()) return;
  } else {
    moveTo(at + 1);
    group = ++groupCount;
  }
  const inner = readAlternation();
  if (fault) return;
  if (!isNext(41)) {
    setFault(MISSING_PARENTHESIS, whole, end);
    return;
  }
  moveTo(at + 1);
  setFlags(outer);
  // A node of its own, as the inner one may be linked to siblings.
  append(group ? makeNode(GROUP, 0, group, inner) : inner);
}

/** The name of a group, behind `(?P<` or `(?<`. */
function readName(offset: u32): bool {
  const start = at;
  let close = at + offset;
  while (close < end && load<u8>(close) != 62) close++;
  if (close >= end) {
    setFault(INVALID_NAMED_CAPTURE, start, end);
    return false;
  }
  moveTo(close + 1);
  let isValid = close > start + offset;
  for (let i = start + offset; i < close; i++) if (!isWordByte(load<u8>(i))) isValid = false;
  if (!isValid) setFault(INVALID_NAMED_CAPTURE, start, at);
  return isValid;
}

/** `(?i)` sets flags and is done: false. `(?i:` opens a group: true. */
function readFlags(): bool {
  const start = at;
  moveTo(at + 2);
  let next = flags;
  let isOff = false;
  let isEmpty = true;
  while (!atEnd()) {
    const c = take();
    let flag: u32 = 0;
    switch (c) {
      case 105: flag = FOLD; break;
      case 109: flag = LINES; break;
      case 115: flag = DOT_ALL; break;
      case 85: flag = UNGREEDY; break;
    }
    if (flag) {
      next = isOff ? next & ~flag : next | flag;
      isEmpty = false;
    } else if (c == 45 && !isOff) {
      isOff = true;
      isEmpty = true;
    } else if ((c == 58 || c == 41) && !(isOff && isEmpty)) {
      setFlags(next);
      return c == 58;
    } else break;
  }
  setFault(INVALID_PERL_OPERATOR, start, at);
  return false;
}

function readRepetition(before: u32, start: u32, min: i32, max: i32, behind: u32, counted: u8): bool {
  moveTo(behind);
  let isLazy = (flags & UNGREEDY) != 0;
  if (isNext(63)) {
    moveTo(at + 1);
    isLazy = !isLazy;
  }
  if (before) setFault(INVALID_REPEAT_OPERATOR, before, at);
  else if (!tail) setFault(MISSING_REPEAT_ARGUMENT, start, at);
  else {
    repeatNode(tail, (isLazy ? 0 : GREEDY) | counted, min, max);
    if (counted && (min >= 2 || max >= 2) && !isRepeatable(tail, MOST_TIMES)) setFault(INVALID_REPEAT_SIZE, start, at);
  }
  return true;
}

/** `{2}`, `{2,}` or `{2,5}`; anything else is a brace. */
function readBraces(before: u32): bool {
  const start = at;
  moveTo(at + 1);
  const min = readCount();
  let max = min;
  let isWell = min != NONE;
  if (isWell && isNext(44)) {
    moveTo(at + 1);
    max = isNext(125) ? -1 : readCount();
    if (max == TOO_LARGE) max = MOST_TIMES + 1;
    isWell = max != NONE;
  }
  if (!isWell || !isNext(125)) {
    moveTo(start + 1);
    appendLiteral(123);
    return false;
  }
  moveTo(at + 1);
  if (min < 0 || min > MOST_TIMES || max > MOST_TIMES || (max >= 0 && min > max)) {
    setFault(INVALID_REPEAT_SIZE, start, at);
    return true;
  }
  return readRepetition(before, start, min, max, at, COUNTED);
}

const NONE: i32 = -3;
const TOO_LARGE: i32 = -2;

/** A number without leading zeros. */
function readCount(): i32 {
  if (!isDigit(peek(0)) || (peek(0) == 48 && isDigit(peek(1)))) return NONE;
  let value: i32 = 0;
  let isLarge = false;
  while (isDigit(peek(0))) {
    if (value > 100000) isLarge = true;
    else value = value * 10 + take() - 48;
    if (isLarge) moveTo(at + 1);
  }
  return isLarge ? TOO_LARGE : value;
}

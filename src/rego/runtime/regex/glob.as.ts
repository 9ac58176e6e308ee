// Globs read into the trees of patterns, as OPA's library reads them: `*` and `?` stop at delimiters, `**` does not; `[a-z]` or `[ab]`,
// `[!a]`, and `{x,y}`, which may be left open at the end.
import { BUILTIN_ERROR, fail, putLiteral, setError } from '../error.as';
import { alloc } from '../heap.as';
import { writeUtf8 } from '../utf8.as';
import { anyCharacter, classNode } from './classes.as';
import { addRange, clean, makeRanges, negate, Ranges } from './ranges.as';
import { at, atEnd, isNext, moveTo, open, take } from './reader.as';
import { ALTERNATION, CHARACTER, CLASS, CONCATENATION, EMPTY, GREEDY, makeNode, nodeAt, repeatNode } from './tree.as';

/** The class of what is no delimiter. */
let single: u32 = 0;
let singleCount: i32 = 0;

/** The tree of a glob, or 0 where it is wrong and the error is left. */
export function parseGlob(glob: u32, length: u32, delimiters: u32, delimitersLength: u32): u32 {
  open(delimiters, delimitersLength);
  const ranges = makeRanges();
  while (!atEnd()) {
    const code = take();
    addRange(ranges, code, code);
  }
  clean(ranges);
  negate(ranges);
  single = ranges.items;
  singleCount = ranges.count;
  open(glob, length);
  const tree = readSequence(false);
  if (!tree) return 0;
  // OPA's library lets a lone `?` or `[!a]` match the empty text, too.
  const isLone = nodeAt(tree).kind == CLASS && (load<u8>(glob) == 63 || load<u8>(glob, 1) == 33);
  if (isLone) repeatNode(tree, GREEDY, 0, 1);
  return tree;
}

function readSequence(isInner: bool): u32 {
  let head: u32 = 0;
  let tail: u32 = 0;
  while (!atEnd()) {
    if (isInner && (isNext(44) || isNext(125))) break;
    const node = readPart();
    if (!node) return 0;
    if (tail) nodeAt(tail).next = node;
    else head = node;
    tail = node;
  }
  return !head ? makeNode(EMPTY, 0, 0, 0) : head == tail ? head : makeNode(CONCATENATION, 0, 0, head);
}

function readPart(): u32 {
  const c = take();
  switch (c) {
    case 42: {
      const isAny = isNext(42);
      if (isAny) moveTo(at + 1);
      const node = isAny ? anyCharacter(true) : makeNode(CLASS, 0, singleCount, single);
      repeatNode(node, GREEDY, 0, -1);
      return node;
    }
    case 63: return makeNode(CLASS, 0, singleCount, single);
    case 91: return readClass();
    case 123: return readAlternatives();
    case 92: return atEnd() ? makeNode(EMPTY, 0, 0, 0) : makeNode(CHARACTER, 0, take(), 0);
    default: return makeNode(CHARACTER, 0, c, 0);
  }
}

function readAlternatives(): u32 {
  let head: u32 = 0;
  let tail: u32 = 0;
  do {
    const node = readSequence(true);
    if (!node) return 0;
    if (tail) nodeAt(tail).next = node;
    else head = node;
    tail = node;
  } while (!atEnd() && take() == 44);
  return makeNode(ALTERNATION, 0, 0, head);
}

/** Either one range or a list: `[a-z0]` is neither. */
function readClass(): u32 {
  const isNegated = isNext(33);
  if (isNegated) moveTo(at + 1);
  if (atEnd()) return fail(BUILTIN_ERROR, 'unexpected end of input');
  const ranges = makeRanges();
  const start = at;
  const low = take();
  if (isNext(45)) {
    moveTo(at + 1);
    if (!readHigh(ranges, low)) return 0;
  } else {
    moveTo(start);
    if (!readList(ranges)) return 0;
  }
  clean(ranges);
  if (isNegated) negate(ranges);
  return classNode(ranges);
}

function readHigh(ranges: Ranges, low: i32): bool {
  if (atEnd()) return fail(BUILTIN_ERROR, 'unexpected end of input') != 0;
  const high = take();
  if (atEnd()) return fail(BUILTIN_ERROR, 'unexpected end of input') != 0;
  if (take() != 93) return fail(BUILTIN_ERROR, 'expected close range character') != 0;
  if (high < low) return outOfOrder(low, high);
  addRange(ranges, low, high);
  return true;
}

function readList(ranges: Ranges): bool {
  const start = at;
  while (!atEnd() && !isNext(93)) {
    let code = take();
    if (code == 92) {
      if (atEnd()) break;
      code = take();
    }
    addRange(ranges, code, code);
  }
  if (atEnd()) return fail(BUILTIN_ERROR, 'unexpected end of input') != 0;
  moveTo(at + 1);
  return at > start + 1 || fail(BUILTIN_ERROR, 'could not parse range') != 0;
}

function outOfOrder(low: i32, high: i32): bool {
  const message = alloc(80);
  let to = putLiteral(message, "hi character '");
  to = writeUtf8(to, high);
  to = putLiteral(to, "' should be greater than lo '");
  to = writeUtf8(to, low);
  store<u8>(to++, 39);
  setError(BUILTIN_ERROR, message, to - message);
  return false;
}

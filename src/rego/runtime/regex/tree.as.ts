// The tree of a pattern, on the heap until its program is compiled.
import { alloc } from '../heap.as';

/** Matches the empty text. */
export const EMPTY: u8 = 0;
/** One code point: `min`. */
export const CHARACTER: u8 = 1;
/** One code point of `min` ranges at `first`. */
export const CLASS: u8 = 2;
/** Children from `first` on, one behind the other. */
export const CONCATENATION: u8 = 3;
/** Children from `first` on, earlier ones preferred. */
export const ALTERNATION: u8 = 4;
/** `first` from `min` to `max` times, -1 for without end; `flag` holds GREEDY and COUNTED. */
export const REPETITION: u8 = 5;
/** `first` as group number `min`. */
export const GROUP: u8 = 6;
/** A place in the text that `flag` tells the kind of. */
export const ASSERTION: u8 = 7;

export const GREEDY: u8 = 1;
/** Written with braces. */
export const COUNTED: u8 = 2;

export const BEGIN_TEXT: u8 = 0;
export const END_TEXT: u8 = 1;
export const BEGIN_LINE: u8 = 2;
export const END_LINE: u8 = 3;
export const WORD_BOUNDARY: u8 = 4;
export const NO_WORD_BOUNDARY: u8 = 5;

@unmanaged
export class Node {
  kind: u8;
  flag: u8;
  min: i32;
  max: i32;
  first: u32;
  next: u32;
}

@inline export function nodeAt(address: u32): Node {
  return changetype<Node>(address);
}

export function makeNode(kind: u8, flag: u8, min: i32, first: u32): u32 {
  const address = alloc(offsetof<Node>());
  const node = nodeAt(address);
  node.kind = kind;
  node.flag = flag;
  node.min = min;
  node.max = 0;
  node.first = first;
  node.next = 0;
  return address;
}

/** Makes a repetition of a node, in its place. */
export function repeatNode(address: u32, flag: u8, min: i32, max: i32): void {
  const node = nodeAt(address);
  const inner = makeNode(node.kind, node.flag, node.min, node.first);
  nodeAt(inner).max = node.max;
  node.kind = REPETITION;
  node.flag = flag;
  node.min = min;
  node.max = max;
  node.first = inner;
}

/** Whether repetitions with braces within each other multiply to at most `most`. */
export function isRepeatable(address: u32, most: i32): bool {
  const node = nodeAt(address);
  if (node.kind == REPETITION && node.flag & COUNTED) {
    const times = node.max < 0 ? node.min : node.max;
    if (node.max == 0) return true;
    if (times > most) return false;
    if (times > 0) most /= times;
  }
  if (node.kind < CONCATENATION || node.kind == ASSERTION) return true;
  for (let child = node.first; child; child = nodeAt(child).next) if (!isRepeatable(child, most)) return false;
  return true;
}

/** Whether a node matches the empty text. */
export function isNullable(address: u32): bool {
  const node = nodeAt(address);
  switch (node.kind) {
    case CHARACTER: case CLASS: return false;
    case REPETITION: return node.min == 0 || isNullable(node.first);
    case GROUP: return isNullable(node.first);
    case CONCATENATION:
      for (let child = node.first; child; child = nodeAt(child).next) if (!isNullable(child)) return false;
      return true;
    case ALTERNATION:
      for (let child = node.first; child; child = nodeAt(child).next) if (isNullable(child)) return true;
      return false;
    default: return true;
  }
}

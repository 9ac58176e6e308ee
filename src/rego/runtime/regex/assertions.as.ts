// What holds at a place between two bytes.
import { isWordByte } from './reader.as';
import { BEGIN_LINE, BEGIN_TEXT, END_LINE, END_TEXT, NO_WORD_BOUNDARY, WORD_BOUNDARY } from './tree.as';

/** Bits of what is known of the place's left side. */
export const AT_BEGIN: u32 = 1;
export const AFTER_NEWLINE: u32 = 2;
export const AFTER_WORD: u32 = 4;

/**
 * @param left bits as above
 * @param right the byte behind the place, -1 at the end of the text
 */
export function holds(kind: u32, left: u32, right: i32): bool {
  switch (kind) {
    case BEGIN_TEXT: return (left & AT_BEGIN) != 0;
    case BEGIN_LINE: return (left & (AT_BEGIN | AFTER_NEWLINE)) != 0;
    case END_TEXT: return right < 0;
    case END_LINE: return right < 0 || right == 10;
    case WORD_BOUNDARY: return ((left & AFTER_WORD) != 0) != isWordByte(right);
    // Within a code point there is no place.
    case NO_WORD_BOUNDARY: return ((left & AFTER_WORD) != 0) == isWordByte(right) && (right & ~63) != 0x80;
    default: return false;
  }
}

/** The bits of the place behind a byte. */
export function leftOf(byte: u32): u32 {
  return byte == 10 ? AFTER_NEWLINE : isWordByte(byte) ? AFTER_WORD : 0;
}

// `glob.match`: a glob is a pattern that matches the whole of a text.
import { BUILTIN_ERROR, fail, operandError } from '../error.as';
import { alloc } from '../heap.as';
import { elementError, isStringOperand } from '../operands.as';
import { sizeAt } from '../utf8.as';
import { ARRAY, bytesOf, itemAt, lengthOf, make_bool, NULL, STRING, typeOf } from '../value.as';
import { programOf } from './cache.as';
import { fault, FOR_HOST } from './fault.as';
import { isMatch } from './match.as';
import { programAt } from './program.as';

/** Delimiters: null for none; an empty array stands for the dot. */
export function glob_match(pattern: u32, delimiters: u32, text: u32): u32 {
  if (!isStringOperand(1, pattern)) return 0;
  let bytes: u32 = 0;
  let length: u32 = 0;
  const type = typeOf(delimiters);
  if (type == ARRAY) {
    const count = lengthOf(delimiters);
    bytes = alloc(max<u32>(count << 2, 1));
    for (let i: u32 = 0; i < count; i++) {
      const item = itemAt(delimiters, i);
      if (!isOneCharacter(item)) return elementError(2, delimiters, typeOf(item) == STRING ? 'rune' : 'string', item);
      memory.copy(bytes + length, bytesOf(item), lengthOf(item));
      length += lengthOf(item);
    }
    if (!count) store<u8>(bytes + length++, 46);
  } else if (type != NULL) return operandError(2, 'one of {array, null}', delimiters);
  if (!isStringOperand(3, text)) return 0;
  const program = programOf(pattern, true, bytes, length);
  if (fault) return fault == FOR_HOST ? fail(BUILTIN_ERROR, 'the glob is too long') : 0;
  return make_bool(<u32>isMatch(programAt(program), text));
}

function isOneCharacter(item: u32): bool {
  if (typeOf(item) != STRING) return false;
  const bytes = bytesOf(item);
  return lengthOf(item) > 0 && sizeAt(bytes, bytes + lengthOf(item)) == lengthOf(item);
}

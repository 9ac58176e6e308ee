// What is wrong with a pattern, in the words of Go's regexp package.
import { BUILTIN_ERROR, put, putLiteral, setError } from '../error.as';
import { alloc } from '../heap.as';

export const NO_FAULT: u8 = 0;
/** The pattern is for the host: it needs Unicode's tables, or is larger than patterns should be. */
export const FOR_HOST: u8 = 1;
export const INVALID_CLASS_RANGE: u8 = 2;
export const INVALID_ESCAPE: u8 = 3;
export const INVALID_NAMED_CAPTURE: u8 = 4;
export const INVALID_PERL_OPERATOR: u8 = 5;
export const INVALID_REPEAT_OPERATOR: u8 = 6;
export const INVALID_REPEAT_SIZE: u8 = 7;
export const MISSING_BRACKET: u8 = 8;
export const MISSING_PARENTHESIS: u8 = 9;
export const MISSING_REPEAT_ARGUMENT: u8 = 10;
export const TRAILING_BACKSLASH: u8 = 11;
export const UNEXPECTED_PARENTHESIS: u8 = 12;
/** A glob is wrong; the error is left already. */
export const WRONG_GLOB: u8 = 13;

export let fault: u8 = 0;
let from: u32 = 0;
let size: u32 = 0;

export function clearFault(): void {
  fault = NO_FAULT;
}

/** Notes a fault and the part of the pattern that it is about. Returns 0: no node. */
export function setFault(kind: u8, at: u32, end: u32): u32 {
  if (fault == NO_FAULT) {
    fault = kind;
    from = at;
    size = end - at;
  }
  return 0;
}

function words(): string {
  switch (fault) {
    case INVALID_CLASS_RANGE: return 'invalid character class range';
    case INVALID_ESCAPE: return 'invalid escape sequence';
    case INVALID_NAMED_CAPTURE: return 'invalid named capture';
    case INVALID_PERL_OPERATOR: return 'invalid or unsupported Perl syntax';
    case INVALID_REPEAT_OPERATOR: return 'invalid nested repetition operator';
    case INVALID_REPEAT_SIZE: return 'invalid repeat count';
    case MISSING_BRACKET: return 'missing closing ]';
    case MISSING_PARENTHESIS: return 'missing closing )';
    case MISSING_REPEAT_ARGUMENT: return 'missing argument to repetition operator';
    case TRAILING_BACKSLASH: return 'trailing backslash at end of expression';
    default: return 'unexpected )';
  }
}

/** Leaves the error for generated code to raise; returns 0: undefined. */
export function raiseFault(): u32 {
  const message = alloc(size + 96);
  let at = putLiteral(message, 'error parsing regexp: ');
  at = putLiteral(at, words());
  at = putLiteral(at, ': `');
  at = put(at, from, size);
  store<u8>(at++, 96);
  return setError(BUILTIN_ERROR, message, at - message);
}

// Whether regular expressions match, and whether they are any.
import { callHost } from '../host-call.as';
import { areStringOperands } from '../operands.as';
import { bytesOf, lengthOf, make_bool, STRING, typeOf } from '../value.as';
import { runAutomaton } from './automaton.as';
import { programOf } from './cache.as';
import { fault, FOR_HOST, raiseFault } from './fault.as';
import { Program, programAt } from './program.as';
import { openSearch, search } from './threads.as';

/** Whether a program matches somewhere in a string. */
export function isMatch(program: Program, text: u32): bool {
  const bytes = bytesOf(text);
  const answer = runAutomaton(program, bytes, lengthOf(text));
  if (answer >= 0) return answer != 0;
  openSearch(program, bytes, bytes + lengthOf(text));
  return search(program, bytes);
}

/** @param host the number of the host function */
export function regex_match(pattern: u32, text: u32, host: u32): u32 {
  if (!areStringOperands(pattern, text)) return 0;
  const program = programOf(pattern, false, 0, 0);
  if (fault) return fault == FOR_HOST ? callHost(host, 2, pattern, text, 0) : raiseFault();
  return make_bool(<u32>isMatch(programAt(program), text));
}

export function regex_is_valid(pattern: u32, host: u32): u32 {
  if (typeOf(pattern) != STRING) return make_bool(0);
  programOf(pattern, false, 0, 0);
  if (fault == FOR_HOST) return callHost(host, 1, pattern, 0, 0);
  return make_bool(<u32>!fault);
}

// The built-ins for regular expressions.
import { callHost } from '../host-call.as';
import { areStringOperands, isSmallIntegerOperand, isStringOperand } from '../operands.as';
import { sizeAt } from '../utf8.as';
import { array_append, bytesOf, intOf, lengthOf, make_array, make_bool, makeString, STRING, typeOf } from '../value.as';
import { runAutomaton } from './automaton.as';
import { programOf } from './cache.as';
import { fault, FOR_HOST, raiseFault } from './fault.as';
import { Program, programAt } from './program.as';
import { openSearch, search, slots } from './threads.as';

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

/** Go's FindAll: matches from left to right; an empty one right behind another does not count. */
export function regex_find_all_string_submatch_n(pattern: u32, text: u32, most: u32, host: u32): u32 {
  if (!areStringOperands(pattern, text) || !isSmallIntegerOperand(3, most)) return 0;
  const address = programOf(pattern, false, 0, 0);
  if (fault) return fault == FOR_HOST ? callHost(host, 3, pattern, text, most) : raiseFault();
  const program = programAt(address);
  const result = make_array(0);
  const bytes = bytesOf(text);
  const end = bytes + lengthOf(text);
  let left = intOf(most);
  if (!left || runAutomaton(program, bytes, lengthOf(text)) == 0) return result;
  openSearch(program, bytes, end);
  let before: u32 = 0;
  for (let at = bytes; left && at <= end && search(program, at); ) {
    const from = load<u32>(slots);
    const to = load<u32>(slots, 4);
    if (from < to || from != before) {
      array_append(result, groupsOf(program));
      left--;
    }
    before = to;
    at = to > from ? to : to < end ? to + sizeAt(to, end) : to + 1;
  }
  return result;
}

function groupsOf(program: Program): u32 {
  const count = program.groups + 1;
  const groups = make_array(count);
  for (let i = 0; i < count; i++) {
    const from = load<u32>(slots + (i << 3));
    const to = load<u32>(slots + (i << 3), 4);
    array_append(groups, from && to ? makeString(from, to - from) : makeString(slots, 0));
  }
  return groups;
}

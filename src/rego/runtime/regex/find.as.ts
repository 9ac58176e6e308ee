// What regular expressions match: all matches from left to right, as Go's regexp package finds them.
import { callHost } from '../host-call.as';
import { areStringOperands, isSmallIntegerOperand } from '../operands.as';
import { sizeAt } from '../utf8.as';
import { array_append, bytesOf, intOf, lengthOf, make_array, makeString } from '../value.as';
import { runAutomaton } from './automaton.as';
import { programOf } from './cache.as';
import { fault, FOR_HOST, raiseFault } from './fault.as';
import { Program, programAt } from './program.as';
import { openSearch, search, slots } from './threads.as';

let program: Program = programAt(0);
let end: u32 = 0;
/** Where the next search begins; behind the end when there is none. */
let next: u32 = 0;
/** Where the last match ended. */
let before: u32 = 0;

/** Where the last match begins and ends. */
export let from: u32 = 0;
export let to: u32 = 0;

/** Begins to look for the matches of a pattern in a string. */
export function beginFinding(address: u32, text: u32): void {
  program = programAt(address);
  const bytes = bytesOf(text);
  end = bytes + lengthOf(text);
  before = 0;
  // Most texts hold no match, which the automaton tells sooner.
  if (runAutomaton(program, bytes, lengthOf(text)) == 0) {
    next = end + 1;
    return;
  }
  next = bytes;
  openSearch(program, bytes, end);
}

/** Finds the next match. An empty one right behind another does not count. */
export function findNext(): bool {
  while (next <= end && search(program, next)) {
    from = load<u32>(slots);
    to = load<u32>(slots, 4);
    const counts = from < to || from != before;
    before = to;
    next = to > from ? to : to < end ? to + sizeAt(to, end) : to + 1;
    if (counts) return true;
  }
  next = end + 1;
  return false;
}

/** What group `index` of the last match holds; the empty string for groups without part in it. */
export function groupAt(index: u32): u32 {
  if (<i32>index > program.groups) return makeString(slots, 0);
  const start = load<u32>(slots + (index << 3));
  const close = load<u32>(slots + (index << 3), 4);
  return start && close ? makeString(start, close - start) : makeString(slots, 0);
}

/** @param host the number of the host function */
export function regex_find_all_string_submatch_n(pattern: u32, text: u32, most: u32, host: u32): u32 {
  return find(pattern, text, most, host, true);
}

export function regex_find_n(pattern: u32, text: u32, most: u32, host: u32): u32 {
  return find(pattern, text, most, host, false);
}

function find(pattern: u32, text: u32, most: u32, host: u32, withGroups: bool): u32 {
  if (!areStringOperands(pattern, text) || !isSmallIntegerOperand(3, most)) return 0;
  const address = programOf(pattern, false, 0, 0);
  if (fault) return fault == FOR_HOST ? callHost(host, 3, pattern, text, most) : raiseFault();
  const result = make_array(0);
  beginFinding(address, text);
  for (let left = intOf(most); left && findNext(); left--) array_append(result, withGroups ? groups() : groupAt(0));
  return result;
}

function groups(): u32 {
  const count = program.groups + 1;
  const result = make_array(count);
  for (let i = 0; i < count; i++) array_append(result, groupAt(i));
  return result;
}

/** Go's Split: the parts between the matches. */
export function regex_split(pattern: u32, text: u32, host: u32): u32 {
  if (!areStringOperands(pattern, text)) return 0;
  const address = programOf(pattern, false, 0, 0);
  if (fault) return fault == FOR_HOST ? callHost(host, 2, pattern, text, 0) : raiseFault();
  const result = make_array(0);
  const start = bytesOf(text);
  if (!lengthOf(text) && lengthOf(pattern)) {
    array_append(result, text);
    return result;
  }
  let part = start;
  let last = start;
  beginFinding(address, text);
  while (findNext()) {
    last = from;
    if (to != start) array_append(result, makeString(part, from - part));
    part = to;
  }
  if (last != end) array_append(result, makeString(part, end - part));
  return result;
}

// `regex.replace`, as Go's ReplaceAllString does it.
import { addByte, addBytes, beginBytes, bytesAsString } from '../byte-buffer.as';
import { callHost } from '../host-call.as';
import { areStringOperands, isStringOperand } from '../operands.as';
import { bytesOf, lengthOf } from '../value.as';
import { programOf } from './cache.as';
import { fault, FOR_HOST, raiseFault } from './fault.as';
import { beginFinding, findNext, from, groupAt, to } from './find.as';
import { isDigit, isWordByte } from './reader.as';

const DOLLAR: u8 = 36;

/** @param host the number of the host function, which knows the names of groups */
export function regex_replace(text: u32, pattern: u32, replacement: u32, host: u32): u32 {
  if (!areStringOperands(text, pattern) || !isStringOperand(3, replacement)) return 0;
  const address = programOf(pattern, false, 0, 0);
  if (fault && fault != FOR_HOST) return raiseFault();
  if (fault || namesGroups(replacement)) return callHost(host, 3, text, pattern, replacement);
  beginFinding(address, text);
  if (!findNext()) return text;
  beginBytes();
  let at = bytesOf(text);
  do {
    addBytes(at, from - at);
    expand(replacement);
    at = to;
  } while (findNext());
  addBytes(at, bytesOf(text) + lengthOf(text) - at);
  return bytesAsString();
}

/** Whether a dollar stands before something else than another dollar, a number, or what cannot be a name. */
function namesGroups(replacement: u32): bool {
  const end = bytesOf(replacement) + lengthOf(replacement);
  for (let at = bytesOf(replacement); at < end; at++) {
    if (load<u8>(at) != DOLLAR || ++at >= end) continue;
    if (load<u8>(at) == DOLLAR) continue;
    let name = load<u8>(at) == 123 ? at + 1 : at;
    const start = name;
    while (name < end && isDigit(load<u8>(name))) name++;
    // Numbers of groups have two digits at most; more is left to the host.
    if (name - start > 2) return true;
    if (name < end && (isWordByte(load<u8>(name)) || load<u8>(name) >= 0x80)) return true;
    at--;
  }
  return false;
}

/** Writes the replacement of the last match. */
function expand(replacement: u32): void {
  const end = bytesOf(replacement) + lengthOf(replacement);
  let at = bytesOf(replacement);
  while (at < end) {
    const c = load<u8>(at++);
    if (c != DOLLAR || at == end) {
      addByte(c);
      continue;
    }
    if (load<u8>(at) == DOLLAR) {
      addByte(DOLLAR);
      at++;
      continue;
    }
    const isBraced = load<u8>(at) == 123;
    const start = isBraced ? at + 1 : at;
    let close = start;
    let number: u32 = 0;
    while (close < end && isDigit(load<u8>(close))) number = number * 10 + load<u8>(close++) - 48;
    // What is no number is text.
    if (close == start || (isBraced && (close == end || load<u8>(close) != 125))) {
      addByte(DOLLAR);
      continue;
    }
    at = isBraced ? close + 1 : close;
    if (load<u8>(start) == 48 && close > start + 1) continue;
    const group = groupAt(number);
    addBytes(bytesOf(group), lengthOf(group));
  }
}

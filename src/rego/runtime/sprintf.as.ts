// `sprintf` for the verbs that messages are made of; what is rare (flags, widths, floats, Unicode in quotes) is left to the host.
import { addByte, addBytes, addLiteral, beginBytes, bytesAsString, reserveBytes, wroteUpTo } from './byte-buffer.as';
import { displayValue, quoteText } from './display.as';
import { callHost } from './host-call.as';
import { writeNumber } from './number.as';
import { isArrayOperand, isStringOperand } from './operands.as';
import { bytesOf, isInt, itemAt, lengthOf, NUMBER, STRING, typeOf } from './value.as';

const PERCENT: u32 = 37;
const D: u32 = 100;
const Q: u32 = 113;
const S: u32 = 115;
const V: u32 = 118;

/** @param host the number of the host function */
export function sprintf(format: u32, values: u32, host: u32): u32 {
  if (!isStringOperand(1, format) || !isArrayOperand(2, values)) return 0;
  return write(format, values) ? bytesAsString() : callHost(host, 2, format, values, 0);
}

function write(format: u32, values: u32): bool {
  const count = lengthOf(values);
  let at = bytesOf(format);
  const end = at + lengthOf(format);
  let next: u32 = 0;
  beginBytes();
  while (true) {
    const from = at;
    while (at < end && load<u8>(at) != PERCENT) at++;
    addBytes(from, at - from);
    if (at == end) break;
    if (++at == end) return false;
    const verb: u32 = load<u8>(at++);
    if (verb == PERCENT) addByte(PERCENT);
    else if (verb != S && verb != V && verb != D && verb != Q) return false;
    else if (next == count) {
      addLiteral('%!');
      addByte(verb);
      addLiteral('(MISSING)');
    } else if (!writeOperand(verb, itemAt(values, next++))) return false;
  }
  return next == count;
}

/** Go sees strings, 64-bit integers and doubles; every other value is a string to it. */
function writeOperand(verb: u32, v: u32): bool {
  const type = typeOf(v);
  if (type == NUMBER) return writeNumberOperand(verb, v);
  if (verb == Q) return type == STRING && quoteText(v);
  if (verb == D) {
    addLiteral('%!d(string=');
    if (!writeText(v)) return false;
    addByte(41);
    return true;
  }
  return writeText(v);
}

function writeText(v: u32): bool {
  if (typeOf(v) != STRING) return displayValue(v);
  addBytes(bytesOf(v), lengthOf(v));
  return true;
}

function writeNumberOperand(verb: u32, v: u32): bool {
  const isWhole = isInt(v);
  if (verb == Q || (!isWhole && !isShortest(v))) return false;
  const fits = verb == V || (verb == D && isWhole);
  if (!fits) {
    addLiteral('%!');
    addByte(verb);
    addLiteral(isWhole ? '(int64=' : '(float64=');
  }
  wroteUpTo(writeNumber(reserveBytes(max<u32>(lengthOf(v), 24)), v));
  if (!fits) addByte(41);
  return true;
}

/** Whether a decimal is written the way Go writes the double: plain, and with no more digits than every double keeps. */
function isShortest(v: u32): bool {
  const length = lengthOf(v);
  if (length > 16) return false;
  const bytes = bytesOf(v);
  const start: u32 = load<u8>(bytes) == 45 ? 1 : 0;
  let point: u32 = 0;
  for (let i = start; i < length; i++) {
    const c = load<u8>(bytes + i);
    if (c == 46) point = i;
    else if (c < 48 || c > 57) return false;
  }
  // From seven digits before the point on Go writes an exponent, and below 0.0001.
  if (!point || point - start > 6 || load<u8>(bytes + length - 1) == 48) return false;
  return load<u8>(bytes + start) != 48 || !isZeros(bytes + point + 1, min<u32>(length - point - 1, 4));
}

function isZeros(digits: u32, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) if (load<u8>(digits + i) != 48) return false;
  return true;
}

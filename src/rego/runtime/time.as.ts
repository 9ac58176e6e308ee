// Times as RFC 3339 writes them. What is written otherwise, or is too far away, is left to the host, which knows Go's errors.
import { callHost } from './host-call.as';
import { isStringOperand } from './operands.as';
import { bytesOf, lengthOf, make_int } from './value.as';

let at: u32 = 0;
let end: u32 = 0;

/** @param host the number of the host function */
export function time_parse_rfc3339_ns(text: u32, host: u32): u32 {
  if (!isStringOperand(1, text)) return 0;
  at = bytesOf(text);
  end = at + lengthOf(text);
  const time = readTime();
  return time == i64.MIN_VALUE || at != end ? callHost(host, 1, text, 0, 0) : make_int(time);
}

/** A number of `count` digits and the byte behind it, where one is wanted; -1 where it stands otherwise. */
function digits(count: u32, behind: u32): i32 {
  if (at + count + (behind ? 1 : 0) > end) return -1;
  let value: i32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const c = <i32>load<u8>(at++) - 48;
    if (c < 0 || c > 9) return -1;
    value = value * 10 + c;
  }
  return behind && <u32>load<u8>(at++) != behind ? -1 : value;
}

/** Nanoseconds since the epoch; the least integer where the text is for the host. */
function readTime(): i64 {
  const year = digits(4, 45);
  const month = digits(2, 45);
  const day = digits(2, 84);
  const hour = digits(2, 58);
  const minute = digits(2, 58);
  const second = digits(2, 0);
  if (year < 1700 || year > 2200 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return i64.MIN_VALUE;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return i64.MIN_VALUE;
  const fraction = readFraction();
  const offset = readOffset();
  if (fraction < 0 || offset == i32.MIN_VALUE) return i64.MIN_VALUE;
  const seconds = <i64>daysBefore(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset;
  return seconds * 1000000000 + fraction;
}

function readFraction(): i64 {
  if (at >= end || load<u8>(at) != 46) return 0;
  const start = ++at;
  let value: i64 = 0;
  let unit: i64 = 100000000;
  for (; at < end; at++) {
    const c = <i32>load<u8>(at) - 48;
    if (c < 0 || c > 9) break;
    value += unit * c;
    unit /= 10;
  }
  return at == start ? -1 : value;
}

/** Seconds ahead of UTC. */
function readOffset(): i32 {
  if (at >= end) return i32.MIN_VALUE;
  const sign = load<u8>(at++);
  if (sign == 90) return 0;
  if (sign != 43 && sign != 45) return i32.MIN_VALUE;
  const hours = digits(2, 58);
  const minutes = digits(2, 0);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return i32.MIN_VALUE;
  const seconds = hours * 3600 + minutes * 60;
  return sign == 45 ? -seconds : seconds;
}

function daysOf(year: i32, month: i32): i32 {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** Days since the epoch. Years are counted from March on, so that the odd day is the last. */
function daysBefore(year: i32, month: i32, day: i32): i32 {
  const shifted = year - (month <= 2 ? 1 : 0);
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719468;
}

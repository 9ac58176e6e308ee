// Numbers as their digits, and back.
import { alloc } from './heap.as';
import { parseNumber, writeNumber } from './number.as';
import { lengthOf, make_int } from './value.as';

// Taken apart, 16 bytes: sign, address of the digits (0 to 9, most significant first), their count, exponent.

export function unpack(v: u32, into: u32): void {
  const text = alloc(max<u32>(lengthOf(v), 24));
  const end = writeNumber(text, v);
  let at = text;
  const minus = load<u8>(at) == 45;
  if (minus) at++;
  const out = alloc(end - text);
  let count: i32 = 0;
  let exponent: i32 = 0;
  let point = false;
  for (; at < end; at++) {
    const c = load<u8>(at);
    if (c == 46) point = true;
    else if ((c | 32) == 101) {
      at++;
      const down = load<u8>(at) == 45;
      if (down || load<u8>(at) == 43) at++;
      let power: i32 = 0;
      for (; at < end; at++) power = power * 10 + (load<u8>(at) - 48);
      exponent += down ? -power : power;
    } else {
      if (point) exponent--;
      if (count || c != 48) store<u8>(out + count++, c - 48);
    }
  }
  // Zeros at the end were written, or are none of the number's.
  while (count && load<u8>(out + count - 1) == 0) {
    count--;
    exponent++;
  }
  store<u32>(into, minus ? 1 : 0);
  store<u32>(into, out, 4);
  store<i32>(into, count, 8);
  store<i32>(into, exponent, 12);
}

@inline export function negativeOf(p: u32): bool { return load<u32>(p) != 0; }
@inline export function digitsOf(p: u32): u32 { return load<u32>(p, 4); }
@inline export function countOf(p: u32): i32 { return load<i32>(p, 8); }
@inline export function exponentOf(p: u32): i32 { return load<i32>(p, 12); }

export function pack(negative: bool, digits: u32, count: i32, exponent: i32): u32 {
  const text = alloc(count + 32);
  let at = text;
  if (negative) store<u8>(at++, 45);
  if (count == 0) store<u8>(at++, 48);
  for (let i = 0; i < count; i++) store<u8>(at++, 48 + load<u8>(digits + i));
  store<u8>(at++, 101);
  at = writeNumber(at, make_int(exponent));
  // Longer texts than 18 characters never take the short way that knows no exponents; others are told by their `e`.
  return parseNumber(text, at - text);
}

// Bytes of a length that is not known beforehand: room that doubles. One buffer is filled at a time.
import { alloc } from './heap.as';
import { makeString } from './value.as';

let buffer: u32 = 0;
let used: u32 = 0;
let room: u32 = 0;

export function beginBytes(): void {
  room = 120;
  buffer = alloc(room);
  used = 0;
}

/** The address where `more` bytes can be written; `wrote` counts them. */
export function reserveBytes(more: u32): u32 {
  if (used + more > room) {
    const size = max(room << 1, used + more + 64);
    const bigger = alloc(size);
    memory.copy(bigger, buffer, used);
    buffer = bigger;
    room = size;
  }
  return buffer + used;
}

@inline export function wroteUpTo(address: u32): void {
  used = address - buffer;
}

export function addByte(byte: u32): void {
  store<u8>(reserveBytes(1), <u8>byte);
  used++;
}

export function addBytes(from: u32, length: u32): void {
  memory.copy(reserveBytes(length), from, length);
  used += length;
}

/** The text of a literal, which must be ASCII. */
export function addLiteral(literal: string): void {
  const length = <u32>literal.length;
  const to = reserveBytes(length);
  for (let i: u32 = 0; i < length; i++) store<u8>(to + i, load<u16>(changetype<u32>(literal) + (i << 1)));
  used += length;
}

/** A string of all that was written. */
export function bytesAsString(): u32 {
  return makeString(buffer, used);
}

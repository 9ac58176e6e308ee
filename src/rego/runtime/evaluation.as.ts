// What one evaluation keeps: which memorised results still count, and what host functions answered.
import { BUILTIN_ERROR, setError, take_error } from './error.as';
import { beginEpoch } from './heap.as';
import { opa_value_parse } from './text.as';
import { bytesOf, lengthOf } from './value.as';

/** Results are memorised with the stamp of their time; `with` begins a new one and goes back to the old. */
let stamp: u32 = 1;
let last: u32 = 1;

export function start_evaluation(): void {
  stamp = ++last;
  take_error();
  beginEpoch();
}

export function memo_stamp(): u32 {
  return stamp;
}

/** Begins a frame in which nothing is memorised yet; returns what `memo_pop` needs. */
export function memo_push(): u32 {
  const before = stamp;
  stamp = ++last;
  return before;
}

export function memo_pop(before: u32): void {
  stamp = before;
}

/**
 * The value that a host function answered as text. The empty text stands for undefined, one that begins with byte 1 or 2 for an
 * error (see error.as.ts).
 */
export function host_result(text: u32): u32 {
  if (!text) return 0;
  const length = lengthOf(text);
  if (!length) return 0;
  const bytes = bytesOf(text);
  const kind = load<u8>(bytes);
  return kind <= BUILTIN_ERROR ? setError(kind, bytes + 1, length - 1) : opa_value_parse(bytes, length);
}

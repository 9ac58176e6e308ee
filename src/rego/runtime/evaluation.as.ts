// What one evaluation keeps: which memorised results still count, and what host functions answered.
import { BUILTIN_ERROR, setError, take_error } from './error.as';
import { alloc, beginEpoch } from './heap.as';
import { opa_abort } from './imports.as';
import { opa_value_parse } from './parse.as';
import { bytesOf, lengthOf } from './value.as';

/** Results are memorised with the stamp of their time; `with` begins a new one and goes back to the old. */
let stamp: u32 = 1;
let last: u32 = 1;

export function start_evaluation(): void {
  stamp = ++last;
  left = limit;
  take_error();
  beginEpoch();
}

/** How many turns of loops an evaluation may make; 0 for no limit. */
let limit: u64 = 0;
let left: u64 = 0;

/** Sets the limit of later evaluations, in thousands of turns. */
export function drydock_limit(thousands: u32): void {
  limit = <u64>thousands * 1000;
}

/** Counts the turns that a loop is about to make; ends the evaluation where they are too many. */
export function spend(turns: u32): void {
  if (!limit) return;
  if (left < turns) {
    const text = 'the evaluation takes more steps than are allowed';
    const message = alloc(<u32>text.length + 1);
    for (let i: u32 = 0; i < <u32>text.length; i++) {
      store<u8>(message + i, load<u16>(changetype<u32>(text) + (i << 1)));
    }
    store<u8>(message + text.length, 0);
    opa_abort(message);
  }
  left -= turns;
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

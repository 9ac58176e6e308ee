// Where bytes occur in bytes: the plain way while that goes well, Knuth, Morris and Pratt's where a text is made to be slow.
import { alloc } from './heap.as';

/** The address of the first occurrence from `at` on, or 0. An empty part is found at once. */
export function findBytes(at: u32, end: u32, part: u32, length: u32): u32 {
  if (length == 0) return at;
  if (at + length > end) return 0;
  const first = load<u8>(part);
  const last = end - length;
  let patience: i32 = 1024;
  for (; at <= last; at++) {
    if (load<u8>(at) != first) continue;
    let same: u32 = 1;
    while (same < length && load<u8>(at + same) == load<u8>(part + same)) same++;
    if (same == length) return at;
    patience -= same;
    if (patience < 0) return findLinear(at, end, part, length);
    patience++;
  }
  return 0;
}

function findLinear(at: u32, end: u32, part: u32, length: u32): u32 {
  const fallback = alloc(length << 2);
  store<u32>(fallback, 0);
  for (let i: u32 = 1, k: u32 = 0; i < length; i++) {
    while (k && load<u8>(part + i) != load<u8>(part + k)) k = load<u32>(fallback + ((k - 1) << 2));
    if (load<u8>(part + i) == load<u8>(part + k)) k++;
    store<u32>(fallback + (i << 2), k);
  }
  for (let k: u32 = 0; at < end; at++) {
    while (k && load<u8>(at) != load<u8>(part + k)) k = load<u32>(fallback + ((k - 1) << 2));
    if (load<u8>(at) == load<u8>(part + k)) k++;
    if (k == length) return at - length + 1;
  }
  return 0;
}

/** How often a part that is not empty occurs, without overlaps. */
export function countBytes(at: u32, end: u32, part: u32, length: u32): u32 {
  let found: u32 = 0;
  for (let hit = findBytes(at, end, part, length); hit; hit = findBytes(hit + length, end, part, length)) found++;
  return found;
}

// Code points in UTF-8 bytes. Bytes that are no UTF-8 count one by one, so that every text can be walked through.

/** How many bytes the code point at `at` takes; `end` is where the text ends. */
export function sizeAt(at: u32, end: u32): u32 {
  const c = load<u8>(at);
  if (c < 0x80) return 1;
  const size: u32 = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
  if (at + size > end) return 1;
  for (let i: u32 = 1; i < size; i++) if ((load<u8>(at + i) & 0xc0) != 0x80) return 1;
  return size;
}

/** The code point of `size` bytes at `at`; U+FFFD for a byte that is none. */
export function codeAt(at: u32, size: u32): i32 {
  const c = <i32>load<u8>(at);
  switch (size) {
    case 1: return c < 0x80 ? c : 0xfffd;
    case 2: return ((c & 31) << 6) | tail(at, 1);
    case 3: return ((c & 15) << 12) | (tail(at, 1) << 6) | tail(at, 2);
    default: return ((c & 7) << 18) | (tail(at, 1) << 12) | (tail(at, 2) << 6) | tail(at, 3);
  }
}

@inline function tail(at: u32, offset: u32): i32 {
  return load<u8>(at + offset) & 63;
}

/** How many bytes the code point that ends before `end` takes; `start` is where the text begins. */
export function sizeBefore(end: u32, start: u32): u32 {
  let at = end - 1;
  while (at > start && end - at < 4 && (load<u8>(at) & 0xc0) == 0x80) at--;
  return sizeAt(at, end) == end - at ? end - at : 1;
}

/** The address `count` code points on, at most `end`. */
export function skipCodePoints(at: u32, end: u32, count: u64): u32 {
  for (; count && at < end; count--) at += sizeAt(at, end);
  return at;
}

export function countCodePoints(at: u32, end: u32): u32 {
  let found: u32 = 0;
  for (; at < end; at += sizeAt(at, end)) found++;
  return found;
}

/** Writes a code point; returns the address behind it. */
export function writeUtf8(to: u32, code: i32): u32 {
  if (code < 0x80) {
    store<u8>(to, code);
    return to + 1;
  }
  if (code < 0x800) {
    store<u8>(to, 0xc0 | (code >> 6));
    store<u8>(to, 0x80 | (code & 63), 1);
    return to + 2;
  }
  if (code < 0x10000) {
    store<u8>(to, 0xe0 | (code >> 12));
    store<u8>(to, 0x80 | ((code >> 6) & 63), 1);
    store<u8>(to, 0x80 | (code & 63), 2);
    return to + 3;
  }
  store<u8>(to, 0xf0 | (code >> 18));
  store<u8>(to, 0x80 | ((code >> 12) & 63), 1);
  store<u8>(to, 0x80 | ((code >> 6) & 63), 2);
  store<u8>(to, 0x80 | (code & 63), 3);
  return to + 4;
}

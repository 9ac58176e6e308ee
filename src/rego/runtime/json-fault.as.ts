// What is wrong with a text that is no JSON, in the words of Go's encoding/json.
import { writeUtf8 } from './utf8.as';
import { BUILTIN_ERROR, putLiteral, setError } from './error.as';
import { alloc } from './heap.as';

/** Containers open at once that a text may have: as many as it has bytes. */
let stack: u32 = 0;
let depth: u32 = 0;
let at: u32 = 0;
let end: u32 = 0;

export function jsonError(from: u32, to: u32): u32 {
  at = from;
  end = to;
  stack = alloc(to - from + 1);
  skip();
  if (at >= end) return fail('EOF');
  if (!scanValue()) return 0;
  skip();
  if (at >= end) return fail('unexpected EOF');
  const first = at;
  if (!scanValue()) return 0;
  at = first;
  return failAt('error: ', ' after top-level value');
}

function fail(text: string): u32 {
  const message = alloc(text.length);
  setError(BUILTIN_ERROR, message, putLiteral(message, text) - message);
  return 0;
}

/** `invalid character 'x' looking for beginning of value`; at the end of the text there is none. */
function failAt(before: string, after: string): u32 {
  if (at >= end) return fail('unexpected EOF');
  const message = alloc(160);
  let to = putLiteral(putLiteral(message, before), 'invalid character \'');
  to = putLiteral(putQuoted(to, load<u8>(at)), '\'');
  to = putLiteral(to, after);
  setError(BUILTIN_ERROR, message, to - message);
  return 0;
}

/** Go shows a byte as the code point of its number. */
function putQuoted(to: u32, c: u8): u32 {
  if (c == 39 || c == 92) {
    store<u8>(to, 92);
    store<u8>(to, c, 1);
    return to + 2;
  }
  if (c >= 7 && c <= 13) {
    store<u8>(to, 92);
    // a b t n v f r
    store<u8>(to, <u8>(0x72_66_76_6e_74_62_61 >> (<u64>(c - 7) << 3)), 1);
    return to + 2;
  }
  if ((c >= 32 && c < 127) || (c > 0xa0 && c != 0xad)) return writeUtf8(to, c);
  to = putLiteral(to, c < 0x80 ? '\\x' : '\\u00');
  store<u8>(to, hexDigit(c >> 4));
  store<u8>(to, hexDigit(c & 15), 1);
  return to + 2;
}

function hexDigit(value: u8): u8 {
  return value < 10 ? 48 + value : 87 + value;
}

function skip(): void {
  while (at < end) {
    const c = load<u8>(at);
    if (c != 32 && c != 10 && c != 13 && c != 9) break;
    at++;
  }
}

@inline function next(): u8 {
  return at < end ? load<u8>(at) : 0;
}

/** A value and all that is in it; false where the error was left. */
function scanValue(): bool {
  depth = 0;
  do {
    skip();
    const c = next();
    if (c == 123 || c == 91) {
      at++;
      skip();
      if (at < end && load<u8>(at) == c + 2) at++;
      else {
        store<u8>(stack + depth++, c);
        if (c == 123 && !scanKey()) return false;
        continue;
      }
    } else if (!scanScalar(c)) return false;
    if (!closeContainers()) return false;
  } while (depth);
  return true;
}

/** After a value: the ends of what it ends, up to the comma that another one follows. */
function closeContainers(): bool {
  while (depth) {
    skip();
    const open = load<u8>(stack + depth - 1);
    const c = next();
    if (c == open + 2) {
      at++;
      depth--;
      continue;
    }
    if (c != 44) {
      failAt('', open == 91 ? ' after array element' : ' after object key:value pair');
      return false;
    }
    at++;
    return open == 91 || scanKey();
  }
  return true;
}

function scanKey(): bool {
  skip();
  if (next() != 34) {
    failAt('', ' looking for beginning of object key string');
    return false;
  }
  if (!scanString()) return false;
  skip();
  if (next() != 58) {
    failAt('', ' after object key');
    return false;
  }
  at++;
  return true;
}

function scanScalar(c: u8): bool {
  if (c == 34) return scanString();
  if (c == 116) return scanWord('true');
  if (c == 102) return scanWord('false');
  if (c == 110) return scanWord('null');
  if (c == 45 || <u8>(c - 48) <= 9) return scanNumber();
  failAt('', ' looking for beginning of value');
  return false;
}

function scanWord(word: string): bool {
  for (let i = 0; i < word.length; i++, at++) {
    const wanted = load<u16>(changetype<u32>(word) + (i << 1));
    if (next() == wanted) continue;
    const rest = alloc(64);
    if (at >= end) fail('unexpected EOF');
    else {
      // ` in literal true (expecting 'e')` is put together here, as `failAt` takes literals only.
      let to = putLiteral(rest, 'invalid character \'');
      to = putLiteral(putQuoted(to, load<u8>(at)), '\' in literal ');
      to = putLiteral(putLiteral(to, word), ' (expecting \'');
      store<u8>(to, <u8>wanted);
      to = putLiteral(to + 1, '\')');
      setError(BUILTIN_ERROR, rest, to - rest);
    }
    return false;
  }
  return true;
}

function scanDigits(): bool {
  const from = at;
  while (<u8>(next() - 48) <= 9) at++;
  return at > from;
}

function scanNumber(): bool {
  if (next() == 45) at++;
  if (next() == 48) at++;
  else if (!scanDigits()) {
    failAt('', ' in numeric literal');
    return false;
  }
  if (next() == 46) {
    at++;
    if (!scanDigits()) {
      failAt('', ' after decimal point in numeric literal');
      return false;
    }
  }
  if ((next() | 32) == 101) {
    at++;
    if (next() == 43 || next() == 45) at++;
    if (!scanDigits()) {
      failAt('', ' in exponent of numeric literal');
      return false;
    }
  }
  return true;
}

function scanString(): bool {
  at++;
  for (; at < end; at++) {
    const c = load<u8>(at);
    if (c == 34) {
      at++;
      return true;
    }
    if (c < 32) {
      failAt('', ' in string literal');
      return false;
    }
    if (c == 92 && !scanEscape()) return false;
  }
  fail('unexpected EOF');
  return false;
}

/** From the backslash to the last byte of the escape. */
function scanEscape(): bool {
  at++;
  const e = next();
  if (e == 117) {
    for (let i = 0; i < 4; i++) {
      at++;
      const c = next();
      if (<u8>(c - 48) <= 9 || <u8>((c | 32) - 97) <= 5) continue;
      failAt('', ' in \\u hexadecimal character escape');
      return false;
    }
    return true;
  }
  if (e == 34 || e == 92 || e == 47 || e == 98 || e == 102 || e == 110 || e == 114 || e == 116) return true;
  failAt('', ' in string escape code');
  return false;
}

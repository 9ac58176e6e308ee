// JSON text as a value of its own.
import { alloc } from './heap.as';
import { jsonError } from './json-fault.as';
import { isStringOperand } from './operands.as';
import { opa_json_parse } from './parse.as';
import { dumpString } from './text.as';
import { bytesOf, lengthOf, make_bool, makeString, STRING, typeOf } from './value.as';

/** As Go's encoder writes it: `<`, `>`, `&`, U+2028 and U+2029 are escaped, which only strings can hold. */
export function json_marshal(v: u32): u32 {
  const text = dumpString(v, false);
  const from = bytesOf(text);
  const end = from + lengthOf(text);
  let found: u32 = 0;
  for (let at = from; at < end; at++) if (isEscaped(at, end)) found++;
  if (found == 0) return text;
  const bytes = alloc(lengthOf(text) + found * 5);
  let to = bytes;
  for (let at = from; at < end; at++) {
    if (!isEscaped(at, end)) {
      store<u8>(to++, load<u8>(at));
      continue;
    }
    const c = load<u8>(at);
    const isWide = c == 0xe2;
    const low: u32 = isWide ? load<u8>(at, 2) & 15 : c & 15;
    store<u16>(to, 0x755c);
    store<u16>(to, isWide ? 0x3032 : 0x3030, 2);
    store<u8>(to, isWide ? 50 : 48 + (c >> 4), 4);
    store<u8>(to, <u8>(low < 10 ? 48 + low : 87 + low), 5);
    to += 6;
    if (isWide) at += 2;
  }
  return makeString(bytes, to - bytes);
}

function isEscaped(at: u32, end: u32): bool {
  const c = load<u8>(at);
  if (c == 60 || c == 62 || c == 38) return true;
  return c == 0xe2 && at + 2 < end && load<u8>(at, 1) == 0x80 && (load<u8>(at, 2) | 1) == 0xa9;
}

export function json_unmarshal(s: u32): u32 {
  if (!isStringOperand(1, s)) return 0;
  const v = opa_json_parse(bytesOf(s), lengthOf(s));
  return v ? v : jsonError(bytesOf(s), bytesOf(s) + lengthOf(s));
}

export function json_is_valid(s: u32): u32 {
  return make_bool(<u32>(typeOf(s) == STRING && opa_json_parse(bytesOf(s), lengthOf(s)) != 0));
}

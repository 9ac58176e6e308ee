// Values as OPA prints them in messages: Rego's syntax with a space behind `,` and `:`, strings quoted as Go quotes them.
import { addByte, addBytes, addLiteral, reserveBytes, wroteUpTo } from './byte-buffer.as';
import { writeNumber } from './number.as';
import { sortedOrder } from './order.as';
import { ARRAY, BOOL, boolOf, bytesOf, itemAt, lengthOf, NULL, NUMBER, OBJECT, STRING, typeOf } from './value.as';

/** Writes a value; false where a string in it needs what only the host knows: which code points Go deems printable. */
export function displayValue(v: u32): bool {
  switch (typeOf(v)) {
    case NULL: addLiteral('null'); return true;
    case BOOL: addLiteral(boolOf(v) ? 'true' : 'false'); return true;
    case NUMBER: wroteUpTo(writeNumber(reserveBytes(max<u32>(lengthOf(v), 24)), v)); return true;
    case STRING: return quoteText(v);
    case ARRAY: {
      addByte(91);
      for (let i: u32 = 0, n = lengthOf(v); i < n; i++) {
        if (i) addLiteral(', ');
        if (!displayValue(itemAt(v, i))) return false;
      }
      addByte(93);
      return true;
    }
    default: return displayTable(v);
  }
}

function displayTable(v: u32): bool {
  const isObject = typeOf(v) == OBJECT;
  const length = lengthOf(v);
  if (!isObject && !length) {
    addLiteral('set()');
    return true;
  }
  const order = sortedOrder(v);
  addByte(123);
  for (let i: u32 = 0; i < length; i++) {
    if (i) addLiteral(', ');
    const entry = load<u32>(order + (i << 2));
    if (!displayValue(load<u32>(entry))) return false;
    if (!isObject) continue;
    addLiteral(': ');
    if (!displayValue(load<u32>(entry, 4))) return false;
  }
  addByte(125);
  return true;
}

/** Writes a string in quotes as Go's `strconv.Quote` does; false where it is not plain ASCII text. */
export function quoteText(v: u32): bool {
  const bytes = bytesOf(v);
  addByte(34);
  let from: u32 = 0;
  const length = lengthOf(v);
  for (let i: u32 = 0; i < length; i++) {
    const c: u32 = load<u8>(bytes + i);
    if (c >= 127 || (c < 32 && c != 9 && c != 10 && c != 13)) return false;
    if (c >= 32 && c != 34 && c != 92) continue;
    addBytes(bytes + from, i - from);
    addByte(92);
    addByte(c == 9 ? 116 : c == 10 ? 110 : c == 13 ? 114 : c);
    from = i + 1;
  }
  addBytes(bytes + from, length - from);
  addByte(34);
  return true;
}

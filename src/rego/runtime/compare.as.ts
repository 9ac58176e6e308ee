// Rego's total order and equality.
import { compareNumbers } from './number.as';
import { ARRAY, BOOL, boolOf, bytesOf, intOf, isInt, itemAt, keyAt, lengthOf, NULL, NUMBER, OBJECT, STRING, typeOf, valueAt } from './value.as';
import { sortedOrder } from './order.as';
import { find } from './table.as';

export function compareBytes(a: u32, n: u32, b: u32, m: u32): i32 {
  const common = min(n, m);
  let i: u32 = 0;
  for (; i + 4 <= common; i += 4) if (load<u32>(a + i) != load<u32>(b + i)) break;
  for (; i < common; i++) {
    const x = load<u8>(a + i);
    const y = load<u8>(b + i);
    if (x != y) return x < y ? -1 : 1;
  }
  return n < m ? -1 : n > m ? 1 : 0;
}

/** Whether as many bytes are the same at both addresses. */
@inline export function sameBytes(a: u32, b: u32, length: u32): bool {
  let i: u32 = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  if (i + 4 <= length) {
    if (load<u32>(a + i) != load<u32>(b + i)) return false;
    i += 4;
  }
  for (; i < length; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

/** Whether a value is a given string. */
export function is_string_value(v: u32, s: u32): u32 {
  if (v == s) return 1;
  // Type and number kind in one: strings are 4 with zeros behind.
  if (load<u32>(v) != 4) return 0;
  const length = lengthOf(v);
  return <u32>(length == lengthOf(s) && sameBytes(bytesOf(v), bytesOf(s), length));
}

/** Negative, zero or positive: null < boolean < number < string < array < object < set. UTF-8 bytes order as code points. */
export function opa_value_compare(a: u32, b: u32): i32 {
  if (a == b) return 0;
  // An undefined value comes before all others.
  if (!a) return -1;
  if (!b) return 1;
  const type = typeOf(a);
  const other = typeOf(b);
  if (type != other) return type < other ? -1 : 1;
  switch (type) {
    case NULL:
      return 0;
    case BOOL:
      return <i32>boolOf(a) - <i32>boolOf(b);
    case NUMBER:
      if (isInt(a) && isInt(b)) {
        const x = intOf(a);
        const y = intOf(b);
        return x < y ? -1 : x > y ? 1 : 0;
      }
      return compareNumbers(a, b);
    case STRING:
      return compareBytes(bytesOf(a), lengthOf(a), bytesOf(b), lengthOf(b));
    case ARRAY: {
      const n = lengthOf(a);
      const m = lengthOf(b);
      for (let i: u32 = 0, common = min(n, m); i < common; i++) {
        const order = opa_value_compare(itemAt(a, i), itemAt(b, i));
        if (order) return order;
      }
      return n < m ? -1 : n > m ? 1 : 0;
    }
    default: {
      const n = lengthOf(a);
      const m = lengthOf(b);
      const x = sortedOrder(a);
      const y = sortedOrder(b);
      for (let i: u32 = 0, common = min(n, m); i < common; i++) {
        const left = load<u32>(x + (i << 2));
        const right = load<u32>(y + (i << 2));
        const order = opa_value_compare(load<u32>(left), load<u32>(right));
        if (order) return order;
        if (type == OBJECT) {
          const byValue = opa_value_compare(load<u32>(left, 4), load<u32>(right, 4));
          if (byValue) return byValue;
        }
      }
      return n < m ? -1 : n > m ? 1 : 0;
    }
  }
}

/** Whether two values are equal; cheaper than comparing, as it needs no order. */
export function equal(a: u32, b: u32): bool {
  if (a == b) return true;
  if (!a || !b) return false;
  const type = typeOf(a);
  if (type != typeOf(b)) return false;
  switch (type) {
    case STRING: {
      const n = lengthOf(a);
      return n == lengthOf(b) && sameBytes(bytesOf(a), bytesOf(b), n);
    }
    case ARRAY: {
      const n = lengthOf(a);
      if (n != lengthOf(b)) return false;
      for (let i: u32 = 0; i < n; i++) if (!equal(itemAt(a, i), itemAt(b, i))) return false;
      return true;
    }
    case NUMBER:
      if (isInt(a) && isInt(b)) return intOf(a) == intOf(b);
      return opa_value_compare(a, b) == 0;
    case NULL:
    case BOOL:
      return opa_value_compare(a, b) == 0;
    default: {
      const n = lengthOf(a);
      if (n != lengthOf(b)) return false;
      for (let i: u32 = 0; i < n; i++) {
        const entry = find(b, keyAt(a, i));
        if (!entry) return false;
        if (type == OBJECT && !equal(valueAt(a, i), load<u32>(entry, 4))) return false;
      }
      return true;
    }
  }
}

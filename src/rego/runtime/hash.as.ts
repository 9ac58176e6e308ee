// Hashes: equal values have equal hashes, whatever their spelling or order.
import { canonicalNumber } from './number.as';
import { ARRAY, BOOL, bytesOf, intOf, isInt, isSpelled, itemAt, keyAt, lengthOf, NULL, NUMBER, OBJECT, STRING, typeOf, valueAt, boolOf } from './value.as';

@inline function mix(h: u32): u32 {
  h ^= h >> 16;
  h *= 0x85ebca6b;
  h ^= h >> 13;
  h *= 0xc2b2ae35;
  return h ^ (h >> 16);
}

/** FNV-1a over four bytes at a time, never 0: that means "not computed yet". */
export function hashBytes(at: u32, length: u32): u32 {
  let h: u32 = 0x811c9dc5 ^ length;
  const end = at + length;
  for (; at + 4 <= end; at += 4) h = (h ^ load<u32>(at)) * 0x01000193;
  for (; at < end; at++) h = (h ^ load<u8>(at)) * 0x01000193;
  h = mix(h);
  return h ? h : 1;
}

export function hashOf(v: u32): u32 {
  switch (typeOf(v)) {
    case NULL:
      return 0x9e3779b9;
    case BOOL:
      return boolOf(v) ? 0x1b873593 : 0xcc9e2d51;
    case NUMBER:
      if (isInt(v)) {
        const value = intOf(v);
        return mix(<u32>value ^ <u32>(value >> 32) ^ 0x5bd1e995);
      }
      if (isSpelled(v)) return hashOf(canonicalNumber(v));
      // Decimals are canonical: integers that fit are never decimals, and trailing zeros are gone.
      return hashBytes(bytesOf(v), lengthOf(v));
    case STRING: {
      let h = load<u32>(v, 12);
      if (h == 0) {
        h = hashBytes(bytesOf(v), lengthOf(v));
        store<u32>(v, h, 12);
      }
      return h;
    }
    case ARRAY: {
      let h: u32 = 0x2545f491;
      for (let i: u32 = 0, n = lengthOf(v); i < n; i++) h = mix(h * 31 + hashOf(itemAt(v, i)));
      return h;
    }
    default: {
      const isObject = typeOf(v) == OBJECT;
      let h: u32 = isObject ? 0x27d4eb2f : 0x165667b1;
      for (let i: u32 = 0, n = lengthOf(v); i < n; i++) {
        const k = hashOf(keyAt(v, i));
        h += isObject ? mix(k * 17 + hashOf(valueAt(v, i))) : mix(k);
      }
      return h;
    }
  }
}

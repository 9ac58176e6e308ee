// Aggregates of arrays and sets.
import { BITS, isInteger, mul, plus } from './arithmetic.as';
import { opa_value_compare } from './compare.as';
import { operandError } from './error.as';
import { addFloats, makeFloat, multiplyFloats, settle } from './float.as';
import { floatOf, numberOf } from './float-text.as';
import { alloc } from './heap.as';
import { holdsOnly, isCollectionOperand, memberAt } from './operands.as';
import { sort as sortItems, sortEntries } from './order.as';
import {
  ARRAY, BOOL, boolOf, intOf, isInt, lengthOf, make_bool, make_int, makeArrayOf, NUMBER, SET, typeOf,
} from './value.as';

/** Significant bits of a product of fractions: those of a double, as in OPA. */
const PRODUCT_BITS: u32 = 53;

export function sum(items: u32): u32 {
  if (!isCollectionOperand(1, items) || !holdsOnly(1, items, NUMBER, 'number')) return 0;
  const n = lengthOf(items);
  let total: i64 = 0;
  let i: u32 = 0;
  for (; i < n; i++) {
    const item = memberAt(items, i);
    if (!isInt(item)) break;
    const next = total + intOf(item);
    if (((total ^ next) & (intOf(item) ^ next)) < 0) break;
    total = next;
  }
  if (areIntegers(items)) {
    let result = make_int(total);
    for (; i < n; i++) result = plus(result, memberAt(items, i));
    return result;
  }
  const float = makeFloat();
  settle(float, 0, 0, false, 0, false, BITS);
  const item = makeFloat();
  for (i = 0; i < n; i++) {
    floatOf(memberAt(items, i), item, BITS);
    addFloats(float, item, false, float, BITS);
  }
  return numberOf(float, BITS, false);
}

export function product(items: u32): u32 {
  if (!isCollectionOperand(1, items) || !holdsOnly(1, items, NUMBER, 'number')) return 0;
  const n = lengthOf(items);
  if (areIntegers(items)) {
    let result = make_int(1);
    for (let i: u32 = 0; i < n; i++) result = mul(result, memberAt(items, i));
    return result;
  }
  const float = makeFloat();
  settle(float, 0, 1, false, 0, false, PRODUCT_BITS);
  const item = makeFloat();
  for (let i: u32 = 0; i < n; i++) {
    floatOf(memberAt(items, i), item, BITS);
    multiplyFloats(float, item, float, PRODUCT_BITS);
  }
  return numberOf(float, PRODUCT_BITS, false);
}

function areIntegers(items: u32): bool {
  for (let i: u32 = 0, n = lengthOf(items); i < n; i++) if (!isInteger(memberAt(items, i))) return false;
  return true;
}

// Not `max` and `min`, which would hide AssemblyScript's own; runtime.as.ts exports them by those names.

export function largest(items: u32): u32 {
  return extreme(items, 1);
}

export function smallest(items: u32): u32 {
  return extreme(items, -1);
}

/** Undefined where there is nothing to choose from. */
function extreme(items: u32, sign: i32): u32 {
  if (!isCollectionOperand(1, items)) return 0;
  const n = lengthOf(items);
  if (n == 0) return 0;
  let best = memberAt(items, 0);
  for (let i: u32 = 1; i < n; i++) {
    const item = memberAt(items, i);
    if (opa_value_compare(item, best) * sign > 0) best = item;
  }
  return best;
}

export function sort(items: u32): u32 {
  if (!isCollectionOperand(1, items)) return 0;
  const n = lengthOf(items);
  const copy = alloc(n << 2);
  if (typeOf(items) == SET) sortEntries(items);
  for (let i: u32 = 0; i < n; i++) store<u32>(copy + (i << 2), memberAt(items, i));
  return makeArrayOf(typeOf(items) == SET ? copy : sortItems(copy, n, false), n);
}

export function all(items: u32): u32 {
  if (!isArrayOrSet(items)) return 0;
  for (let i: u32 = 0, n = lengthOf(items); i < n; i++) if (!isTrue(memberAt(items, i))) return make_bool(0);
  return make_bool(1);
}

export function any(items: u32): u32 {
  if (!isArrayOrSet(items)) return 0;
  for (let i: u32 = 0, n = lengthOf(items); i < n; i++) if (isTrue(memberAt(items, i))) return make_bool(1);
  return make_bool(0);
}

function isTrue(v: u32): bool {
  return typeOf(v) == BOOL && boolOf(v);
}

/** OPA names the types the other way round for these two. */
function isArrayOrSet(v: u32): bool {
  if (typeOf(v) == ARRAY || typeOf(v) == SET) return true;
  operandError(1, 'one of {array, set}', v);
  return false;
}

// Parts of arrays, and arrays in reverse.
import { isArrayOperand, isSmallIntegerOperand, smallInteger } from './operands.as';
import { array_append, intOf, itemAt, lengthOf, make_array } from './value.as';

/** Bounds outside of the array are moved to its ends. */
export function array_slice(array: u32, start: u32, stop: u32): u32 {
  if (!isArrayOperand(1, array) || !isSmallIntegerOperand(2, start) || !isSmallIntegerOperand(3, stop)) return 0;
  const from = max<i64>(0, intOf(smallInteger(start)));
  const to = min<i64>(lengthOf(array), intOf(smallInteger(stop)));
  if (from >= to) return make_array(0);
  const length = <u32>(to - from);
  const result = make_array(length);
  for (let i: u32 = 0; i < length; i++) array_append(result, itemAt(array, <u32>from + i));
  return result;
}

export function array_reverse(array: u32): u32 {
  if (!isArrayOperand(1, array)) return 0;
  const length = lengthOf(array);
  const result = make_array(length);
  for (let i = length; i > 0; i--) array_append(result, itemAt(array, i - 1));
  return result;
}

/**
 * Rego's total order on host values: null < boolean < number < string < array < object < set;
 * strings by code point, numbers by value.
 */
import { integerOf } from './operands.js';
import { Numeral, RegoObject, RegoSet, type Value } from './value.js';

function rank(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return 1;
  if (typeof value === 'number' || value instanceof Numeral) return 2;
  if (typeof value === 'string') return 3;
  if (value instanceof RegoObject) return 5;
  if (value instanceof RegoSet) return 6;
  return 4;
}

/** Negative, zero or positive as `a` comes before, equals or follows `b`. */
export function compareValues(a: Value, b: Value): number {
  const byType = rank(a) - rank(b);
  if (byType !== 0 || a === null) return byType;
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string') return compareStrings(a, b as string);
  if (typeof a === 'number' || a instanceof Numeral)
    return compareNumbers(a, b as number | Numeral);
  if (a instanceof RegoObject) return compareEntries(a, b as RegoObject);
  if (a instanceof RegoSet) return compareLists(a.items, (b as RegoSet).items);
  return compareLists(a as readonly Value[], b as readonly Value[]);
}

/** By code point: JavaScript's own `<` compares UTF-16 units and so misplaces surrogate pairs. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** UTF-16 units in the order of the code points they begin: surrogates behind U+FFFF. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

function compareNumbers(a: number | Numeral, b: number | Numeral): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const x = integerOf(a);
  const y = integerOf(b);
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : 0;
  return Number(typeof a === 'number' ? a : a.text) - Number(typeof b === 'number' ? b : b.text);
}

function compareLists(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareEntries(a: RegoObject, b: RegoObject): number {
  const length = Math.min(a.entries.length, b.entries.length);
  for (let i = 0; i < length; i++) {
    const [keyA, valueA] = a.entries[i] as readonly [Value, Value];
    const [keyB, valueB] = b.entries[i] as readonly [Value, Value];
    const order = compareValues(keyA, keyB) || compareValues(valueA, valueB);
    if (order !== 0) return order;
  }
  return a.entries.length - b.entries.length;
}

/** A set of the given values: sorted, without repetition. */
export function makeSet(values: readonly Value[]): RegoSet {
  const sorted = [...values].sort(compareValues);
  return new RegoSet(
    sorted.filter(
      (value, index) => index === 0 || compareValues(sorted[index - 1] as Value, value) !== 0,
    ),
  );
}

/** An object of the given entries: sorted by key; of equal keys the last one counts. */
export function makeObject(entries: readonly (readonly [Value, Value])[]): RegoObject {
  const sorted = [...entries].sort(([a], [b]) => compareValues(a, b));
  return new RegoObject(
    sorted.filter((entry, index) => {
      const next = sorted[index + 1];
      return next === undefined || compareValues(entry[0], next[0]) !== 0;
    }),
  );
}

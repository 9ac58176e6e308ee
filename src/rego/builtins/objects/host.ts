import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { objectOperand, operandError } from '../operands.js';
import { compareValues, makeObject, makeSet } from '../order.js';
import { RegoObject, RegoSet, type Value } from '../value.js';
import { member } from './member.js';

const get: HostBuiltin = (args) => {
  const object = objectOperand(args, 0);
  const [, key, fallback] = args as readonly [Value, Value, Value];
  if (!Array.isArray(key)) return member(object, key) ?? fallback;
  let value: Value | undefined = object;
  for (const part of key as readonly Value[]) {
    value = value === undefined ? undefined : member(value, part);
  }
  return value ?? fallback;
};

/** The keys that an object's keys, a set or an array names. */
function keysOperand(args: readonly Value[], index: number): readonly Value[] {
  const value = args[index];
  if (value instanceof RegoObject) return value.entries.map(([key]) => key);
  if (value instanceof RegoSet) return value.items;
  if (Array.isArray(value)) return value as readonly Value[];
  throw operandError(args, index, '{object, set, array}');
}

const choosing =
  (keep: boolean): HostBuiltin =>
  (args) => {
    const { entries } = objectOperand(args, 0);
    const keys = makeSet(keysOperand(args, 1)).items;
    const isNamed = (key: Value) => keys.some((named) => compareValues(named, key) === 0);
    return new RegoObject(entries.filter(([key]) => isNamed(key) === keep));
  };

/** Recursive; where both have a key whose values are not both objects, the second one's counts. */
function union(first: RegoObject, second: RegoObject): RegoObject {
  const merged = second.entries.map(([key, value]) => {
    const before = member(first, key);
    const isNested = before instanceof RegoObject && value instanceof RegoObject;
    return [key, isNested ? union(before, value) : value] as const;
  });
  return makeObject([...first.entries, ...merged]);
}

const unionMany: HostBuiltin = (args) => {
  const list = args[0];
  if (!Array.isArray(list)) throw operandError(args, 0, 'array');
  let result = makeObject([]);
  for (const item of list as readonly Value[]) {
    if (!(item instanceof RegoObject)) {
      throw new BuiltinError(
        'type',
        'operand 1 must be array of objects but got array containing ' + 'other values',
      );
    }
    result = union(result, item);
  }
  return result;
};

/** Whether all of `sub` is in `whole`: objects by key and recursively, sets by member, arrays as a run of items. */
function isSubset(whole: Value, sub: Value): boolean {
  if (whole instanceof RegoObject && sub instanceof RegoObject) {
    return sub.entries.every(([key, value]) => {
      const found = member(whole, key);
      if (found === undefined) return false;
      return isNested(found, value) ? isSubset(found, value) : compareValues(found, value) === 0;
    });
  }
  if (whole instanceof RegoSet && sub instanceof RegoSet) {
    return sub.items.every((item) => whole.items.some((other) => compareValues(item, other) === 0));
  }
  if (Array.isArray(whole) && sub instanceof RegoSet) {
    // OPA counts down with each item that it finds, those that stand twice too, until all are found.
    let missing = sub.items.length;
    return (whole as readonly Value[]).some((item) => {
      if (sub.items.some((other) => compareValues(item, other) === 0)) missing--;
      return missing === 0;
    });
  }
  const outer = whole as readonly Value[];
  const inner = sub as readonly Value[];
  return outer.some((_, start) =>
    start + inner.length <= outer.length
      ? inner.every((item, index) => compareValues(item, outer[start + index] as Value) === 0)
      : false,
  );
}

function isNested(a: Value, b: Value): boolean {
  return (
    (a instanceof RegoObject && b instanceof RegoObject) ||
    (a instanceof RegoSet && b instanceof RegoSet) ||
    (Array.isArray(a) && Array.isArray(b))
  );
}

const subset: HostBuiltin = (args) => {
  const [whole, sub] = args as readonly [Value, Value];
  const isFitting = isNested(whole, sub) || (Array.isArray(whole) && sub instanceof RegoSet);
  if (!isFitting) {
    throw new BuiltinError(
      'type',
      'both arguments object.subset must be of the same type or array and set',
    );
  }
  return Array.isArray(sub) && sub.length === 0 ? true : isSubset(whole, sub);
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['object.filter', choosing(true)],
  ['object.get', get],
  ['object.keys', (args) => makeSet(objectOperand(args, 0).entries.map(([key]) => key))],
  ['object.remove', choosing(false)],
  ['object.subset', subset],
  ['object.union', (args) => union(objectOperand(args, 0), objectOperand(args, 1))],
  ['object.union_n', unionMany],
]);

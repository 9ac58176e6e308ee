import { compareValues } from '../order.js';
import { RegoObject, RegoSet, type Value } from '../value.js';

/** What a ref finds: an object's value, an array's item, a set's own member; undefined where there is none. */
export function member(value: Value, key: Value): Value | undefined {
  if (value instanceof RegoObject) {
    return value.entries.find(([name]) => compareValues(name, key) === 0)?.[1];
  }
  if (value instanceof RegoSet) return value.items.find((item) => compareValues(item, key) === 0);
  if (Array.isArray(value) && typeof key === 'number') return (value as readonly Value[])[key];
  return undefined;
}

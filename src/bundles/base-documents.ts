/** Base documents gathered from several files, as OPA's loader merges them below `data`. */
import { makeObject } from '../rego/builtins/order.js';
import { RegoObject, type Value } from '../rego/builtins/value.js';

/** Two files that both have a value at one place. */
export class DataConflict extends Error {
  override readonly name = 'DataConflict';
  /** @param path where both have a value: names from the root on */
  constructor(readonly path: readonly string[]) {
    super(`another file has a value at \`${['data', ...path].join('.')}\` as well`);
  }
}

/**
 * Two documents as one. Objects are merged; nothing else can be, not even two equal values.
 *
 * @throws DataConflict
 */
export function mergeDocuments(a: Value, b: Value, path: readonly string[] = []): Value {
  if (!(a instanceof RegoObject && b instanceof RegoObject)) throw new DataConflict(path);
  const merged = new Map(a.entries);
  for (const [key, value] of b.entries) {
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined ? value : mergeDocuments(known, value, [...path, String(key)]),
    );
  }
  return makeObject([...merged]);
}

/** A document below a path, as an object at the root. */
export function placedAt(path: readonly string[], value: Value): Value {
  return path.reduceRight<Value>((inner, name) => makeObject([[name, inner]]), value);
}

/** Whether something stands at a path, or in its way. */
export function isTaken(root: Value, path: readonly string[]): boolean {
  let found: Value | undefined = root;
  for (const name of path) {
    if (!(found instanceof RegoObject)) return true;
    found = found.entries.find(([key]) => key === name)?.[1];
    if (found === undefined) return false;
  }
  return true;
}

/** Base documents gathered from several files, as OPA's loader merges them below `data`. */
import { jsonText } from '../rego/builtins/json-value.js';
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

/** All base documents as one. */
export interface Documents {
  /** As JSON text that loses no digit. */
  readonly json: string;
  /** Whether something stands at a path below `data`, or in its way. */
  readonly isTaken: (path: readonly string[]) => boolean;
}

/** Where there are none. */
export const NO_DOCUMENTS: Documents = { json: '{}', isTaken: () => false };

/** Documents that were merged. */
export function mergedDocuments(root: Value): Documents {
  return {
    json: jsonText(root),
    isTaken: (path) =>
      isTaken(root, path, (value) =>
        value instanceof RegoObject
          ? (name) => value.entries.find(([key]) => key === name)?.[1]
          : undefined,
      ),
  };
}

/** A single document, whose text is used as it is. */
export function singleDocument(place: readonly string[], json: string, plain: unknown): Documents {
  const root = place.reduceRight<unknown>((inner, name) => ({ [name]: inner }), plain);
  return {
    json: place.reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, json),
    isTaken: (path) =>
      isTaken(root, path, (value) =>
        isPlainObject(value)
          ? (name) => (Object.hasOwn(value, name) ? value[name] : undefined)
          : undefined,
      ),
  };
}

/** Whether plain data is an object. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param fieldsOf how an object's fields are looked up; undefined for what is no object */
function isTaken<T>(
  root: T,
  path: readonly string[],
  fieldsOf: (value: T) => ((name: string) => T | undefined) | undefined,
): boolean {
  let found = root;
  for (const name of path) {
    const fields = fieldsOf(found);
    if (fields === undefined) return true;
    const next = fields(name);
    if (next === undefined) return false;
    found = next;
  }
  return true;
}

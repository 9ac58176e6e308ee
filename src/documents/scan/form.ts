import type { Json } from '../../model/json.js';
import { isObject, type JsonObject } from '../json/fields.js';
import type { ScanFacts } from './types.js';

/** One way in which one scanner writes its reports. */
export interface ScanForm {
  /** The document's `format`. */
  readonly name: string;
  /** Whether a value is such a report; that of a large file is cut off behind its beginning. */
  readonly recognises: (root: Json) => boolean;
  /** @param root the file's value; of a file that holds several, the list of them */
  readonly read: (root: Json, uri: string) => ScanFacts;
}

/** An object of a file, with the pointer to it. */
export interface Entry {
  readonly value: JsonObject;
  readonly ptr: string;
}

/** The objects of a list; of a single object, that one alone. */
export function entriesOf(root: unknown, at = ''): readonly Entry[] {
  if (isObject(root)) return [{ value: root, ptr: at }];
  if (!Array.isArray(root)) return [];
  return root.flatMap((value: unknown, index) =>
    isObject(value) ? [{ value, ptr: `${at}/${index}` }] : [],
  );
}

/** The first object of a list, or a single object. */
export function firstOf(root: unknown): JsonObject | undefined {
  const first: unknown = Array.isArray(root) ? root[0] : root;
  return isObject(first) ? first : undefined;
}

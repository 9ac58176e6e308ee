import type { Document } from '../model/document.js';
import type { Subject } from '../model/subject.js';

/** The documents of a subject by kind, in the order in which they were found. */
export function documentsByKind(
  documents: readonly Document[],
): ReadonlyMap<string, readonly Document[]> {
  const kinds = new Map<string, Document[]>();
  for (const document of documents) {
    kinds.set(document.kind, [...(kinds.get(document.kind) ?? []), document]);
  }
  return kinds;
}

/**
 * What rules see of a subject.
 *
 * @param now RFC 3339
 */
export function inputOf(
  subject: Subject,
  documents: readonly Document[],
  now: string,
): { readonly [key: string]: unknown } {
  const { documents: _, ...facts } = subject;
  const byKind = Object.fromEntries(
    [...documentsByKind(documents)].map(([kind, list]) => [kind, list.map(({ value }) => value)]),
  );
  return { subject: facts, documents: byKind, now };
}

/**
 * What rules see, as JSON text in bytes: given an object, the SDK would turn it into text once more, and take `false` and `null`
 * for no input.
 *
 * @param now RFC 3339
 */
export function inputBytes(
  subject: Subject,
  documents: readonly Document[],
  now: string,
): ArrayBuffer {
  const bytes = new TextEncoder().encode(JSON.stringify(inputOf(subject, documents, now)));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

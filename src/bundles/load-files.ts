/** Rego files and base documents, as OPA's loader gathers them. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source, Span } from '../diagnostics/source.js';
import { makeObject } from '../rego/builtins/order.js';
import { RegoObject, type Value } from '../rego/builtins/value.js';
import {
  DataConflict,
  type Documents,
  isPlainObject,
  mergeDocuments,
  mergedDocuments,
  NO_DOCUMENTS,
  placedAt,
  singleDocument,
} from './base-documents.js';
import { dataConflict, notAnObject, ruleConflict } from './errors.js';
import { type ReadDocument, readDocument, textOf } from './read-document.js';

/** A file that was found, and where its content belongs. */
export interface FoundFile {
  /** As the user would write it. */
  readonly path: string;
  /** Where its content stands below `data`: names. */
  readonly place: readonly string[];
  readonly content: Uint8Array;
}

export interface LoadedFiles {
  readonly sources: readonly Source[];
  readonly documents: Documents;
  readonly diagnostics: readonly Diagnostic[];
}

export const IS_REGO = /\.rego$/;
export const IS_DOCUMENT = /\.(?:json|ya?ml)$/;

/** A document, and where it belongs. */
interface Placed extends FoundFile {
  readonly document: ReadDocument;
}

/** @param deepest how deep documents may be nested */
export function loadFiles(files: readonly FoundFile[], deepest?: number): LoadedFiles {
  const diagnostics: Diagnostic[] = [];
  const sources: Source[] = [];
  const placed: Placed[] = [];
  for (const file of files) {
    const { path, content } = file;
    if (IS_REGO.test(path)) {
      const text = textOf(path, content);
      if (typeof text === 'string') sources.push({ path, text });
      else diagnostics.push(text);
      continue;
    }
    const document = readDocument(path, content, deepest);
    if ('diagnostic' in document) diagnostics.push(document.diagnostic);
    else placed.push({ ...file, document });
  }
  return { sources, documents: documentsOf(placed, diagnostics), diagnostics };
}

function documentsOf(placed: readonly Placed[], diagnostics: Diagnostic[]): Documents {
  const [first, second] = placed;
  if (first === undefined) return NO_DOCUMENTS;
  const { place, document } = first;
  const isObject = place.length > 0 || isPlainObject(document.plain);
  if (second === undefined && document.plain !== undefined && isObject) {
    return singleDocument(place, document.json, document.plain);
  }
  return mergedDocuments(merged(placed, diagnostics));
}

function merged(placed: readonly Placed[], diagnostics: Diagnostic[]): Value {
  let data: Value = makeObject([]);
  for (const { path, place, document } of placed) {
    const value = placedAt(place, document.value);
    if (!(value instanceof RegoObject)) {
      diagnostics.push(notAnObject(path));
      continue;
    }
    try {
      data = mergeDocuments(data, value);
    } catch (failure) {
      if (!(failure instanceof DataConflict)) throw failure;
      diagnostics.push(dataConflict(path, ['data', ...failure.path].join('.')));
    }
  }
  return data;
}

/** A rule by its path below `data`. */
export interface RulePath {
  readonly path: readonly string[];
  readonly span: Span;
}

/** Rules where a base document stands already: neither could be told from the other. */
export function dataConflicts(documents: Documents, rules: Iterable<RulePath>): Diagnostic[] {
  const conflicts = new Map<string, Diagnostic>();
  for (const { path, span } of rules) {
    const at = path.join('/');
    if (!conflicts.has(at) && documents.isTaken(path)) conflicts.set(at, ruleConflict(span, at));
  }
  return [...conflicts.values()];
}

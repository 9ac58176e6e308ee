/** Rego files and base documents, as OPA's loader gathers them. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source, Span } from '../diagnostics/source.js';
import { makeObject } from '../rego/builtins/order.js';
import { RegoObject, type Value } from '../rego/builtins/value.js';
import { DataConflict, isTaken, mergeDocuments, placedAt } from './base-documents.js';
import { dataConflict, notAnObject, ruleConflict } from './errors.js';
import { readDocument, textOf } from './read-document.js';

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
  /** All base documents as one. */
  readonly data: Value;
  readonly diagnostics: readonly Diagnostic[];
}

export const IS_REGO = /\.rego$/;
export const IS_DOCUMENT = /\.(?:json|ya?ml)$/;

/** @param deepest how deep documents may be nested */
export function loadFiles(files: readonly FoundFile[], deepest?: number): LoadedFiles {
  const diagnostics: Diagnostic[] = [];
  const sources: Source[] = [];
  let data: Value = makeObject([]);
  for (const { path, place, content } of files) {
    if (IS_REGO.test(path)) {
      const text = textOf(path, content);
      if (typeof text === 'string') sources.push({ path, text });
      else diagnostics.push(text);
      continue;
    }
    const read = readDocument(path, content, deepest);
    if ('diagnostic' in read) {
      diagnostics.push(read.diagnostic);
      continue;
    }
    const value = placedAt(place, read.value);
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
  return { sources, data, diagnostics };
}

/** A rule by its path below `data`. */
export interface RulePath {
  readonly path: readonly string[];
  readonly span: Span;
}

/** Rules where a base document stands already: neither could be told from the other. */
export function dataConflicts(data: Value, rules: Iterable<RulePath>): Diagnostic[] {
  const conflicts = new Map<string, Diagnostic>();
  for (const { path, span } of rules) {
    const at = path.join('/');
    if (!conflicts.has(at) && isTaken(data, path)) conflicts.set(at, ruleConflict(span, at));
  }
  return [...conflicts.values()];
}

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/source.js';
import { missingKey, notOneOf, unknownKey, wrongValue } from './errors.js';
import type { Placed } from './settings.js';
import type { PlacedEntry, PlacedMap, PlacedNode } from './strict-yaml.js';

/**
 * Reads typed values out of placed YAML and collects what is wrong. Every method answers undefined where the
 * value is absent or of the wrong type; the latter is a diagnostic at its place.
 */
export class RecordReader {
  readonly diagnostics: Diagnostic[] = [];

  /** A mapping, its keys checked against the known ones. */
  fields(
    node: PlacedNode | undefined,
    what: string,
    known?: readonly string[],
  ): Fields | undefined {
    if (node === undefined) return undefined;
    if (node.kind !== 'map') {
      this.diagnostics.push(wrongValue(node.span, what, 'a mapping'));
      return undefined;
    }
    if (known !== undefined) {
      for (const [key, entry] of node.entries) {
        if (!known.includes(key)) this.diagnostics.push(unknownKey(entry.key, key, known));
      }
    }
    return new Fields(this, node);
  }

  /** A non-empty string. Numbers and dates must be quoted by the writer only where YAML would read them as numbers. */
  string(node: PlacedNode | undefined, what: string): Placed<string> | undefined {
    if (node === undefined) return undefined;
    if (node.kind === 'scalar' && typeof node.value === 'string' && node.value.length > 0) {
      return { value: node.value, span: node.span };
    }
    this.diagnostics.push(wrongValue(node.span, what, 'a string that is not empty'));
    return undefined;
  }

  word<T extends string>(
    node: PlacedNode | undefined,
    what: string,
    allowed: readonly T[],
  ): Placed<T> | undefined {
    if (node === undefined) return undefined;
    const written = node.kind === 'scalar' ? String(node.value) : '';
    const value = allowed.find((word) => word === written);
    if (value !== undefined) return { value, span: node.span };
    // YAML 1.1 habits: a bare `off` is a string in YAML 1.2, but some editors quote or turn it into `false`.
    this.diagnostics.push(
      node.kind === 'scalar'
        ? notOneOf(node.span, what, written, allowed)
        : wrongValue(node.span, what, `one of ${allowed.join(', ')}`),
    );
    return undefined;
  }

  /** A whole number of at least `least`. */
  count(node: PlacedNode | undefined, what: string, least = 0): Placed<number> | undefined {
    if (node === undefined) return undefined;
    if (
      node.kind === 'scalar' &&
      typeof node.value === 'number' &&
      Number.isSafeInteger(node.value) &&
      node.value >= least
    ) {
      return { value: node.value, span: node.span };
    }
    this.diagnostics.push(wrongValue(node.span, what, `a whole number of at least ${least}`));
    return undefined;
  }

  boolean(node: PlacedNode | undefined, what: string): Placed<boolean> | undefined {
    if (node === undefined) return undefined;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') {
      return { value: node.value, span: node.span };
    }
    this.diagnostics.push(wrongValue(node.span, what, '`true` or `false`'));
    return undefined;
  }

  /** A list of strings; one string stands for a list of one. */
  strings(node: PlacedNode | undefined, what: string): Placed<string>[] | undefined {
    if (node === undefined) return undefined;
    if (node.kind === 'scalar') {
      const one = this.string(node, what);
      return one && [one];
    }
    if (node.kind !== 'list') {
      this.diagnostics.push(wrongValue(node.span, what, 'a list of strings'));
      return undefined;
    }
    const found: Placed<string>[] = [];
    for (const item of node.items) {
      const one = this.string(item, what);
      if (one) found.push(one);
    }
    return found;
  }

  missing(span: Span, key: string): void {
    this.diagnostics.push(missingKey(span, key));
  }
}

/** The fields of one mapping, read by key. */
export class Fields {
  readonly #reader: RecordReader;
  readonly map: PlacedMap;

  constructor(reader: RecordReader, map: PlacedMap) {
    this.#reader = reader;
    this.map = map;
  }

  get(key: string): PlacedNode | undefined {
    return this.map.entries.get(key)?.value;
  }

  entries(): [string, PlacedEntry][] {
    return [...this.map.entries];
  }

  string(key: string): Placed<string> | undefined {
    return this.#reader.string(this.get(key), key);
  }

  word<T extends string>(key: string, allowed: readonly T[]): Placed<T> | undefined {
    return this.#reader.word(this.get(key), key, allowed);
  }

  count(key: string, least = 0): Placed<number> | undefined {
    return this.#reader.count(this.get(key), key, least);
  }

  boolean(key: string): Placed<boolean> | undefined {
    return this.#reader.boolean(this.get(key), key);
  }

  strings(key: string): Placed<string>[] | undefined {
    return this.#reader.strings(this.get(key), key);
  }

  /** The string, or a diagnostic that it is missing. */
  required(key: string): Placed<string> | undefined {
    if (this.get(key) === undefined) {
      this.#reader.missing(this.map.span, key);
      return undefined;
    }
    return this.string(key);
  }
}

import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import ids from 'spdx-license-ids/index.json' with { type: 'json' };
import type { Licence } from './types.js';

/** Known ids by their lower case: SPDX compares them without it. */
const KNOWN: ReadonlyMap<string, string> = new Map(
  [...ids, ...deprecated].map((id) => [id.toLowerCase(), id]),
);

/** Words that say that nothing is known, or that there is no licence. */
const NOTHING = new Set(['NOASSERTION', 'NONE', '']);

/** Longer texts are no expressions. */
const LONGEST = 4000;

/** Reads a licence as it stands in a document: an expression, an id, or any text. Undefined where it says nothing. */
export function readLicence(raw: string, source: Licence['source']): Licence | undefined {
  if (NOTHING.has(raw.trim().toUpperCase())) return undefined;
  const none = { raw, source, ids: [], refs: [], exceptions: [], valid: false };
  if (raw.length > LONGEST) return none;
  const words = raw.match(/\(|\)|[^\s()]+/g) ?? [];
  const reader = new Reader(words);
  const isWhole = reader.read();
  return {
    ...none,
    ids: [...reader.ids],
    refs: [...reader.refs],
    exceptions: [...reader.exceptions],
    valid: isWhole,
  };
}

/**
 *     expression = term { ("AND" | "OR") term }
 *     term       = "(" expression ")" | licence [ "WITH" exception ]
 */
class Reader {
  readonly ids = new Set<string>();
  readonly refs = new Set<string>();
  readonly exceptions = new Set<string>();
  readonly #words: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  /** Whether all of it is an expression. */
  read(): boolean {
    return this.#words.length > 0 && this.#expression() && this.#at === this.#words.length;
  }

  #expression(): boolean {
    if (++this.#depth > 200 || !this.#term()) return false;
    while (/^(and|or)$/i.test(this.#words[this.#at] ?? '')) {
      this.#at += 1;
      if (!this.#term()) return false;
    }
    this.#depth -= 1;
    return true;
  }

  #term(): boolean {
    const word = this.#words[this.#at++];
    if (word === undefined) return false;
    if (word === '(') return this.#expression() && this.#words[this.#at++] === ')';
    if (!this.#licence(word)) return false;
    if (!/^with$/i.test(this.#words[this.#at] ?? '')) return true;
    const exception = this.#words[this.#at + 1] ?? '';
    this.#at += 2;
    this.exceptions.add(exception);
    return /^[A-Za-z0-9.-]+$/.test(exception);
  }

  #licence(word: string): boolean {
    if (/^(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/.test(word)) {
      this.refs.add(word);
      return true;
    }
    const known = KNOWN.get(word.replace(/\+$/, '').toLowerCase()) ?? KNOWN.get(word.toLowerCase());
    if (known === undefined) return false;
    this.ids.add(word.endsWith('+') && !known.endsWith('+') ? `${known}+` : known);
    return true;
  }
}

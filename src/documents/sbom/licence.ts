import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import ids from 'spdx-license-ids/index.json' with { type: 'json' };
import { alternativesOf } from './licence-alternatives.js';
import type { Licence, LicenceNode } from './types.js';

/** Known ids by their lower case: SPDX compares them without it. */
const KNOWN: ReadonlyMap<string, string> = new Map(
  [...ids, ...deprecated].map((id) => [id.toLowerCase(), id]),
);

/** An id as the list writes it; undefined where the list has none. */
export function knownLicence(id: string): string | undefined {
  return KNOWN.get(id.toLowerCase());
}

/** Words that say that nothing is known, or that there is no licence. */
const NOTHING = /^\s*(noassertion|none)?\s*$/i;

/** Longer texts are no expressions. */
const LONGEST = 4000;

/** Parentheses within parentheses are followed up to this depth. */
const DEEPEST = 100;

/** Reads a licence as it stands in a document: an expression, an id, or any text. Undefined where it says nothing. */
export function readLicence(raw: string, source: Licence['source']): Licence | undefined {
  // Bills of materials name the same few licences thousands of times.
  let known = caches.get(source);
  if (known === undefined || known.size >= MOST_CACHED) {
    known = new Map();
    caches.set(source, known);
  }
  const before = known.get(raw);
  if (before !== undefined) return before === null ? undefined : before;
  const licence = NOTHING.test(raw) ? null : parseLicence(raw, source);
  known.set(raw, licence);
  return licence === null ? undefined : licence;
}

/** What texts say, by where they stand; null where they say nothing. */
const caches = new Map<Licence['source'], Map<string, Licence | null>>();
const MOST_CACHED = 2000;

function parseLicence(raw: string, source: Licence['source']): Licence {
  const none: Licence = {
    raw,
    source,
    ast: null,
    alternatives: null,
    ids: [],
    refs: [],
    exceptions: [],
    valid: false,
  };
  if (raw.length > LONGEST) return none;
  const reader = new Reader(raw.match(/\(|\)|[^\s()]+/g) ?? []);
  const ast = reader.read() ?? null;
  return {
    ...none,
    ast,
    alternatives: ast === null ? null : alternativesOf(ast),
    ids: [...reader.ids],
    refs: [...reader.refs],
    exceptions: [...reader.exceptions],
    valid: ast !== null,
  };
}

/**
 * What binds stronger stands lower, as SPDX says.
 *
 *     expression = clause { "OR" clause }
 *     clause     = term { "AND" term }
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

  /** The tree; undefined where not all of it is an expression. */
  read(): LicenceNode | undefined {
    const node = this.#expression();
    return this.#at === this.#words.length ? node : undefined;
  }

  #expression(): LicenceNode | undefined {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth += 1;
    const node = this.#series('or', () => this.#series('and', () => this.#term()));
    this.#depth -= 1;
    return node;
  }

  #series(op: 'and' | 'or', read: () => LicenceNode | undefined): LicenceNode | undefined {
    const first = read();
    if (first === undefined) return undefined;
    const operands = [first];
    while (this.#words[this.#at]?.toLowerCase() === op) {
      this.#at += 1;
      const next = read();
      if (next === undefined) return undefined;
      operands.push(next);
    }
    return operands.length === 1 ? first : { op, operands };
  }

  #term(): LicenceNode | undefined {
    const word = this.#words[this.#at++];
    if (word === undefined) return undefined;
    if (word === '(') {
      const inner = this.#expression();
      return this.#words[this.#at++] === ')' ? inner : undefined;
    }
    const licence = this.#licence(word);
    if (licence === undefined || this.#words[this.#at]?.toLowerCase() !== 'with') return licence;
    const exception = this.#words[this.#at + 1] ?? '';
    this.#at += 2;
    if (
      !/^([A-Za-z0-9.-]+|(DocumentRef-[A-Za-z0-9.-]+:)?AdditionRef-[A-Za-z0-9.-]+)$/.test(exception)
    ) {
      return undefined;
    }
    this.exceptions.add(exception);
    return { ...licence, exception };
  }

  #licence(word: string): { readonly licence: string; readonly exception: null } | undefined {
    if (/^(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/.test(word)) {
      this.refs.add(word);
      return { licence: word, exception: null };
    }
    const known = knownLicence(word.replace(/\+$/, '')) ?? knownLicence(word);
    if (known === undefined) return undefined;
    const id = word.endsWith('+') && !known.endsWith('+') ? `${known}+` : known;
    this.ids.add(id);
    return { licence: id, exception: null };
  }
}

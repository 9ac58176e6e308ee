import { define } from '../diagnostics/diagnostic.js';
import type { Source, Span } from '../diagnostics/source.js';
import { didYouMean } from '../diagnostics/suggest.js';

/** A settings or exception file is not YAML at all, or not YAML 1.2 as we read it. */
export const yamlSyntax = define('record/yaml-syntax', (span: Span, message: string) => ({
  span,
  message: `not readable as YAML: ${message}`,
}));

/** The same key twice in one mapping: readers disagree on which one counts. */
export const duplicateKey = define(
  'record/duplicate-key',
  (span: Span, first: Span, key: string) => ({
    span,
    message: `key \`${key}\` stands twice`,
    related: [{ span: first, message: 'first here' }],
    hint: 'keep one of them',
  }),
);

/** Anchors, aliases, merge keys and tags make a file mean something else than it shows. */
export const indirectYaml = define('record/indirect-yaml', (span: Span, what: string) => ({
  span,
  message: `${what} not allowed in governance files`,
  hint: 'write the values out where they stand',
}));

/** A key that the file format does not have. */
export const unknownKey = define(
  'record/unknown-key',
  (span: Span, key: string, known: readonly string[]) => ({
    span,
    message: `unknown key \`${key}\``,
    hint: didYouMean(key, known) ?? `known keys: ${known.join(', ')}`,
  }),
);

/** A value of the wrong type, or none of those that are allowed. */
export const wrongValue = define(
  'record/wrong-value',
  (span: Span, what: string, wanted: string) => ({
    span,
    message: `\`${what}\` must be ${wanted}`,
  }),
);

/** One of a closed list of words was wanted. */
export const notOneOf = define(
  'record/not-one-of',
  (span: Span, what: string, written: string, allowed: readonly string[]) => ({
    span,
    message: `\`${written}\` is no ${what}`,
    hint: didYouMean(written, allowed) ?? `one of ${allowed.join(', ')}`,
  }),
);

/** A key without which the file means nothing. */
export const missingKey = define('record/missing-key', (span: Span, key: string) => ({
  span,
  message: `key \`${key}\` is missing`,
}));

/** The file has nothing in it. */
export const emptyRecord = define('record/empty', (source: Source) => ({
  path: source.path,
  message: 'the file is empty',
  hint: 'an empty file decides nothing: fill it in or do not name it',
}));

/** Larger than anything that somebody could have reviewed. */
export const hugeRecord = define('record/too-large', (source: Source, most: number) => ({
  path: source.path,
  message: `the file has more than ${most} characters`,
  hint: 'split it, or keep such lists in data',
}));

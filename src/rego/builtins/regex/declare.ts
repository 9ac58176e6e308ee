import type { BuiltinDeclaration } from '../declaration.js';
import { arrayOf, boolean, builtin, number, string } from '../types.js';

/** Patterns that the runtime leaves to the host: with Unicode's tables, or so large or deep that they might be. */
function isForHost([pattern]: readonly (string | undefined)[]): boolean {
  if (pattern === undefined || pattern.length > 500) return true;
  const folds = /\(\?[a-zA-Z]*i/.test(pattern) && /[^\0-\x7f]|\\x/.test(pattern);
  return folds || /\\[pP]|\{\d{3,}/.test(pattern);
}

const native = { keepsPatterns: true, needsHost: isForHost } as const;

export const regex: readonly BuiltinDeclaration[] = [
  builtin('re_match', [string, string], boolean, {
    deprecated: true,
    native: 're_match',
    ...native,
  }),
  builtin('regex.find_all_string_submatch_n', [string, string, number], arrayOf(arrayOf(string)), {
    native: 'regex_find_all_string_submatch_n',
    ...native,
  }),
  builtin('regex.find_n', [string, string, number], arrayOf(string), {
    native: 'regex_find_n',
    ...native,
  }),
  builtin('regex.globs_match', [string, string], boolean),
  builtin('regex.is_valid', [string], boolean, { native: 'regex_is_valid', ...native }),
  builtin('regex.match', [string, string], boolean, { native: 'regex_match', ...native }),
  builtin('regex.replace', [string, string, string], string, {
    native: 'regex_replace',
    keepsPatterns: true,
    // A replacement may name groups.
    needsHost: ([, pattern, replacement]) =>
      isForHost([pattern]) || replacement?.includes('$') !== false,
  }),
  builtin('regex.split', [string, string], arrayOf(string), { native: 'regex_split', ...native }),
  builtin('regex.template_match', [string, string, string, string], boolean),
];

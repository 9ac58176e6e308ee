import type { BuiltinDeclaration } from '../declaration.js';
import { arrayOf, boolean, builtin, number, string } from '../types.js';

export const regex: readonly BuiltinDeclaration[] = [
  builtin('re_match', [string, string], boolean, { deprecated: true, native: 're_match' }),
  builtin('regex.find_all_string_submatch_n', [string, string, number], arrayOf(arrayOf(string)), {
    native: 'regex_find_all_string_submatch_n',
  }),
  builtin('regex.find_n', [string, string, number], arrayOf(string)),
  builtin('regex.globs_match', [string, string], boolean),
  builtin('regex.is_valid', [string], boolean, { native: 'regex_is_valid' }),
  builtin('regex.match', [string, string], boolean, { native: 'regex_match' }),
  builtin('regex.replace', [string, string, string], string),
  builtin('regex.split', [string, string], arrayOf(string)),
  builtin('regex.template_match', [string, string, string, string], boolean),
];

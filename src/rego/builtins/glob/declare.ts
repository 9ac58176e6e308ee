import type { BuiltinDeclaration } from '../declaration.js';
import { anyOf, arrayOf, boolean, builtin, nullType, string } from '../types.js';

export const glob: readonly BuiltinDeclaration[] = [
  builtin('glob.match', [string, anyOf(nullType, arrayOf(string)), string], boolean, {
    native: 'glob_match',
    keepsPatterns: true,
  }),
  builtin('glob.quote_meta', [string], string),
];

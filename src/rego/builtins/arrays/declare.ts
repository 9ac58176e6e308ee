import type { BuiltinDeclaration } from '../declaration.js';
import { any, arrayOf, builtin, number } from '../types.js';

export const arrays: readonly BuiltinDeclaration[] = [
  builtin('array.concat', [arrayOf(any), arrayOf(any)], arrayOf(any), { native: 'array_concat' }),
  builtin('array.flatten', [arrayOf(any)], arrayOf(any)),
  builtin('array.reverse', [arrayOf(any)], arrayOf(any), { native: 'array_reverse' }),
  builtin('array.slice', [arrayOf(any), number, number], arrayOf(any), { native: 'array_slice' }),
];

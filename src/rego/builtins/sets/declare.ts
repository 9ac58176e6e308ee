import type { BuiltinDeclaration } from '../declaration.js';
import { any, builtin, setOf } from '../types.js';

export const sets: readonly BuiltinDeclaration[] = [
  builtin('and', [setOf(any), setOf(any)], setOf(any), { infix: '&', native: 'and' }),
  builtin('intersection', [setOf(setOf(any))], setOf(any), { native: 'intersection' }),
  builtin('or', [setOf(any), setOf(any)], setOf(any), { infix: '|', native: 'or' }),
  builtin('set_diff', [setOf(any), setOf(any)], setOf(any), {
    deprecated: true,
    native: 'set_diff',
  }),
  builtin('union', [setOf(setOf(any))], setOf(any), { native: 'union' }),
];

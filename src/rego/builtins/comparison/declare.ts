import type { BuiltinDeclaration } from '../declaration.js';
import { any, boolean, builtin } from '../types.js';

export const comparison: readonly BuiltinDeclaration[] = [
  builtin('assign', [any, any], boolean, { infix: ':=' }),
  builtin('eq', [any, any], boolean, { infix: '=' }),
  builtin('equal', [any, any], boolean, { infix: '==', native: 'equal' }),
  builtin('gt', [any, any], boolean, { infix: '>', native: 'gt' }),
  builtin('gte', [any, any], boolean, { infix: '>=', native: 'gte' }),
  builtin('internal.member_2', [any, any], boolean, { infix: 'in', native: 'internal_member_2' }),
  builtin('internal.member_3', [any, any, any], boolean, {
    infix: 'in',
    native: 'internal_member_3',
  }),
  builtin('lt', [any, any], boolean, { infix: '<', native: 'lt' }),
  builtin('lte', [any, any], boolean, { infix: '<=', native: 'lte' }),
  builtin('neq', [any, any], boolean, { infix: '!=', native: 'neq' }),
];

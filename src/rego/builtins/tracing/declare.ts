import type { BuiltinDeclaration } from '../declaration.js';
import { any, arrayOf, boolean, builtin, setOf, string } from '../types.js';

export const tracing: readonly BuiltinDeclaration[] = [
  builtin('internal.print', [arrayOf(setOf(any))]),
  builtin('internal.test_case', [arrayOf(any)]),
  builtin('print', [], undefined, { variadic: any }),
  builtin('trace', [string], boolean),
];

import type { BuiltinDeclaration } from '../declaration.js';
import { any, builtin, objectOf, string } from '../types.js';

export const http: readonly BuiltinDeclaration[] = [
  builtin('http.send', [objectOf(string, any)], objectOf(any, any), { nondeterministic: true }),
];

import type { BuiltinDeclaration } from '../declaration.js';
import { any, builtin, objectOf, string } from '../types.js';

export const uuid: readonly BuiltinDeclaration[] = [
  builtin('uuid.parse', [string], objectOf(string, any)),
  builtin('uuid.rfc4122', [string], string, { nondeterministic: true }),
];

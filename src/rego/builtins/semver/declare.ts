import type { BuiltinDeclaration } from '../declaration.js';
import { any, boolean, builtin, number, string } from '../types.js';

export const semver: readonly BuiltinDeclaration[] = [
  builtin('semver.compare', [string, string], number),
  builtin('semver.is_valid', [any], boolean),
];

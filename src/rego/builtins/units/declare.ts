import type { BuiltinDeclaration } from '../declaration.js';
import { builtin, number, string } from '../types.js';

export const units: readonly BuiltinDeclaration[] = [
  builtin('units.parse', [string], number),
  builtin('units.parse_bytes', [string], number),
];

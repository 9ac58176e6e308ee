import type { BuiltinDeclaration } from '../declaration.js';
import { any, arrayOf, boolean, builtin, nullType, objectOf, setOf, string } from '../types.js';

export const types: readonly BuiltinDeclaration[] = [
  builtin('cast_array', [any], arrayOf(any), { deprecated: true }),
  builtin('cast_boolean', [any], boolean, { deprecated: true }),
  builtin('cast_null', [any], nullType, { deprecated: true }),
  builtin('cast_object', [any], objectOf(any, any), { deprecated: true }),
  builtin('cast_set', [any], setOf(any), { deprecated: true }),
  builtin('cast_string', [any], string, { deprecated: true }),
  builtin('is_array', [any], boolean, { native: 'is_array' }),
  builtin('is_boolean', [any], boolean, { native: 'is_boolean' }),
  builtin('is_null', [any], boolean, { native: 'is_null' }),
  builtin('is_number', [any], boolean, { native: 'is_number' }),
  builtin('is_object', [any], boolean, { native: 'is_object' }),
  builtin('is_set', [any], boolean, { native: 'is_set' }),
  builtin('is_string', [any], boolean, { native: 'is_string' }),
  builtin('type_name', [any], string, { native: 'type_name' }),
];

/** Constructors for types in OPA's JSON form. */
import type { BuiltinDeclaration, TypeJson } from './declaration.js';

export const any: TypeJson = { type: 'any' };
export const boolean: TypeJson = { type: 'boolean' };
export const nullType: TypeJson = { type: 'null' };
export const number: TypeJson = { type: 'number' };
export const string: TypeJson = { type: 'string' };

export const anyOf = (...of: readonly TypeJson[]): TypeJson => ({ type: 'any', of });
export const arrayOf = (dynamic: TypeJson): TypeJson => ({ type: 'array', dynamic });
/** An array of exactly these types. */
export const tuple = (...fixed: readonly TypeJson[]): TypeJson => ({
  type: 'array',
  static: fixed,
});
export const setOf = (of: TypeJson): TypeJson => ({ type: 'set', of });
export const objectOf = (key: TypeJson, value: TypeJson): TypeJson => ({
  type: 'object',
  dynamic: { key, value },
});
/** An object with these fields and, where given, others. */
export const record = (
  fields: readonly (readonly [string, TypeJson])[],
  others?: { readonly key: TypeJson; readonly value: TypeJson },
): TypeJson => ({
  type: 'object',
  static: fields.map(([key, value]) => ({ key, value })),
  ...(others && { dynamic: others }),
});

/** A built-in by name, parameter types and result type. */
export function builtin(
  name: string,
  args: readonly TypeJson[],
  result?: TypeJson,
  more: Omit<BuiltinDeclaration, 'name' | 'args' | 'result'> = {},
): BuiltinDeclaration {
  return { name, args, ...(result && { result }), ...more };
}

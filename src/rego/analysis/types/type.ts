/**
 * Types of values as OPA's compiler infers them. A type that is not known is undefined, also within others: `[x, 1]` is an array of
 * something unknown and a number as long as nothing is known of `x`.
 */
import type { TypeJson } from '../../builtins/declaration.js';
import type { Json } from '../constants.js';

export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' | 'boolean' | 'number' | 'string' }
  | ArrayType
  | ObjectType
  | SetType
  | UnionType
  | FunctionType;

/** Known places, and what further ones hold. */
export interface ArrayType {
  readonly kind: 'array';
  readonly items: readonly (Type | undefined)[];
  readonly rest?: Type;
}

/** Known keys, by `keyOf`, and what further ones are and hold. */
export interface ObjectType {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, Field>;
  readonly rest?: Rest;
}

export interface Field {
  readonly key: JsonKey;
  readonly type: Type | undefined;
}

export interface Rest {
  readonly key: Type | undefined;
  readonly value: Type | undefined;
}

export interface SetType {
  readonly kind: 'set';
  readonly of: Type | undefined;
}

/** One of several types, in the order of `compareTypes`, each once. */
export interface UnionType {
  readonly kind: 'union';
  readonly of: readonly Type[];
}

export interface FunctionType {
  readonly kind: 'function';
  readonly args: readonly (Type | undefined)[];
  /** What the parameters and the result are called, where it is told. */
  readonly names?: readonly string[];
  /** Absent for a function without one. */
  readonly result?: Type | undefined;
  readonly hasResult: boolean;
}

/** The value of a key that is known: any JSON value. */
export type JsonKey = Json;

export const ANY: Type = { kind: 'any' };
export const NULL: Type = { kind: 'null' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const NUMBER: Type = { kind: 'number' };
export const STRING: Type = { kind: 'string' };

/** A key as one of a map: strings apart from what they spell. */
export function keyOf(key: JsonKey): string {
  return typeof key === 'string' ? `"${key}` : JSON.stringify(key);
}

export const arrayOf = (rest: Type | undefined, items: ArrayType['items'] = []): ArrayType =>
  rest === undefined ? { kind: 'array', items } : { kind: 'array', items, rest };

export const setOf = (of: Type | undefined): SetType => ({ kind: 'set', of });

/** An object; its fields are put in order. */
export function objectOf(fields: readonly Field[], rest?: Rest): ObjectType {
  const sorted = fields.length < 2 ? fields : [...fields].sort((a, b) => compareKeys(a.key, b.key));
  const map = new Map(sorted.map((field) => [keyOf(field.key), field]));
  return { kind: 'object', fields: map, ...(rest && { rest }) };
}

const KEY_ORDER = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** OPA's order of values. */
export function compareKeys(a: JsonKey, b: JsonKey): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  const kind = (key: JsonKey) =>
    key === null ? 'null' : Array.isArray(key) ? 'array' : typeof key;
  const byKind = KEY_ORDER.indexOf(kind(a)) - KEY_ORDER.indexOf(kind(b));
  if (byKind !== 0) return byKind;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The type that a declaration of a built-in gives in OPA's JSON form. */
export function typeFromJson(json: TypeJson): Type {
  switch (json.type) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
      return { kind: json.type };
    case 'array': {
      const items = (json['static'] as readonly TypeJson[] | undefined) ?? [];
      const rest = json['dynamic'] as TypeJson | undefined;
      return arrayOf(rest && typeFromJson(rest), items.map(typeFromJson));
    }
    case 'object': {
      const fields =
        (json['static'] as readonly { key: string; value: TypeJson }[] | undefined) ?? [];
      const rest = json['dynamic'] as { key: TypeJson; value: TypeJson } | undefined;
      return objectOf(
        fields.map(({ key, value }) => ({ key, type: typeFromJson(value) })),
        rest && { key: typeFromJson(rest.key), value: typeFromJson(rest.value) },
      );
    }
    case 'set':
      return setOf(json['of'] === undefined ? ANY : typeFromJson(json['of'] as TypeJson));
    case 'any': {
      const of = json['of'] as readonly TypeJson[] | undefined;
      return of === undefined || of.length === 0
        ? ANY
        : { kind: 'union', of: of.map(typeFromJson) };
    }
    default:
      return ANY;
  }
}

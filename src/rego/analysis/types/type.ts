/** Types of values as OPA's compiler infers them, and how its messages show them. */
import type { TypeJson } from '../../builtins/declaration.js';

export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' | 'boolean' | 'number' | 'string' }
  | { readonly kind: 'array'; readonly items: readonly Type[]; readonly rest?: Type }
  | {
      readonly kind: 'object';
      readonly fields: ReadonlyMap<string, Type>;
      readonly rest?: { readonly key: Type; readonly value: Type };
    }
  | { readonly kind: 'set'; readonly of: Type }
  | { readonly kind: 'union'; readonly of: readonly Type[] };

export const ANY: Type = { kind: 'any' };
export const NULL: Type = { kind: 'null' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const NUMBER: Type = { kind: 'number' };
export const STRING: Type = { kind: 'string' };

export const arrayOf = (rest: Type): Type => ({ kind: 'array', items: [], rest });
export const setOf = (of: Type): Type => ({ kind: 'set', of });
export const objectOf = (key: Type, value: Type): Type => ({
  kind: 'object',
  fields: new Map(),
  rest: { key, value },
});

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
      return {
        kind: 'array',
        items: items.map(typeFromJson),
        ...(rest && { rest: typeFromJson(rest) }),
      };
    }
    case 'object': {
      const fields =
        (json['static'] as readonly { key: string; value: TypeJson }[] | undefined) ?? [];
      const rest = json['dynamic'] as { key: TypeJson; value: TypeJson } | undefined;
      return {
        kind: 'object',
        fields: new Map(fields.map(({ key, value }) => [key, typeFromJson(value)])),
        ...(rest && { rest: { key: typeFromJson(rest.key), value: typeFromJson(rest.value) } }),
      };
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

/** The order in which OPA sorts types in unions. */
const ORDER = ['null', 'boolean', 'number', 'string', 'array', 'object', 'set', 'union', 'any'];

/** One type that holds all that two hold. */
export function union(a: Type | undefined, b: Type | undefined): Type {
  if (a === undefined) return b ?? ANY;
  if (b === undefined) return a;
  if (a.kind === 'any' || b.kind === 'any') return ANY;
  if (a === b) return a;
  const all = [...members(a), ...members(b)];
  const distinct = new Map(all.map((type) => [typeText(type), type]));
  const sorted = [...distinct.values()].sort(
    (x, y) => ORDER.indexOf(x.kind) - ORDER.indexOf(y.kind),
  );
  return sorted.length === 1 ? (sorted[0] as Type) : { kind: 'union', of: sorted };
}

function members(type: Type): readonly Type[] {
  return type.kind === 'union' ? type.of : [type];
}

/** `array<string, number>`, `object<a: number>[any: any]`, `any<number, string>`. */
export function typeText(type: Type | undefined): string {
  if (type === undefined) return '???';
  let text = texts.get(type);
  if (text === undefined) {
    text = writtenType(type);
    texts.set(type, text);
  }
  return text;
}

const texts = new WeakMap<Type, string>();

function writtenType(type: Type): string {
  switch (type.kind) {
    case 'array': {
      const items = type.items.length > 0 ? `<${type.items.map(typeText).join(', ')}>` : '';
      return `array${items}${type.rest ? `[${typeText(type.rest)}]` : ''}`;
    }
    case 'object': {
      const fields = [...type.fields].map(([key, value]) => `${key}: ${typeText(value)}`);
      const rest = type.rest ? `[${typeText(type.rest.key)}: ${typeText(type.rest.value)}]` : '';
      return `object${fields.length > 0 ? `<${fields.join(', ')}>` : ''}${rest}`;
    }
    case 'set':
      return `set[${typeText(type.of)}]`;
    case 'union':
      return `any<${type.of.map(typeText).join(', ')}>`;
    default:
      return type.kind;
  }
}

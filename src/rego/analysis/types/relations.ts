/** How types relate: whether values of two may be equal, and what lies under a key. */
import { ANY, NUMBER, STRING, type Type, union } from './type.js';

/** Whether some value may have both types. */
export function overlaps(a: Type, b: Type): boolean {
  if (a.kind === 'any' || b.kind === 'any') return true;
  if (a.kind === 'union') return a.of.some((type) => overlaps(type, b));
  if (b.kind === 'union') return b.of.some((type) => overlaps(a, type));
  if (a.kind === 'array' && b.kind === 'array') return overlappingArrays(a, b);
  if (a.kind === 'object' && b.kind === 'object') return overlappingObjects(a, b);
  if (a.kind === 'set' && b.kind === 'set') return overlaps(a.of, b.of);
  return a.kind === b.kind;
}

function overlappingArrays(
  a: Extract<Type, { kind: 'array' }>,
  b: Extract<Type, { kind: 'array' }>,
): boolean {
  const length = Math.max(a.items.length, b.items.length);
  for (let index = 0; index < length; index++) {
    const left = a.items[index] ?? a.rest;
    const right = b.items[index] ?? b.rest;
    if (left === undefined || right === undefined || !overlaps(left, right)) return false;
  }
  return a.rest === undefined || b.rest === undefined || overlaps(a.rest, b.rest);
}

/** Of two open objects the values of further keys count; else the known keys of the one that is closed. */
function overlappingObjects(
  a: Extract<Type, { kind: 'object' }>,
  b: Extract<Type, { kind: 'object' }>,
): boolean {
  if (a.rest && b.rest) return overlaps(a.rest.value, b.rest.value);
  if (a.rest) return overlappingObjects(b, a);
  if (!b.rest && a.fields.size !== b.fields.size) return false;
  for (const [key, type] of a.fields) {
    const other = b.fields.get(key) ?? b.rest?.value;
    if (other === undefined || !overlaps(type, other)) return false;
  }
  return true;
}

/** The type under a constant string key; undefined where there can be none. */
export function selectField(type: Type, key: string): Type | undefined {
  switch (type.kind) {
    case 'any':
      return ANY;
    case 'object': {
      const field = type.fields.get(key);
      if (field !== undefined) return field;
      return type.rest && overlaps(type.rest.key, STRING) ? type.rest.value : undefined;
    }
    case 'set':
      return overlaps(type.of, STRING) ? STRING : undefined;
    case 'union':
      return joined(type.of.map((part) => selectField(part, key)));
    default:
      return undefined;
  }
}

/** The type under a constant number. */
export function selectIndex(type: Type, index: number): Type | undefined {
  switch (type.kind) {
    case 'any':
      return ANY;
    case 'array':
      return type.items[index] ?? type.rest;
    case 'object':
      return type.rest && overlaps(type.rest.key, NUMBER) ? type.rest.value : undefined;
    case 'set':
      return overlaps(type.of, NUMBER) ? NUMBER : undefined;
    case 'union':
      return joined(type.of.map((part) => selectIndex(part, index)));
    default:
      return undefined;
  }
}

/** The types of keys and of values that iteration over a type gives; undefined where nothing can be iterated. */
export function elements(type: Type): { readonly key: Type; readonly value: Type } | undefined {
  switch (type.kind) {
    case 'any':
      return { key: ANY, value: ANY };
    case 'array': {
      const value = joined([...type.items, type.rest]);
      return { key: NUMBER, value: value ?? ANY };
    }
    case 'object': {
      const value = joined([...type.fields.values(), type.rest?.value]);
      const key = joined([type.fields.size > 0 ? STRING : undefined, type.rest?.key]);
      return { key: key ?? ANY, value: value ?? ANY };
    }
    case 'set':
      return { key: type.of, value: type.of };
    case 'union': {
      const parts = type.of.map(elements).filter((part) => part !== undefined);
      if (parts.length === 0) return undefined;
      return {
        key: joined(parts.map(({ key }) => key)) ?? ANY,
        value: joined(parts.map(({ value }) => value)) ?? ANY,
      };
    }
    default:
      return undefined;
  }
}

function joined(types: readonly (Type | undefined)[]): Type | undefined {
  return types.reduce<Type | undefined>(
    (all, type) => (type === undefined ? all : union(all, type)),
    undefined,
  );
}

/** What lies in values of a type: under a known key, and under any. */
import { compareTypes, union, unionOf } from './order.js';
import { unifies } from './relations.js';
import {
  ANY,
  type ArrayType,
  BOOLEAN,
  type JsonKey,
  keyOf,
  NULL,
  NUMBER,
  type ObjectType,
  STRING,
  type Type,
} from './type.js';

/** The type of a JSON value that is known. */
export function typeOfKey(key: JsonKey): Type {
  switch (typeof key) {
    case 'boolean':
      return BOOLEAN;
    case 'number':
      return NUMBER;
    case 'string':
      return STRING;
    default:
      if (key === null) return NULL;
      return Array.isArray(key)
        ? { kind: 'array', items: key.map(typeOfKey) }
        : { kind: 'object', fields: new Map(), rest: { key: STRING, value: ANY } };
  }
}

export function selectItem(type: ArrayType, index: number): Type | undefined {
  return index < type.items.length ? type.items[index] : type.rest;
}

/** @param id the key as `keyOf` gives it */
export function selectKey(type: ObjectType, id: string, key: JsonKey): Type | undefined {
  const field = type.fields.get(id);
  if (field !== undefined) return field.type;
  return type.rest && unifies(type.rest.key, typeOfKey(key)) ? type.rest.value : undefined;
}

/** The type under a known key; undefined where there can be none. */
export function select(type: Type | undefined, key: JsonKey): Type | undefined {
  switch (type?.kind) {
    case 'any':
      return ANY;
    case 'array':
      return typeof key === 'number' && Number.isInteger(key) && key >= 0
        ? selectItem(type, key)
        : undefined;
    case 'object':
      return selectKey(type, keyOf(key), key);
    case 'set': {
      const wanted = typeOfKey(key);
      const { of } = type;
      if (of?.kind === 'any') return wanted;
      const all = of?.kind === 'union' ? of.of : [of];
      return all.some((member) => compareTypes(member, wanted) === 0) ? wanted : undefined;
    }
    case 'union':
      return unionOf(type.of.map((member) => select(member, key)));
    default:
      return undefined;
  }
}

/** The type of what values of a type can be indexed by; undefined where they cannot be at all. */
export function keysOf(type: Type | undefined): Type | undefined {
  switch (type?.kind) {
    case 'any':
      return ANY;
    case 'array':
      return NUMBER;
    case 'object': {
      const known = unionOf([...type.fields.values()].map(({ key }) => typeOfKey(key)));
      return union(known, type.rest?.key);
    }
    case 'set':
      return type.of;
    case 'union':
      return unionOf(type.of.map(keysOf));
    default:
      return undefined;
  }
}

/** The type of what lies in values of a type, under whatever key. */
export function valuesOf(type: Type | undefined): Type | undefined {
  switch (type?.kind) {
    case 'any':
      return ANY;
    case 'array':
      return union(unionOf(type.items), type.rest);
    case 'object':
      return union(unionOf([...type.fields.values()].map((field) => field.type)), type.rest?.value);
    case 'set':
      return type.of;
    case 'union':
      return unionOf(type.of.map(valuesOf));
    default:
      return undefined;
  }
}

/** The known keys of a type, which a message can offer. */
export function knownKeys(type: Type | undefined): JsonKey[] {
  switch (type?.kind) {
    case 'object':
      return [...type.fields.values()].map(({ key }) => key);
    case 'union': {
      const all = type.of.flatMap(knownKeys);
      return [...new Map(all.map((key) => [keyOf(key), key])).values()];
    }
    default:
      return [];
  }
}

import { ANY, keyOf, objectOf, type Rest, type Type } from '../types/type.js';

/** A type in which the value at a path has another type. */
export function overridden(type: Type | undefined, path: readonly string[], value: Type): Type {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (type?.kind !== 'object') return nested(path, value, { key: ANY, value: ANY });
  const field = type.fields.get(keyOf(first));
  const below =
    field !== undefined || rest.length === 0
      ? overridden(field?.type, rest, value)
      : nested(rest, value, type.rest);
  const others = [...type.fields.values()].filter(({ key }) => key !== first);
  return objectOf([...others, { key: first, type: below }], type.rest);
}

function nested(path: readonly string[], value: Type, rest: Rest | undefined): Type {
  const [first, ...below] = path;
  if (first === undefined) return value;
  return objectOf([{ key: first, type: nested(below, value, rest) }], rest);
}

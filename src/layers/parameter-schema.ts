/**
 * The part of JSON Schema in which rules describe their parameters, checked without a schema library: settings are read at
 * every start, and a keyword that we would silently ignore is refused.
 */

import { canonicalJson as canonical } from '../model/canonical-json.js';
import type { Json } from '../model/json.js';

type Check = (wanted: Json, value: Json) => string | undefined;

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

const limit =
  (
    fits: (size: number, bound: number) => boolean,
    size: (value: Json) => number | undefined,
    word: string,
  ): Check =>
  (wanted, value) => {
    const measured = size(value);
    return measured === undefined || fits(measured, Number(wanted))
      ? undefined
      : `${word} ${wanted}`;
  };

const number = (value: Json) => (typeof value === 'number' ? value : undefined);
const length = (value: Json) => (typeof value === 'string' ? [...value].length : undefined);
const items = (value: Json) => (isList(value) ? value.length : undefined);
const least = (size: number, bound: number) => size >= bound;
const most = (size: number, bound: number) => size <= bound;

const KEYWORDS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['title', () => undefined],
  ['description', () => undefined],
  ['examples', () => undefined],
  ['default', () => undefined],
  [
    'type',
    (wanted, value) => {
      const types = isList(wanted) ? wanted : [wanted];
      const found = typeOf(value);
      const fits = types.includes(found) || (found === 'integer' && types.includes('number'));
      return fits ? undefined : `must be of type ${types.join(' or ')}`;
    },
  ],
  [
    'enum',
    (wanted, value) =>
      isList(wanted) && wanted.some((one) => canonical(one) === canonical(value))
        ? undefined
        : `must be one of ${canonical(wanted)}`,
  ],
  ['minimum', limit(least, number, 'must be at least')],
  ['maximum', limit(most, number, 'must be at most')],
  ['minLength', limit(least, length, 'must have a length of at least')],
  ['maxLength', limit(most, length, 'must have a length of at most')],
  ['minItems', limit(least, items, 'must have a number of items of at least')],
  ['maxItems', limit(most, items, 'must have a number of items of at most')],
  [
    'uniqueItems',
    (wanted, value) =>
      wanted === true && isList(value) && new Set(value.map(canonical)).size < value.length
        ? 'must not repeat an item'
        : undefined,
  ],
  [
    'pattern',
    (wanted, value) =>
      typeof value !== 'string' || new RegExp(String(wanted), 'u').test(value)
        ? undefined
        : `must match \`${String(wanted)}\``,
  ],
  [
    'items',
    (wanted, value) => {
      if (!isList(value)) return undefined;
      for (const [index, item] of value.entries()) {
        const fault = checkValue(wanted, item);
        if (fault) return `has an item ${index}, which ${fault}`;
      }
      return undefined;
    },
  ],
  [
    'properties',
    (wanted, value) => {
      if (!isRecord(value) || !isRecord(wanted)) return undefined;
      for (const [name, schema] of Object.entries(wanted)) {
        const part = Object.hasOwn(value, name) ? value[name] : undefined;
        const fault = part === undefined ? undefined : checkValue(schema, part);
        if (fault) return `has a property \`${name}\`, which ${fault}`;
      }
      return undefined;
    },
  ],
  [
    'required',
    (wanted, value) => {
      if (!isRecord(value) || !isList(wanted)) return undefined;
      const missing = wanted.find((name) => !Object.hasOwn(value, String(name)));
      return missing === undefined ? undefined : `needs a property \`${String(missing)}\``;
    },
  ],
  ['additionalProperties', () => undefined],
]);

/** What is wrong with a parameter's schema, as the rest of a sentence; undefined where it is fine. */
export function checkSchema(schema: Json): string | undefined {
  if (!isRecord(schema)) return 'needs a `schema` that is a mapping';
  for (const [keyword, wanted] of Object.entries(schema)) {
    if (!KEYWORDS.has(keyword))
      return `has a schema with \`${keyword}\`, which is not supported here`;
    if (keyword === 'items' || (keyword === 'additionalProperties' && isRecord(wanted))) {
      const fault = checkSchema(wanted);
      if (fault) return fault;
    }
    if (keyword === 'properties' && isRecord(wanted)) {
      for (const part of Object.values(wanted)) {
        const fault = checkSchema(part);
        if (fault) return fault;
      }
    }
    if (keyword === 'pattern' && !isPattern(String(wanted)))
      return 'has a schema with a broken `pattern`';
  }
  return undefined;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a value, as the rest of a sentence; undefined where it fits its schema. */
export function checkValue(schema: Json, value: Json): string | undefined {
  if (!isRecord(schema)) return undefined;
  for (const [keyword, wanted] of Object.entries(schema)) {
    const fault = KEYWORDS.get(keyword)?.(wanted, value);
    if (fault) return fault;
  }
  const closed = schema['additionalProperties'];
  if (closed !== undefined && closed !== true && isRecord(value)) {
    const named = isRecord(schema['properties'] ?? null)
      ? Object.keys(schema['properties'] as object)
      : [];
    for (const [name, part] of Object.entries(value)) {
      if (named.includes(name)) continue;
      if (closed === false) return `has an unknown property \`${name}\``;
      const fault = checkValue(closed, part);
      if (fault) return `has a property \`${name}\`, which ${fault}`;
    }
  }
  return undefined;
}

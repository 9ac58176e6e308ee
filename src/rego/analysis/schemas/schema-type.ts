/**
 * The types of values that a JSON Schema describes, as OPA derives them: from `type`, `properties`, `items`, `anyOf`, `allOf` and
 * `$ref`. Objects with `properties` have no others, whatever `additionalProperties` says; all other keywords are left aside.
 */
import { BuiltinError } from '../../builtins/declaration.js';
import { idOf, References, resolved } from '../../builtins/jsonschema/references.js';
import { type Place, schemaError, TYPES } from '../../builtins/jsonschema/subschema.js';
import { field } from '../../builtins/operands.js';
import { RegoObject, type Value } from '../../builtins/value.js';
import { union } from '../types/order.js';
import {
  ANY,
  arrayOf,
  BOOLEAN,
  type Field,
  NUMBER,
  objectOf,
  STRING,
  type Type,
} from '../types/type.js';

/** So often a schema may stand within itself; what is deeper may be anything. */
const DEEPEST = 4;

/** What of a schema says something about types. Parts of several are put together for `allOf`. */
interface Outline {
  types: readonly string[];
  properties: readonly (readonly [string, Place])[];
  /** One for all items, or one for each place. */
  items?: Place | readonly Place[];
  anyOf: readonly Place[];
  allOf: readonly Place[];
}

/**
 * The type of a schema document.
 *
 * @returns what is wrong with the schema where it is none, or points at one that is not at hand
 */
export function typeOfSchema(document: Value): Type | string {
  if (typeof document === 'boolean') return ANY;
  if (!(document instanceof RegoObject)) return 'unable to compile the schema: schema is invalid';
  const root = { value: document, base: idOf(document) ?? '' };
  try {
    return new Reader(new References(root)).typeAt(root);
  } catch (failure) {
    if (failure instanceof MergeFault) return `type checking: ${failure.message}`;
    if (failure instanceof BuiltinError) return `unable to compile the schema: ${failure.message}`;
    throw failure;
  }
}

class MergeFault extends Error {}

class Reader {
  /** The types of schemas by how often they stand within themselves. */
  private readonly known = new Map<Value, (Type | undefined)[]>();
  private readonly open = new Map<Value, number>();

  constructor(private readonly references: References) {}

  typeAt(place: Place): Type {
    const { value } = place;
    if (typeof value === 'boolean') return ANY;
    const depth = this.open.get(value) ?? 0;
    if (depth >= DEEPEST) return ANY;
    const known = this.known.get(value) ?? [];
    this.known.set(value, known);
    const before = known[depth];
    if (before !== undefined) return before;
    this.open.set(value, depth + 1);
    const type = this.typeOf(this.outline(place));
    this.open.set(value, depth);
    known[depth] = type;
    return type;
  }

  private outline({ value, base }: Place): Outline {
    if (!(value instanceof RegoObject)) {
      throw schemaError('Expected: Valid Schema, given: Invalid JSON');
    }
    const id = idOf(value);
    const own = id === undefined ? base : resolved(id, base);
    const reference = field(value, '$ref');
    if (typeof reference === 'string') return this.outline(this.references.find(reference, own));
    const within = (item: Value): Place => ({ value: item, base: own });
    const list = (key: string): readonly Place[] => {
      const items = field(value, key) ?? [];
      if (!Array.isArray(items)) throw schemaError(`${key} must be of an array`);
      return (items as readonly Value[]).map(within);
    };
    const properties = field(value, 'properties');
    if (properties !== undefined && !(properties instanceof RegoObject)) {
      throw schemaError('Properties must be of type object');
    }
    const items = field(value, 'items');
    return {
      types: typesOf(field(value, 'type')),
      properties: (properties?.entries ?? []).map(([key, item]) => [key as string, within(item)]),
      ...(items !== undefined && {
        items: Array.isArray(items) ? (items as readonly Value[]).map(within) : within(items),
      }),
      anyOf: list('anyOf'),
      allOf: list('allOf'),
    };
  }

  private typeOf(outline: Outline): Type {
    const { anyOf, allOf, types, properties } = outline;
    if (anyOf.length > 0) return this.alternatives(outline);
    if (allOf.length > 0) {
      const parts = allOf.map((place) => this.outline(place));
      const all = parts.map(implied).reduce(merged);
      const own = { ...outline, allOf: [] };
      if (types.length === 0) return this.typeOf(all);
      const isWhole = ['object', 'array'].some(
        (type) => types.includes(type) && all.types.includes(type),
      );
      if (isWhole) return this.typeOf(merged(implied(own), all));
      if (types.join() !== all.types.join()) {
        throw new MergeFault('unable to merge these schemas');
      }
      return this.typeOf(all);
    }
    const [type] = implied(outline).types;
    if (types.includes('boolean')) return BOOLEAN;
    if (types.includes('string')) return STRING;
    if (types.includes('integer') || types.includes('number')) return NUMBER;
    if (type === 'object' || types.includes('object')) {
      if (properties.length === 0) return objectOf([], { key: ANY, value: ANY });
      const fields = new Map<string, Field>();
      for (const [key, place] of properties) fields.set(key, { key, type: this.typeAt(place) });
      return objectOf([...fields.values()]);
    }
    return type === 'array' || types.includes('array') ? this.arrayType(outline) : ANY;
  }

  private arrayType({ items }: Outline): Type {
    if (items === undefined) return arrayOf(ANY);
    if (!isList(items)) return arrayOf(this.typeAt(items));
    if (items.length === 0) return arrayOf(ANY);
    return arrayOf(
      undefined,
      items.map((place) => this.typeAt(place)),
    );
  }

  private alternatives(outline: Outline): Type {
    let type: Type | undefined;
    if (outline.types.length > 0) {
      const core = this.typeOf({ ...outline, anyOf: [] });
      if (core.kind === 'object' && core.rest === undefined) type = core;
    }
    for (const place of outline.anyOf) type = union(this.typeAt(place), type);
    return type ?? ANY;
  }
}

function isList(items: Place | readonly Place[]): items is readonly Place[] {
  return Array.isArray(items);
}

function typesOf(given: Value | undefined): readonly string[] {
  if (given === undefined) return [];
  const types = Array.isArray(given) ? (given as readonly Value[]) : [given];
  const wrong = types.find((type) => !TYPES.some((known) => known === type));
  if (wrong !== undefined) {
    throw schemaError(
      `has a primitive type that is NOT VALID -- given: /${String(wrong)}/ Expected valid values are:[${TYPES.join(' ')}]`,
    );
  }
  return types as readonly string[];
}

/** What a schema without `type` is about by its other keywords. */
function implied(outline: Outline): Outline {
  if (outline.types.length > 0) return outline;
  if (outline.properties.length > 0) return { ...outline, types: ['object'] };
  const hasItems = outline.items !== undefined;
  return hasItems ? { ...outline, types: ['array'] } : outline;
}

/** Both of two schemas. */
function merged(a: Outline, b: Outline): Outline {
  if (a.types.join() !== b.types.join()) {
    throw new MergeFault(
      `unable to merge these schemas: type mismatch: ${a.types.join(',')} and ${b.types.join(',')}`,
    );
  }
  const items = a.items ?? b.items;
  return {
    types: a.types,
    properties: [...a.properties, ...b.properties],
    ...(items && { items: mergedItems(a.items, b.items) ?? items }),
    anyOf: [],
    allOf: [],
  };
}

function mergedItems(a: Outline['items'], b: Outline['items']): readonly Place[] | undefined {
  if (a === undefined || b === undefined || !isList(a) || !isList(b)) return undefined;
  return [...a, ...b.slice(a.length)];
}

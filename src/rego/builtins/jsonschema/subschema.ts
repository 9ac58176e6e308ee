import type { RE2JS } from 're2js';
import { BuiltinError } from '../declaration.js';
import type { Value } from '../value.js';

/** The types of JSON Schema, in the order in which messages list them. */
export const TYPES = ['array', 'boolean', 'integer', 'number', 'null', 'object', 'string'] as const;
export type SchemaType = (typeof TYPES)[number];

/** Which rules differ: before draft 6 there are no boolean schemas and bounds are exclusive by a flag. */
export type Draft = 'draft-04' | 'later' | 'any';

/** Counts that keywords compare lengths with. */
export type Count =
  | 'minLength'
  | 'maxLength'
  | 'minProperties'
  | 'maxProperties'
  | 'minItems'
  | 'maxItems';

/** Numbers that keywords compare numbers with. */
export type Bound = 'multipleOf' | 'maximum' | 'exclusiveMaximum' | 'minimum' | 'exclusiveMinimum';

/** A schema, checked and made ready. Mutable while it is compiled, as schemas refer to one another. */
export interface Subschema {
  /** A schema that is just `true` or `false`. */
  always?: boolean;
  /** Where it points by `$ref`: nothing else of it counts then. */
  target?: Subschema;
  types: readonly SchemaType[];
  properties: Map<string, Subschema>;
  patterns: Map<string, { readonly pattern: RE2JS; readonly schema: Subschema }>;
  additionalProperties?: boolean | Subschema;
  propertyNames?: Subschema;
  dependencies: Map<string, readonly string[] | Subschema>;
  /** One for all items, or one for each place. */
  items?: Subschema | readonly Subschema[];
  additionalItems?: boolean | Subschema;
  contains?: Subschema;
  counts: Map<Count, number>;
  bounds: Map<Bound, number>;
  pattern?: { readonly text: string; readonly pattern: RE2JS };
  format?: string;
  required: readonly string[];
  uniqueItems?: boolean;
  /** JSON text in a spelling of its own for each value. */
  const?: string;
  enum: readonly string[];
  oneOf: readonly Subschema[];
  anyOf: readonly Subschema[];
  allOf: readonly Subschema[];
  not?: Subschema;
  if?: Subschema;
  then?: Subschema;
  else?: Subschema;
}

/** A schema that asks for nothing. */
export function openSchema(): Subschema {
  return {
    types: [],
    properties: new Map(),
    patterns: new Map(),
    dependencies: new Map(),
    counts: new Map(),
    bounds: new Map(),
    required: [],
    enum: [],
    oneOf: [],
    anyOf: [],
    allOf: [],
  };
}

/** The error for a schema that is not one. */
export const schemaError = (message: string): BuiltinError => new BuiltinError('builtin', message);

/** The error for a keyword whose value has the wrong type. */
export const wrongType = (expected: string, given: string): BuiltinError =>
  schemaError(`Invalid type. Expected: ${expected}, given: ${given}`);

/** A place in a schema document: the value and the URI that relative references start from. */
export interface Place {
  readonly value: Value;
  readonly base: string;
}

/** JSON Schemas (drafts 4 to 7), checked for sense before they are used, in the words of the Go library that OPA uses. */

import { BuiltinError } from '../declaration.js';
import { compilePattern } from '../regex/host.js';

export type SchemaObject = { readonly [keyword: string]: unknown };
export type Schema = boolean | SchemaObject;

const TYPES = ['array', 'boolean', 'integer', 'number', 'null', 'object', 'string'];

/** A schema that makes no sense. */
export class SchemaFault extends Error {
  override readonly name = 'SchemaFault';
}

const fail = (message: string): never => {
  throw new SchemaFault(message);
};

export const isObject = (value: unknown): value is SchemaObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Goes through a schema and all schemas in it.
 *
 * @throws SchemaFault
 */
export function checkSchema(schema: unknown, root: unknown = schema): void {
  if (typeof schema === 'boolean') return;
  if (!isObject(schema)) return void fail('Invalid type. Expected: Valid Schema, given: schema');
  const { $ref, type } = schema;
  if ($ref !== undefined) {
    if (typeof $ref !== 'string') fail('$ref must be of type string');
    else resolveRef($ref, root);
    return;
  }
  for (const item of Array.isArray(type) ? (type as unknown[]) : type === undefined ? [] : [type]) {
    if (typeof item !== 'string' || !TYPES.includes(item)) {
      fail(
        `has a primitive type that is NOT VALID -- given: /${String(item)}/ Expected valid values are:[${TYPES.join(' ')}]`,
      );
    }
  }
  for (const key of ['properties', 'patternProperties', 'definitions', 'dependencies'] as const) {
    const group = schema[key];
    if (group === undefined) continue;
    const name = key === 'properties' ? 'Properties' : key;
    if (!isObject(group)) return void fail(`${name} must be of type object`);
    for (const [name, inner] of Object.entries(group)) {
      if (key === 'patternProperties') checkPattern(name, 'patternProperties');
      if (!(key === 'dependencies' && Array.isArray(inner))) checkSchema(inner, root);
    }
  }
  for (const key of ['additionalProperties', 'additionalItems'] as const) {
    const inner = schema[key];
    if (inner !== undefined && typeof inner !== 'boolean' && !isObject(inner)) {
      fail(`Invalid type. Expected: boolean/Valid Schema, given: ${key}`);
    }
    if (isObject(inner)) checkSchema(inner, root);
  }
  const { items } = schema;
  if (Array.isArray(items)) for (const inner of items) checkSchema(inner, root);
  else if (isObject(items) || typeof items === 'boolean') checkSchema(items, root);
  else if (items !== undefined) {
    fail('Invalid type. Expected: Valid Schema/Array Of Schemas, given: items');
  }
  for (const key of ['not', 'if', 'then', 'else', 'contains', 'propertyNames'] as const) {
    if (schema[key] !== undefined) checkSchema(schema[key], root);
  }
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    const list = schema[key];
    if (list === undefined) continue;
    if (!Array.isArray(list)) return void fail(`${key} must be of an array`);
    for (const inner of list) checkSchema(inner, root);
  }
  checkScalars(schema);
}

function checkScalars(schema: SchemaObject): void {
  const { required, enum: choices, pattern } = schema;
  if (required !== undefined && !Array.isArray(required)) fail('required must be of an array');
  if (Array.isArray(required) && required.some((name) => typeof name !== 'string')) {
    fail('required items must be of type string');
  }
  if (choices !== undefined && !Array.isArray(choices)) fail('enum must be of an array');
  if (pattern !== undefined) checkPattern(pattern, 'pattern');
  for (const key of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) {
    const value = schema[key];
    const isFlag = key.startsWith('exclusive') && typeof value === 'boolean';
    if (value !== undefined && typeof value !== 'number' && !isFlag)
      fail(`${key} must be of a Number`);
  }
  for (const [low, high] of [
    ['minLength', 'maxLength'],
    ['minItems', 'maxItems'],
    ['minProperties', 'maxProperties'],
  ] as const) {
    for (const key of [low, high]) {
      const value = schema[key];
      if (value === undefined) continue;
      if (!Number.isInteger(value)) fail(`${key} must be of an integer`);
      if ((value as number) < 0) fail(`${key} must be greater than or equal to 0`);
    }
    const [least, most] = [schema[low], schema[high]];
    if (typeof least === 'number' && typeof most === 'number' && least > most) {
      fail(`${low} cannot be greater than ${high}`);
    }
  }
}

function checkPattern(pattern: unknown, key: string): void {
  if (typeof pattern !== 'string') return void fail(`${key} must be of type string`);
  try {
    compilePattern(pattern);
  } catch (failure) {
    if (!(failure instanceof BuiltinError)) throw failure;
    fail(`${key} must be a valid regex`);
  }
}

/** The schema that a local reference (`#/definitions/x`) names. Remote ones are never fetched. */
export function resolveRef(ref: string, root: unknown): Schema {
  if (!ref.startsWith('#')) return fail(`remote reference loading disabled: ${ref}`);
  let node: unknown = root;
  for (const part of ref.slice(1).split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    const next: unknown = Array.isArray(node)
      ? (node as unknown[])[Number(key)]
      : isObject(node)
        ? node[key]
        : undefined;
    if (next === undefined) return fail(`Object has no key '${key}'`);
    node = next;
  }
  return node as Schema;
}

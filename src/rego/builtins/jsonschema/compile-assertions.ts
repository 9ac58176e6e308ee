import { field, floatOf, integerOf } from '../operands.js';
import { Numeral, type RegoObject, type Value } from '../value.js';
import { patternOf } from './pattern.js';
import {
  type Bound,
  type Count,
  type Draft,
  type SchemaType,
  type Subschema,
  schemaError,
  TYPES,
  wrongType,
} from './subschema.js';

const isNumber = (value: Value | undefined): value is number | Numeral =>
  typeof value === 'number' || value instanceof Numeral;

/**
 * The keywords that assert something of a value without further schemas.
 *
 * @param parts compiles the keywords that come between `type` and the numbers
 */
export function compileAssertions(
  schema: Subschema,
  value: RegoObject,
  draft: Draft,
  parts: (value: RegoObject) => void,
): void {
  schema.types = typesOf(field(value, 'type'));
  parts(value);
  compileBounds(schema, value, draft);
  compileCounts(schema, value, 'minLength', 'maxLength');
  const pattern = field(value, 'pattern');
  if (pattern !== undefined) {
    if (typeof pattern !== 'string') throw wrongType('string', 'pattern');
    schema.pattern = {
      text: pattern,
      pattern: patternOf(pattern, 'pattern must be a valid regex'),
    };
  }
  const format = field(value, 'format');
  if (format !== undefined) {
    if (typeof format !== 'string') throw wrongType('string', 'format');
    schema.format = format;
  }
  compileCounts(schema, value, 'minProperties', 'maxProperties');
  schema.required = requiredOf(field(value, 'required'));
  compileCounts(schema, value, 'minItems', 'maxItems');
  const unique = field(value, 'uniqueItems');
  if (unique !== undefined) {
    if (typeof unique !== 'boolean') throw schemaError('uniqueItems must be of a boolean');
    schema.uniqueItems = unique;
  }
}

function typesOf(value: Value | undefined): readonly SchemaType[] {
  if (value === undefined) return [];
  const names = Array.isArray(value) ? (value as readonly Value[]) : [value];
  const found: SchemaType[] = [];
  for (const name of names) {
    if (typeof name !== 'string') throw wrongType('type', 'string/Array Of Strings');
    const type = TYPES.find((known) => known === name);
    if (type === undefined) {
      throw schemaError(
        `has a primitive type that is NOT VALID -- given: /${name}/ Expected valid values are:[${TYPES.join(' ')}]`,
      );
    }
    if (found.includes(type)) throw schemaError(`${type} type is duplicated`);
    found.push(type);
  }
  return found;
}

function compileBounds(schema: Subschema, value: RegoObject, draft: Draft): void {
  const factor = field(value, 'multipleOf');
  if (factor !== undefined) {
    if (!isNumber(factor)) throw wrongType('Number', 'multipleOf');
    if (floatOf(factor) <= 0) throw schemaError('multipleOf must be strictly greater than 0');
    schema.bounds.set('multipleOf', floatOf(factor));
  }
  compileBound(schema, value, draft, 'maximum', 'exclusiveMaximum');
  compileBound(schema, value, draft, 'minimum', 'exclusiveMinimum');
}

/** `exclusive` is a flag for the bound in draft 4 and a bound of its own later. */
function compileBound(
  schema: Subschema,
  value: RegoObject,
  draft: Draft,
  inclusive: Bound,
  exclusive: Bound,
): void {
  const bound = field(value, inclusive);
  if (bound !== undefined) {
    if (!isNumber(bound)) throw schemaError(`${inclusive} must be of a Number`);
    schema.bounds.set(inclusive, floatOf(bound));
  }
  const other = field(value, exclusive);
  if (other === undefined) return;
  if (typeof other === 'boolean' && draft !== 'later') {
    if (bound === undefined) {
      throw schemaError(`${exclusive} cannot be used without ${inclusive}`);
    }
    if (!other) return;
    schema.bounds.delete(inclusive);
    schema.bounds.set(exclusive, floatOf(bound));
  } else if (isNumber(other) && draft !== 'draft-04') {
    schema.bounds.set(exclusive, floatOf(other));
  } else {
    const expected = { 'draft-04': 'boolean', later: 'number', any: 'boolean/number' }[draft];
    throw wrongType(expected, exclusive);
  }
}

function compileCounts(schema: Subschema, value: RegoObject, least: Count, most: Count): void {
  for (const key of [least, most]) {
    const given = field(value, key);
    if (given === undefined) continue;
    const count = isNumber(given) ? integerOf(given) : undefined;
    if (count === undefined) throw schemaError(`${key} must be of an integer`);
    if (count < 0n) throw schemaError(`${key} must be greater than or equal to 0`);
    schema.counts.set(key, Number(count));
  }
  const [low, high] = [schema.counts.get(least), schema.counts.get(most)];
  if (least !== 'minItems' && low !== undefined && high !== undefined && low > high) {
    throw schemaError(`${least} cannot be greater than ${most}`);
  }
}

function requiredOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw schemaError('required must be of an array');
  const names = (value as readonly Value[]).map((name) => {
    if (typeof name !== 'string') throw wrongType('string', 'required');
    return name;
  });
  if (new Set(names).size < names.length) throw schemaError('required items must be unique');
  return names;
}

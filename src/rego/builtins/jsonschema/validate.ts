/** Validation against a JSON Schema, with the errors, texts and order of the Go library that OPA uses. */
import { isDeepStrictEqual } from 'node:util';
import { compilePattern } from '../regex/host.js';
import { isObject, resolveRef, type Schema, type SchemaObject } from './compile.js';
import { hasFormat } from './formats.js';

export interface Fault {
  readonly desc: string;
  readonly error: string;
  readonly field: string;
  readonly type: string;
}

const ROOT = '(Root)';

export function validate(value: unknown, schema: Schema): Fault[] {
  const run = new Run(schema);
  run.check(value, schema, ROOT);
  return run.faults;
}

class Run {
  readonly faults: Fault[] = [];

  constructor(private readonly root: Schema) {}

  private fault(field: string, type: string, desc: string): void {
    this.faults.push({ desc, error: `${field}: ${desc}`, field, type });
  }

  private fits(value: unknown, schema: Schema, field: string): boolean {
    return this.attempt(value, schema, field).length === 0;
  }

  private attempt(value: unknown, schema: Schema, field: string): readonly Fault[] {
    const run = new Run(this.root);
    run.check(value, schema, field);
    return run.faults;
  }

  check(value: unknown, schema: Schema, field: string): void {
    if (typeof schema === 'boolean') {
      if (!schema) this.fault(field, 'false', 'False always fails validation');
      return;
    }
    if (typeof schema['$ref'] === 'string') {
      this.check(value, resolveRef(schema['$ref'], this.root), field);
      return;
    }
    const given = typeName(value);
    const types = asList(schema['type']).map(String);
    const isOfType = types.some(
      (type) => type === given || (type === 'number' && given === 'integer'),
    );
    if (types.length > 0 && !isOfType) {
      const expected = types.length === 1 ? types[0] : `[${types.join(',')}]`;
      this.fault(field, 'invalid_type', `Invalid type. Expected: ${expected}, given: ${given}`);
      return;
    }
    this.combined(value, schema, field);
    this.common(value, schema, field);
    if (Array.isArray(value)) this.array(value, schema, field);
    else if (isObject(value)) this.object(value, schema, field);
    else if (typeof value === 'string') this.string(value, schema, field);
    else if (typeof value === 'number') this.number(value, schema, field);
  }

  private combined(value: unknown, schema: SchemaObject, field: string): void {
    const schemas = (key: string) => (Array.isArray(schema[key]) ? (schema[key] as Schema[]) : []);
    const anyOf = schemas('anyOf');
    if (anyOf.length > 0) {
      const attempts = anyOf.map((inner) => this.attempt(value, inner, field));
      if (attempts.every((faults) => faults.length > 0)) {
        this.fault(field, 'number_any_of', 'Must validate at least one schema (anyOf)');
        this.faults.push(...best(attempts));
      }
    }
    const oneOf = schemas('oneOf');
    if (oneOf.length > 0) {
      const attempts = oneOf.map((inner) => this.attempt(value, inner, field));
      const valid = attempts.filter((faults) => faults.length === 0).length;
      if (valid !== 1) {
        this.fault(field, 'number_one_of', 'Must validate one and only one schema (oneOf)');
        if (valid === 0) this.faults.push(...best(attempts));
      }
    }
    const allOf = schemas('allOf');
    if (allOf.length > 0) {
      const before = this.faults.length;
      for (const inner of allOf) this.check(value, inner, field);
      if (this.faults.length > before) {
        this.fault(field, 'number_all_of', 'Must validate all the schemas (allOf)');
      }
    }
    if (schema['not'] !== undefined && this.fits(value, schema['not'] as Schema, field)) {
      this.fault(field, 'number_not', 'Must not validate the schema (not)');
    }
    this.dependencies(value, schema, field);
    if (schema['if'] === undefined) return;
    const branch = this.fits(value, schema['if'] as Schema, field) ? 'then' : 'else';
    const inner = schema[branch];
    if (inner === undefined || this.fits(value, inner as Schema, field)) return;
    const was = branch === 'then' ? 'valid' : 'not valid';
    this.fault(field, `condition_${branch}`, `Must validate "${branch}" as "if" was ${was}`);
    this.check(value, inner as Schema, field);
  }

  private dependencies(value: unknown, schema: SchemaObject, field: string): void {
    const dependencies = schema['dependencies'];
    if (!isObject(dependencies) || !isObject(value)) return;
    for (const [name, wanted] of Object.entries(dependencies)) {
      if (value[name] === undefined) continue;
      if (!Array.isArray(wanted)) this.check(value, wanted as Schema, field);
      else {
        for (const key of wanted as string[]) {
          if (value[key] === undefined) {
            this.fault(field, 'missing_dependency', `Has a dependency on ${key}`);
          }
        }
      }
    }
  }

  private common(value: unknown, schema: SchemaObject, field: string): void {
    if ('const' in schema && !isDeepStrictEqual(value, schema['const'])) {
      this.fault(field, 'const', `${field} does not match: ${JSON.stringify(schema['const'])}`);
    }
    const choices = schema['enum'];
    if (!Array.isArray(choices) || choices.length === 0) return;
    if (choices.some((choice) => isDeepStrictEqual(choice, value))) return;
    const allowed = choices.map((choice) => JSON.stringify(choice)).join(', ');
    this.fault(field, 'enum', `${field} must be one of the following: ${allowed}`);
  }

  private array(value: readonly unknown[], schema: SchemaObject, field: string): void {
    const { items, additionalItems, contains } = schema;
    const below = (index: number) => (field === ROOT ? String(index) : `${field}.${index}`);
    if (Array.isArray(items)) {
      for (const [index, item] of value.entries()) {
        const inner = index < items.length ? (items[index] as Schema) : additionalItems;
        if (inner !== undefined && inner !== false) this.check(item, inner as Schema, below(index));
      }
      if (additionalItems === false && value.length > items.length) {
        this.fault(field, 'array_no_additional_items', 'No additional items allowed on array');
      }
    } else if (items !== undefined) {
      for (const [index, item] of value.entries()) this.check(item, items as Schema, below(index));
    }
    const least = bound(schema, 'minItems');
    if (least !== undefined && value.length < least) {
      this.fault(field, 'array_min_items', `Array must have at least ${least} items`);
    }
    const most = bound(schema, 'maxItems');
    if (most !== undefined && value.length > most) {
      this.fault(field, 'array_max_items', `Array must have at most ${most} items`);
    }
    if (schema['uniqueItems'] === true) this.unique(value, field);
    if (contains === undefined) return;
    const attempts = value.map((item, index) =>
      this.attempt(item, contains as Schema, below(index)),
    );
    if (attempts.some((faults) => faults.length === 0)) return;
    this.fault(field, 'contains', 'At least one of the items must match');
    if (attempts.length > 0) this.faults.push(...best(attempts));
  }

  private unique(value: readonly unknown[], field: string): void {
    for (let j = 1; j < value.length; j++) {
      const i = value.findIndex((item) => isDeepStrictEqual(item, value[j]));
      if (i < j) this.fault(field, 'unique', `array items[${i},${j}] must be unique`);
    }
  }

  private object(value: SchemaObject, schema: SchemaObject, field: string): void {
    const names = Object.keys(value).sort();
    const least = bound(schema, 'minProperties');
    if (least !== undefined && names.length < least) {
      this.fault(field, 'array_min_properties', `Must have at least ${least} properties`);
    }
    const most = bound(schema, 'maxProperties');
    if (most !== undefined && names.length > most) {
      this.fault(field, 'array_max_properties', `Must have at most ${most} properties`);
    }
    for (const name of asList(schema['required']) as string[]) {
      if (!(name in value)) this.fault(field, 'required', `${name} is required`);
    }
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const patterns = Object.entries(
      isObject(schema['patternProperties']) ? schema['patternProperties'] : {},
    );
    const below = (name: string) => (field === ROOT ? name : `${field}.${name}`);
    const { additionalProperties, propertyNames } = schema;
    for (const name of names) {
      const matching = patterns.filter(([pattern]) => compilePattern(pattern).matcher(name).find());
      for (const [, inner] of matching) this.check(value[name], inner as Schema, below(name));
      if (name in properties || matching.length > 0) continue;
      if (additionalProperties === false) {
        this.fault(
          field,
          'additional_property_not_allowed',
          `Additional property ${name} is not allowed`,
        );
      } else if (isObject(additionalProperties)) {
        this.check(value[name], additionalProperties, below(name));
      }
    }
    if (propertyNames !== undefined) {
      for (const name of names) {
        const faults = this.attempt(name, propertyNames as Schema, field);
        if (faults.length === 0) continue;
        this.fault(field, 'invalid_property_name', `Property name of "${name}" does not match`);
        this.faults.push(...faults);
      }
    }
    for (const name of Object.keys(properties).sort()) {
      if (name in value) this.check(value[name], properties[name] as Schema, below(name));
    }
  }

  private string(value: string, schema: SchemaObject, field: string): void {
    const length = [...value].length;
    const least = bound(schema, 'minLength');
    if (least !== undefined && length < least) {
      this.fault(field, 'string_gte', `String length must be greater than or equal to ${least}`);
    }
    const most = bound(schema, 'maxLength');
    if (most !== undefined && length > most) {
      this.fault(field, 'string_lte', `String length must be less than or equal to ${most}`);
    }
    const { pattern, format } = schema;
    if (typeof pattern === 'string' && !compilePattern(pattern).matcher(value).find()) {
      this.fault(field, 'pattern', `Does not match pattern '${pattern}'`);
    }
    if (typeof format === 'string' && !hasFormat(value, format)) {
      this.fault(field, 'format', `Does not match format '${format}'`);
    }
  }

  private number(value: number, schema: SchemaObject, field: string): void {
    const { multipleOf, exclusiveMaximum, exclusiveMinimum } = schema;
    if (typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf)) {
      this.fault(field, 'multiple_of', `Must be a multiple of ${multipleOf}`);
    }
    const most = bound(schema, 'maximum');
    if (most !== undefined && exclusiveMaximum === true && value >= most) {
      this.fault(field, 'number_lt', `Must be less than ${most}`);
    } else if (most !== undefined && value > most) {
      this.fault(field, 'number_lte', `Must be less than or equal to ${most}`);
    }
    if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) {
      this.fault(field, 'number_lt', `Must be less than ${exclusiveMaximum}`);
    }
    const least = bound(schema, 'minimum');
    if (least !== undefined && exclusiveMinimum === true && value <= least) {
      this.fault(field, 'number_gt', `Must be greater than ${least}`);
    } else if (least !== undefined && value < least) {
      this.fault(field, 'number_gte', `Must be greater than or equal to ${least}`);
    }
    if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) {
      this.fault(field, 'number_gt', `Must be greater than ${exclusiveMinimum}`);
    }
  }
}

/** The attempt that came closest. */
function best(attempts: readonly (readonly Fault[])[]): readonly Fault[] {
  return attempts.reduce((closest, faults) => (faults.length < closest.length ? faults : closest));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function bound(schema: SchemaObject, key: string): number | undefined {
  const value = schema[key];
  return typeof value === 'number' ? value : undefined;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

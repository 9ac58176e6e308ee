/** Schemas of draft 4, 6 and 7, checked in the words of the Go library that OPA uses. */
import { field } from '../operands.js';
import { RegoObject, type Value } from '../value.js';
import { canonicalText } from './canonical-text.js';
import { compileAssertions } from './compile-assertions.js';
import { patternOf } from './pattern.js';
import { idOf, References, resolved } from './references.js';
import {
  type Draft,
  openSchema,
  type Place,
  type Subschema,
  schemaError,
  wrongType,
} from './subschema.js';

function draftOf(schema: RegoObject): Draft {
  const named = field(schema, '$schema');
  if (named === undefined) return 'any';
  if (typeof named !== 'string') throw schemaError('$schema must be of type string');
  if (named.includes('json-schema.org/draft-04/')) return 'draft-04';
  return /json-schema\.org\/draft-0[67]\//.test(named) ? 'later' : 'any';
}

/**
 * Compiles a whole schema document.
 *
 * @throws BuiltinError that says what is wrong with the schema
 */
export function compileSchema(document: Value): Subschema {
  if (typeof document === 'boolean') return { ...openSchema(), always: document };
  if (!(document instanceof RegoObject)) throw schemaError('schema is invalid');
  const base = idOf(document) ?? '';
  const compiler = new Compiler(draftOf(document), new References({ value: document, base }));
  return compiler.compile({ value: document, base });
}

const isSchema = (value: Value | undefined): value is boolean | RegoObject =>
  typeof value === 'boolean' || value instanceof RegoObject;

class Compiler {
  /** What is compiled already, or being compiled: schemas may refer to themselves. */
  private readonly done = new Map<Value, Subschema>();

  constructor(
    private readonly draft: Draft,
    private readonly references: References,
  ) {}

  compile({ value, base }: Place): Subschema {
    if (typeof value === 'boolean' && this.draft !== 'draft-04') {
      return { ...openSchema(), always: value };
    }
    if (!(value instanceof RegoObject)) {
      throw schemaError('Expected: Valid Schema, given: Invalid JSON');
    }
    const known = this.done.get(value);
    if (known !== undefined) return known;
    const schema = openSchema();
    this.done.set(value, schema);
    const id = idOf(value);
    this.fill(schema, value, id === undefined ? base : resolved(id, base));
    return schema;
  }

  private fill(schema: Subschema, value: RegoObject, base: string): void {
    const within = (item: Value): Subschema => this.compile({ value: item, base });
    this.checkDefinitions(value, within);
    for (const key of ['title', 'description']) {
      if (typeof (field(value, key) ?? '') !== 'string') throw wrongType('string', key);
    }
    const reference = field(value, '$ref');
    if (reference !== undefined) {
      if (typeof reference !== 'string') throw wrongType('string', '$ref');
      schema.target = this.compile(this.references.find(reference, base));
      return;
    }
    compileAssertions(schema, value, this.draft, (rest) => this.fillParts(schema, rest, within));
    this.fillChoices(schema, value, within);
  }

  private checkDefinitions(value: RegoObject, within: (item: Value) => Subschema): void {
    const definitions = field(value, 'definitions');
    if (definitions === undefined) return;
    const wrong = wrongType('Array Of Schemas', 'definitions');
    if (!(definitions instanceof RegoObject)) throw wrong;
    for (const [, item] of definitions.entries) {
      if (!isSchema(item)) throw wrong;
      within(item);
    }
  }

  /** Keywords that hold schemas for the parts of a value. */
  private fillParts(
    schema: Subschema,
    value: RegoObject,
    within: (item: Value) => Subschema,
  ): void {
    const properties = field(value, 'properties');
    if (properties !== undefined) {
      if (!(properties instanceof RegoObject)) {
        throw schemaError('Properties must be of type object');
      }
      for (const [key, item] of properties.entries)
        schema.properties.set(key as string, within(item));
    }
    const open = (key: 'additionalProperties' | 'additionalItems'): void => {
      const item = field(value, key);
      if (item === undefined) return;
      if (!isSchema(item)) throw wrongType('boolean/Valid Schema', key);
      schema[key] = typeof item === 'boolean' ? item : within(item);
    };
    open('additionalProperties');
    this.fillPatterns(schema, field(value, 'patternProperties'), within);
    const names = this.draft === 'draft-04' ? undefined : field(value, 'propertyNames');
    if (names !== undefined) {
      if (!isSchema(names)) throw wrongType('Valid Schema', 'patternProperties');
      schema.propertyNames = within(names);
    }
    this.fillDependencies(schema, field(value, 'dependencies'), within);
    const items = field(value, 'items');
    if (items !== undefined) {
      const list = Array.isArray(items) ? (items as readonly Value[]) : [items];
      if (!list.every(isSchema)) throw wrongType('Valid Schema/Array Of Schemas', 'items');
      schema.items = Array.isArray(items) ? list.map(within) : within(items);
    }
    open('additionalItems');
  }

  private fillPatterns(
    schema: Subschema,
    patterns: Value | undefined,
    within: (item: Value) => Subschema,
  ): void {
    if (patterns === undefined) return;
    if (!(patterns instanceof RegoObject)) throw wrongType('Valid Schema', 'patternProperties');
    for (const [key, item] of patterns.entries) {
      const pattern = patternOf(key as string, `Invalid regex pattern '${key}'`);
      schema.patterns.set(key as string, { pattern, schema: within(item) });
    }
  }

  private fillDependencies(
    schema: Subschema,
    dependencies: Value | undefined,
    within: (item: Value) => Subschema,
  ): void {
    if (dependencies === undefined) return;
    if (!(dependencies instanceof RegoObject)) {
      throw schemaError('dependencies must be of type object');
    }
    for (const [key, item] of dependencies.entries) {
      const isNames = Array.isArray(item) && item.every((name) => typeof name === 'string');
      if (!isNames && !isSchema(item)) {
        throw schemaError('Dependency must be of type Schema Or Array Of Strings');
      }
      schema.dependencies.set(
        key as string,
        isNames ? (item as readonly string[]) : within(item as Value),
      );
    }
  }

  /** Keywords that hold schemas for the value itself. */
  private fillChoices(
    schema: Subschema,
    value: RegoObject,
    within: (item: Value) => Subschema,
  ): void {
    const isNew = this.draft !== 'draft-04';
    const contains = isNew ? field(value, 'contains') : undefined;
    if (contains !== undefined) schema.contains = within(contains);
    const constant = isNew ? field(value, 'const') : undefined;
    if (constant !== undefined) schema.const = canonicalText(constant);
    const list = (key: string): readonly Value[] => {
      const items = field(value, key) ?? [];
      if (!Array.isArray(items)) throw schemaError(`${key} must be of an array`);
      return items as readonly Value[];
    };
    schema.enum = list('enum').map(canonicalText);
    if (new Set(schema.enum).size < schema.enum.length) {
      throw schemaError('enum items must be unique');
    }
    for (const key of ['oneOf', 'anyOf', 'allOf'] as const) schema[key] = list(key).map(within);
    for (const key of ['not', 'if', 'then', 'else'] as const) {
      const item = key === 'not' || isNew ? field(value, key) : undefined;
      if (item === undefined) continue;
      if (!isSchema(item)) throw schemaError(`${key} must be of an object`);
      schema[key] = within(item);
    }
  }
}

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseSchemaPath } from '../../../src/rego/analysis/schemas/schema-path.js';
import { typeOfSchema } from '../../../src/rego/analysis/schemas/schema-type.js';
import { typeText } from '../../../src/rego/analysis/types/text.js';
import { toValue } from '../../../src/rego/builtins/json-value.js';
import { checkModules } from '../../../src/rego/compile.js';
import { messagesOf } from '../../helpers/check-module.js';

const PERSON = {
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
};

const shown = (schema: unknown): string => {
  const type = typeOfSchema(toValue(schema));
  return typeof type === 'string' ? type : typeText(type);
};

const types = suite('typeOfSchema');

types('takes objects with properties for closed, whatever further ones are allowed', () => {
  assert.is(shown({ ...PERSON, additionalProperties: true }), 'object<age: number, name: string>');
  assert.is(shown({ type: 'object' }), 'object[any: any]');
});

types('knows what is meant where `type` is left out', () => {
  assert.is(shown({ properties: { a: {} } }), 'object<a: any>');
  assert.is(shown({ items: { type: 'boolean' } }), 'array[boolean]');
});

types('reads arrays with one schema for all items, or one for each place', () => {
  assert.is(
    shown({ type: 'array', items: [{ type: 'string' }, PERSON] }),
    'array<string, object<age: number, name: string>>',
  );
});

types('makes unions of `anyOf` and merges `allOf`', () => {
  assert.is(shown({ anyOf: [{ type: 'string' }, { type: 'number' }] }), 'any<number, string>');
  assert.is(
    shown({ ...PERSON, allOf: [{ properties: { mail: { type: 'string' } } }] }),
    'object<age: number, mail: string, name: string>',
  );
  assert.is(
    shown({ allOf: [{ type: 'object' }, { type: 'string' }] }),
    'type checking: unable to merge these schemas: type mismatch: object and string',
  );
});

types('follows references within the document, also to itself', () => {
  assert.is(
    shown({ definitions: { x: PERSON }, properties: { a: { $ref: '#/definitions/x' } } }),
    'object<a: object<age: number, name: string>>',
  );
  assert.match(shown({ properties: { child: { $ref: '#' } } }), /^object<child: object<child: /);
});

types('fetches no schema from elsewhere', () => {
  assert.is(
    shown({ $ref: 'https://example.com/x.json' }),
    'unable to compile the schema: remote reference loading disabled: https://example.com/x.json',
  );
});

types('says what is no schema', () => {
  assert.match(shown([1]), /schema is invalid$/);
  assert.match(shown({ type: 'text' }), /NOT VALID -- given: \/text\//);
});

types.run();

const paths = suite('parseSchemaPath');

paths('reads names and quoted keys', () => {
  assert.equal(parseSchemaPath('schema.a["b-c"].d'), ['schema', 'a', 'b-c', 'd']);
  assert.is(parseSchemaPath('schema..a'), undefined);
  assert.is(parseSchemaPath('schema[0]'), undefined);
});

paths.run();

const checks = suite('schemas of input and data');
const schemas = new Map([['schema.person', toValue(PERSON)]]);

checks('hold everywhere where there is one for the input', () => {
  const input = new Map([['schema', toValue(PERSON)]]);
  assert.equal(messagesOf('p if input.nam == "x"', { schemas: input }), [
    '2: undefined ref: input.nam',
  ]);
  assert.equal(messagesOf('p if input.name == 1', { schemas: input }), ['2: match error']);
});

checks('hold for the rule that an annotation stands on', () => {
  const text = `
# METADATA
# schemas:
#   - input: schema.person
p if input.nam
q if input.nam`;
  assert.equal(messagesOf(text, { schemas }), ['6: undefined ref: input.nam']);
});

checks('hold for all rules of a document', () => {
  const text = `
# METADATA
# scope: document
# schemas:
#   - input.user: schema.person
p if input.user.nam
p if { input.other; input.user.ag }`;
  assert.equal(messagesOf(text, { schemas }), [
    '7: undefined ref: input.user.nam',
    '8: undefined ref: input.user.ag',
  ]);
});

checks('hold for packages below, and are overridden by nearer ones', () => {
  const above = `# METADATA
# scope: subpackages
# schemas:
#   - input: schema.person
package a`;
  const below = `package a.b
p if input.nam
# METADATA
# schemas:
#   - input.name: {properties: {first: {type: string}}}
q if { input.name.first == 1; input.age == "x" }`;
  const { diagnostics } = checkModules(
    [
      { path: 'a.rego', text: above },
      { path: 'b.rego', text: below },
    ],
    { schemas },
  );
  assert.equal(
    diagnostics.map(({ message, span }) => `${span?.source.path}: ${message}`),
    ['b.rego: undefined ref: input.nam', 'b.rego: match error', 'b.rego: match error'],
  );
});

checks('may stand in the annotation itself, and may be about base documents', () => {
  const text = `
# METADATA
# schemas:
#   - data.acl: {type: object, properties: {alice: {type: array, items: {type: string}}}}
p if { data.acl.bob; data.acl.alice[_] == 1 }`;
  assert.equal(messagesOf(text), ['6: undefined ref: data.acl.bob', '6: match error']);
});

checks('must be there where any were given', () => {
  const text = '# METADATA\n# schemas:\n#   - input: schema.nobody\np if input.x';
  assert.equal(messagesOf(text, { schemas }), ['5: undefined schema: schema.nobody']);
  assert.equal(messagesOf(text), []);
});

checks.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { host } from '../../../src/rego/builtins/jsonschema/host.js';
import { caller } from '../../helpers/call-builtin.js';

const call = caller(host);

/** The places and descriptions of all mismatches. */
function mismatches(document: unknown, schema: unknown): string[] {
  const [, errors] = JSON.parse(call('json.match_schema', document, schema) ?? '') as [
    boolean,
    { error: string }[],
  ];
  return errors.map(({ error }) => error);
}

const matching = suite('json.match_schema');

matching('finds nothing wrong with a document that fits', () => {
  const schema = { properties: { ports: { items: { type: 'integer', maximum: 65535 } } } };
  assert.is(call('json.match_schema', { ports: [80, 443] }, schema), '[true,[]]');
});

matching('takes documents and schemas as JSON text', () => {
  assert.is(call('json.match_schema', '{"a":1}', '{"required":["a"]}'), '[true,[]]');
  assert.throws(() => call('json.match_schema', '{', {}), /invalid JSON string/);
});

matching('names the place and what was expected there', () => {
  const schema = {
    required: ['user'],
    properties: { stages: { items: { properties: { name: { type: 'string' } } } } },
  };
  assert.equal(mismatches({ stages: [{ name: 'a' }, { name: 3 }] }, schema), [
    '(Root): user is required',
    'stages.1.name: Invalid type. Expected: string, given: integer',
  ]);
});

matching('compares decimals as decimals', () => {
  assert.equal(mismatches({ cpu: 0.3 }, { properties: { cpu: { multipleOf: 0.1 } } }), []);
  assert.equal(mismatches({ cpu: 0.35 }, { properties: { cpu: { multipleOf: 0.1 } } }), [
    'cpu: Must be a multiple of 0.1',
  ]);
});

matching('tells of the alternative that came nearest', () => {
  const schema = {
    oneOf: [{ type: 'array' }, { type: 'object', properties: { tag: { minLength: 3 } } }],
  };
  assert.equal(mismatches({ tag: 'v1' }, schema), [
    '(Root): Must validate one and only one schema (oneOf)',
    'tag: String length must be greater than or equal to 3',
  ]);
});

matching('follows references, also those of schemas to themselves', () => {
  const schema = {
    $ref: '#/definitions/node',
    definitions: {
      node: {
        properties: { next: { $ref: '#/definitions/node' }, id: { type: 'integer' } },
      },
    },
  };
  assert.equal(mismatches({ next: { next: { id: 'x' } } }, schema), [
    'next.next.id: Invalid type. Expected: integer, given: string',
  ]);
});

matching('checks formats that it knows and lets others pass', () => {
  const schema = { properties: { at: { format: 'date-time' }, x: { format: 'made-up' } } };
  assert.equal(mismatches({ at: '2026-02-30T00:00:00Z', x: '?' }, schema), [
    "at: Does not match format 'date-time'",
  ]);
  assert.equal(mismatches({ at: '2026-02-28T00:00:00Z' }, schema), []);
});

matching.run();

const verifying = suite('json.verify_schema');

const faults: readonly (readonly [unknown, string])[] = [
  [{ type: ['string', 'string'] }, 'string type is duplicated'],
  [{ minLength: 2, maxLength: 1 }, 'minLength cannot be greater than maxLength'],
  [{ properties: { a: { pattern: '(' } } }, 'pattern must be a valid regex'],
  [{ $ref: '#/definitions/gone' }, "Object has no key 'definitions'"],
  [{ exclusiveMinimum: true }, 'exclusiveMinimum cannot be used without minimum'],
];

for (const [schema, message] of faults) {
  verifying(`says: ${message}`, () => {
    assert.is(
      call('json.verify_schema', schema),
      JSON.stringify([false, `jsonschema: ${message}`]),
    );
  });
}

verifying('never fetches schemas from elsewhere', () => {
  const answer = call('json.verify_schema', { $ref: 'http://schemas.invalid/a.json' });
  assert.match(answer ?? '', /remote reference loading disabled/);
});

verifying('accepts a schema in order', () => {
  assert.is(call('json.verify_schema', { type: 'boolean' }), '[true,null]');
});

verifying.run();

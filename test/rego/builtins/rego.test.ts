import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { host } from '../../../src/rego/builtins/rego/host.js';
import { caller } from '../../helpers/call-builtin.js';

const call = caller(host);
const parse = (text: string) => JSON.parse(call('rego.parse_module', 'a.rego', text) ?? '');
const rules = (text: string) => parse(`package a\n${text}`).rules;

const modules = suite('rego.parse_module');

modules('gives package, imports and comments', () => {
  const tree = parse('package a.b\nimport data.x as y\n# why\n');
  assert.equal(
    tree.package.path.map(({ value }: { value: string }) => value),
    ['data', 'a', 'b'],
  );
  assert.is(tree.imports[0].alias, 'y');
  assert.equal(tree.comments, [
    {
      Text: Buffer.from(' why').toString('base64'),
      Location: { file: 'a.rego', row: 3, col: 1 },
    },
  ]);
  assert.not('rules' in tree);
});

modules('names operators by the built-ins that they stand for', () => {
  const [{ body }] = rules('p if { input.n + 1 > 2; some x in input.xs }');
  assert.is(body[0].terms[0].value[0].value, 'gt');
  assert.is(body[0].terms[1].value[0].value[0].value, 'plus');
  assert.is(body[1].terms.symbols[0].value[0].value[1].value, 'member_2');
});

modules('tells dotted heads from those with a key', () => {
  const [dotted, keyed, many] = rules('p.q := 1\nr["s"] := 2\nt contains 3');
  assert.equal([dotted.head.name, 'key' in dotted.head], ['p', false]);
  assert.equal(keyed.head.key, { type: 'string', value: 's' });
  assert.equal(many.head.key, { type: 'number', value: 3 });
  assert.not('value' in many.head);
});

modules('sorts members of sets and keeps one of each', () => {
  const [{ head }] = rules('p := {"b", 1, x, "b", null}');
  assert.equal(
    head.value.value.map(({ type }: { type: string }) => type),
    ['null', 'number', 'string', 'var'],
  );
});

modules('keeps else branches, defaults, negation and with', () => {
  const [first, second] = rules('default p := 1\np := 2 if { not q with input as {} } else := 3');
  assert.is(first.default, true);
  assert.is(second.body[0].negated, true);
  assert.equal(second.body[0].with[0].target.value, [{ type: 'var', value: 'input' }]);
  assert.equal(second.else.head.value, { type: 'number', value: 3 });
});

modules('says what is wrong, with the line and a mark', () => {
  assert.throws(
    () => parse('package a.'),
    (error: Error) =>
      error.message ===
      '1 error occurred: a.rego:1: rego_parse_error: unexpected eof token: expected identifier\n\tpackage a.\n\t         ^',
  );
  assert.throws(() => parse(''), /empty module/);
});

modules.run();

const runtime = suite('opa.runtime');

runtime('tells nothing of the surroundings unless it was granted', () => {
  assert.is(call('opa.runtime'), '{}');
  const granted = caller(host, { environment: new Map([['REGION', 'north']]) });
  assert.is(granted('opa.runtime'), '{"env":{"REGION":"north"}}');
});

runtime.run();

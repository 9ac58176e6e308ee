import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toValue } from '../../../src/rego/builtins/json-value.js';
import { sprintf as hostSprintf } from '../../../src/rego/builtins/strings/format.js';
import { expression } from '../../helpers/expression.js';

const evaluate = await expression('sprintf(input.format, input.values)');
const format = (text: unknown, ...values: readonly unknown[]) => evaluate({ format: text, values });

const sprintf = suite('sprintf');

sprintf('puts values in the place of verbs', () => {
  assert.is(format('%s: %d of %v, 100 %%', 'é', -3, 12), 'é: -3 of 12, 100 %');
  assert.is(format('no verbs'), 'no verbs');
  assert.is(format('%q', 'a "b"\\\n'), '"a \\"b\\"\\\\\\n"');
});

sprintf('shows values of any type as OPA prints them', () => {
  assert.is(format('%v', { b: [1, 'x', null], a: {} }), '{"a": {}, "b": [1, "x", null]}');
  assert.is(format('%s %v', true, []), 'true []');
  assert.is(format('%v', ['é\u0001\t']), '["é\\x01\\t"]');
});

sprintf('shows doubles as Go does', () => {
  assert.is(format('%v %v %v', 7.5, -0.25, 0.0001), '7.5 -0.25 0.0001');
  assert.is(format('%v %v', 0.00001, 1234567.5), '1e-05 1.2345675e+06');
  assert.is(format('%.2f', 2.345), '2.35');
});

sprintf('names verbs that do not fit, and values that are missing or left over', () => {
  assert.is(format('%d %s', 'x', 5), '%!d(string=x) %!s(int64=5)');
  assert.is(format('%d %s', 1.5, -0.25), '%!d(float64=1.5) %!s(float64=-0.25)');
  assert.is(format('%q', -0.25), '%!q(float64=-0.25)');
  assert.is(format('%s and %d', 'x'), 'x and %!d(MISSING)');
  assert.is(format('x', 1, -0.5, [1]), 'x%!(EXTRA int64=1, float64=-0.5, string=[1])');
  assert.is(format('%s %', 1), '%!s(int64=1) %!(NOVERB)');
});

sprintf('refuses operands of other types', () => {
  assert.is(
    evaluate({ format: 1, values: 1 }),
    'eval_type_error: sprintf: operand 1 must be string but got number',
  );
  assert.is(
    evaluate({ format: '', values: 's' }),
    'eval_type_error: sprintf: operand 2 must be array but got string',
  );
});

sprintf('gives the same natively and in the host', () => {
  const verb = fc.constantFrom('%s', '%d', '%v', '%q', '%%', 'é: ', '%5d', '%x');
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.integer().map((number) => number / 1024),
    fc.boolean(),
    fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 3 }),
    fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3 }),
  );
  fc.assert(
    fc.property(fc.array(verb), fc.array(value, { maxLength: 5 }), (verbs, values) => {
      const text = verbs.join('');
      assert.is(format(text, ...values), hostSprintf(text, values.map(toValue)));
    }),
  );
});

sprintf.run();

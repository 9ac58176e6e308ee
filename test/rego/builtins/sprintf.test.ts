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

sprintf('takes widths, precisions, flags and indexes of operands', () => {
  assert.is(format('[%5d|%-5d|%05d|%+d|% d]', 42, 42, -42, 42, 42), '[   42|42   |-0042|+42| 42]');
  assert.is(format('[%5.2s|%05s|%-4s]', 'abc', 'é', 'x'), '[   ab|0000é|x   ]');
  assert.is(
    format('%x %X %#x %o %#o %O %b %c %U', 255, 255, 255, 8, 8, 8, 5, 233, 233),
    'ff FF 0xff 10 010 0o10 101 é U+00E9',
  );
  assert.is(format('%x %X %#x % x', 'é', 'é', 'ab', 'ab'), 'c3a9 C3A9 0x6162 61 62');
  assert.is(format('%#q %+q %#v %q', 'a', 'é', 'a', 233), '`a` "\\u00e9" "a" \'é\'');
  assert.is(format('%[2]d %[1]d %[2]*[1]d', 1, 3), '3 1   1');
  assert.is(format('%*d %.*f', 5, 42, 1, 0.25), '   42 0.2');
});

sprintf('rounds halves to even digits, as Go does', () => {
  assert.is(format('%.0f %.0f %.0f %.1f', 0.5, 1.5, 2.5, 0.25), '0 2 2 0.2');
  assert.is(
    format('%e %.2E %g %.3g %G', 1234.5, 0.0625, 0.5, 1234.5, 1234567.5),
    '1.234500e+03 6.25E-02 0.5 1.23e+03 1.2345675E+06',
  );
  assert.is(
    format('%#.3g %#.0f %x %.1x %b', 1.5, 2.5, 0.5, 1.96875, 1.5),
    '1.50 2. 0x1p-01 0x1.0p+01 6755399441055744p-52',
  );
});

sprintf('keeps flags of verbs that do not fit, and names what is wrong with indexes', () => {
  assert.is(
    format('%5t|%-12d|%+x', true, 'x', 'y'),
    '%!t(string= true)|%!d(string=x           )|79',
  );
  assert.is(format('%*d %.*d', 'x', 1, -1, 2), '%!(BADWIDTH)1 %!(BADPREC)2');
  assert.is(format('%f %5.1d', 1, 'abc'), '%!f(int64=1) %!d(string=    a)');
  assert.is(
    format('%[5]d %[x]d %*d %.*d', 1, 'x', 2),
    '%!d(BADINDEX) %!d(BADINDEX) %!d(string=x) %!d(MISSING)',
  );
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

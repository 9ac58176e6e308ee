import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answer, ready } from '../../helpers/evaluate-rego.js';

const order = suite('<, <=, > and >= as tests');

/** In Rego's order, of all types. */
const values = [null, false, true, -2, -1.5, 0, 1, 1.5, 2, 9007199254740993n, 'a', [1], { a: 1 }];
const text = (value: unknown): string =>
  typeof value === 'bigint' ? String(value) : JSON.stringify(value);

order('compare values of all types with numbers, on either side', async () => {
  for (const constant of [-2, 0, 1.5, 2, 9007199254740993n]) {
    const place = values.indexOf(constant);
    const evaluate = await ready(`
values := [${values.map(text).join(', ')}]
p := [
	count([1 | some value in values; value < ${constant}]),
	count([1 | some value in values; value <= ${constant}]),
	count([1 | some value in values; value > ${constant}]),
	count([1 | some value in values; value >= ${constant}]),
	count([1 | some value in values; ${constant} < value]),
	count([1 | some value in values; ${constant} <= value]),
	count([1 | some value in values; ${constant} > value]),
	count([1 | some value in values; ${constant} >= value]),
]`);
    const [less, more] = [place, values.length - place - 1];
    assert.equal(evaluate(), [less, less + 1, more, more + 1, more, more + 1, less, less + 1]);
  }
});

order(
  'compare what is known with what is known, and give values where they are wanted',
  async () => {
    assert.is(await answer('p if { 1 < 2; "a" <= "b"; [1] > 7 }'), true);
    assert.equal(await answer('p := [1 < 2, 2 < 1, x] if x := input.a >= 2', { input: { a: 2 } }), [
      true,
      false,
      true,
    ]);
    assert.is(await answer('p if 1 < input.a', { input: {} }), undefined);
  },
);

order.run();

const affixes = suite('startswith and endswith as tests');

affixes('look at the ends of strings, and are undefined for anything else', async () => {
  const whole = 'abcdefghijklmnopqrstuvwxyz';
  for (const length of [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 26]) {
    const [start, end] = [whole.slice(0, length), whole.slice(26 - length)];
    const input = [whole, start, end, `_${start}`, `${end}_`, `${start.slice(1)}`, '', 7, null];
    const evaluate = await ready(`
p := [
	[value | some value in input; startswith(value, "${start}")],
	[value | some value in input; endswith(value, "${end}")],
	[value | some value in input; is_string(value); not startswith(value, "${start}")],
]`);
    const strings = input.filter((value) => typeof value === 'string');
    assert.equal(evaluate({ input }), [
      strings.filter((value) => value.startsWith(start)),
      strings.filter((value) => value.endsWith(end)),
      strings.filter((value) => !value.startsWith(start)),
    ]);
  }
});

affixes('are errors in strict evaluations where an operand is no string', async () => {
  const evaluate = await ready('p if startswith(input, "a")', { strictErrors: true });
  assert.is(evaluate({ input: 'ab' }), true);
  assert.throws(() => evaluate({ input: 7 }), /operand 1 must be string but got number/);
});

affixes.run();

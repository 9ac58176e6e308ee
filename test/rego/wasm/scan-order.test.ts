import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answer, ready } from '../../helpers/evaluate-rego.js';

const order = suite('iteration over objects and sets');

/** Keys that come in no order, more than are searched one by one. */
const values = Object.fromEntries(
  Array.from({ length: 50 }, (_, index) => [`key${(index * 37) % 50}`, index]),
);
const sorted = Object.keys(values).sort();

order('goes by the order of keys where an array is filled', async () => {
  assert.equal(await answer('p := [key | some key, _ in input]', { input: values }), sorted);
  assert.equal(
    await answer('p := [key | some key in {key | some key, _ in input}]', { input: values }),
    sorted,
  );
});

order('goes by the order of keys where an array is filled within other loops', async () => {
  const text = 'p := [[key, n] | some key in {key | some key, _ in input}; some n in {2, 1}]';
  const wanted = sorted.flatMap((key) => [
    [key, 1],
    [key, 2],
  ]);
  assert.equal(await answer(text, { input: values }), wanted);
});

order('leaves the same sets and objects in any order', async () => {
  const text = `
p := {"keys": keys, "pairs": pairs, "found": found}
keys := {key | some key, _ in input}
pairs := {key: [key, value] | some key, value in input}
default found := false
found if {
	some key in keys
	key == "key17"
}`;
  assert.equal(await answer(text, { input: values }), {
    keys: sorted,
    pairs: Object.fromEntries(sorted.map((key) => [key, [key, values[key]]])),
    found: true,
  });
});

order('tells of conflicts in objects', async () => {
  const evaluate = await ready('p := {value % 2: key | some key, value in input}');
  assert.equal(evaluate({ input: { a: 1, b: 2 } }), { 0: 'b', 1: 'a' });
  assert.throws(() => evaluate({ input: { a: 1, b: 3 } }), /object keys must be unique/);
});

order.run();

const tables = suite('sets that grow');

tables('hold each value once, of every type, whatever their size', async () => {
  for (const size of [7, 8, 9, 16, 17, 200, 3000]) {
    const input = Array.from({ length: size }, (_, index) => (index * 7919) % size);
    const text = `
p := [count(numbers), count(texts), count(mixed), count(mixed & texts)]
numbers := {value | some value in array.concat(input, input)}
texts := {sprintf("%d", [value]) | some value in array.concat(input, input)}
mixed := numbers | texts | {null, true, [1], {"a": 1}, {1}, 0.5}`;
    assert.equal(await answer(text, { input }), [size, size, 2 * size + 6, size]);
  }
});

tables.run();

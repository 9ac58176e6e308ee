import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answer, ready } from '../../helpers/evaluate-rego.js';

const collections = suite('collections of constants');

const key = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => text !== '__proto__');

/** Small values of every type that JSON has, decimals but those that are no constants. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.array(tie('value'), { maxLength: 12 }),
    fc.dictionary(key, tie('value'), { maxKeys: 12, noNullPrototype: true }),
  ),
})).value;

collections('are what they are written as', async () => {
  await fc.assert(
    fc.asyncProperty(json, async (value) => {
      assert.equal(await answer(`p := ${JSON.stringify(value)}`), value);
      assert.is(await answer(`p if input == ${JSON.stringify(value)}`, { input: value }), true);
    }),
    { numRuns: 40 },
  );
});

collections('are found by each of their members, whatever its type', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(json, { minLength: 1, maxLength: 24 }), async (members) => {
      const texts = members.map((member) => JSON.stringify(member));
      const evaluate = await ready(`
members := {${texts.join(', ')}}
places := {${texts.map((text, index) => `${text}: ${index}`).join(', ')}}
p := [[members[value] == value, places[value]] | some value in input]`);
      const last = members.map((member) => [true, texts.lastIndexOf(JSON.stringify(member))]);
      assert.equal(evaluate({ input: members }), last);
      assert.equal(evaluate({ input: [['none of them', members]] }), []);
    }),
    { numRuns: 40 },
  );
});

collections('stay what they are when they are merged, extended or filled by rules', async () => {
  const evaluate = await ready(`
base := {"a": {"b": 1}, "c": [1, 2]}
p := [base, object.union(base, {"a": {"d": 2}}), array.concat(base.c, [3]), again, json.patch(base, [{"op": "remove", "path": "c"}])]
again := result if result := input with input as base with input.a.b as 7`);
  const base = { a: { b: 1 }, c: [1, 2] };
  for (let time = 0; time < 2; time++) {
    assert.equal(evaluate({ input: {} }), [
      base,
      { a: { b: 1, d: 2 }, c: [1, 2] },
      [1, 2, 3],
      { a: { b: 7 }, c: [1, 2] },
      { a: { b: 1 } },
    ]);
  }
});

collections('that a rule gave are not filled further by others: that is a conflict', async () => {
  const evaluate = await ready(`
base := {"c": 1}
p[x] := base if some x in input.whole
p[x].d := 2 if some x in input.part`);
  assert.equal(evaluate({ input: { whole: ['k'], part: ['l'] } }), { k: { c: 1 }, l: { d: 2 } });
  assert.throws(
    () => evaluate({ input: { whole: ['k'], part: ['k'] } }),
    /object keys must be unique/,
  );
});

collections.run();

const comparisons = suite('comparisons with constants');

comparisons('tell strings of any length from those that differ in one byte', async () => {
  for (let length = 0; length <= 20; length++) {
    const text = 'abcdefghijklmnopqrstuvwxyz'.slice(0, length);
    const others = [...text].map((_, at) => `${text.slice(0, at)}_${text.slice(at + 1)}`);
    const evaluate = await ready(`
p := [[same, other] |
	some text in input
	same := {x | x := text; x == "${text}"}
	other := {x | x := text; x != "${text}"}
]`);
    const input = [text, `${text}z`, text.slice(1), ...others, null, 7, [text]];
    const wanted = input.map((value) => (value === text ? [[value], []] : [[], [value]]));
    assert.equal(evaluate({ input }), wanted);
  }
});

comparisons('tell numbers, booleans and null', async () => {
  const values = [0, 1, -1, 1.5, 9007199254740991, true, false, null, '1', [1]];
  for (const constant of values) {
    const text = `p := [value | some value in input; value == ${JSON.stringify(constant)}]`;
    const wanted = values.filter((value) => JSON.stringify(value) === JSON.stringify(constant));
    assert.equal(await answer(text, { input: values }), wanted);
    const others = values.filter((value) => !wanted.includes(value));
    const negated = text.replace('==', '!=');
    assert.equal(await answer(negated, { input: values }), others);
  }
  assert.equal(await answer('p := [x | some x in input; x == 1]', { input: [1.0, 2] }), [1]);
});

comparisons.run();

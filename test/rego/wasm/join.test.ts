import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answer, ready } from '../../helpers/evaluate-rego.js';

const joins = suite('loops that look for elements by a part of them');

interface Item {
  readonly name: string;
  readonly kind?: unknown;
}

const kinds = fc.constantFrom<unknown>('a', 'b', 'long enough to be no small string', 1, null, [1]);
const items = fc.array(
  fc.record(
    { name: fc.string({ maxLength: 3 }), kind: kinds },
    { requiredKeys: ['name'], noNullPrototype: true },
  ),
  { maxLength: 60 },
);

joins('find what going through all of them finds, in the same order', async () => {
  const evaluate = await ready(`
p := {"array": array_of, "set": set_of, "values": values_of, "member": member}
wanted := [kind | some kind in data.kinds]
array_of := [[kind, [item.name | some item in input; item.kind == kind]] | some kind in wanted]
items := {item | some item in input}
set_of := [[item.name | some item in items; item.kind == kind] | some kind in wanted]
values_of := [[value | some value in input; value.kind = kind] | some kind in wanted]
names := [item.name | some item in input]
member := [kind | some kind in array.concat(wanted, names); kind in names]`);
  const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const having = (list: readonly Item[], kind: unknown): Item[] =>
    list.filter((item) => 'kind' in item && equal(item.kind, kind));
  await fc.assert(
    fc.asyncProperty(items, fc.array(kinds, { maxLength: 8 }), async (input, wanted) => {
      const names = input.map(({ name }) => name);
      const { array, values, member, set } = evaluate({ input, data: { kinds: wanted } }) as Record<
        string,
        unknown[]
      >;
      assert.equal(
        array,
        wanted.map((kind) => [kind, having(input, kind).map(({ name }) => name)]),
      );
      assert.equal(
        values,
        wanted.map((kind) => having(input, kind)),
      );
      assert.equal(
        member,
        [...wanted, ...names].filter((name) => names.some((other) => equal(name, other))),
      );
      assert.is(set?.length, wanted.length);
    }),
    { numRuns: 60 },
  );
});

joins('are not disturbed by loops over the same set in another order', async () => {
  const input = Array.from({ length: 40 }, (_, index) => ({
    name: `n${(index * 23) % 40}`,
    of: index % 3,
  }));
  const text = `
items := {item | some item in input}
p := {[item.name, count([other | some other in items; other.of == item.of])] | some item in items}`;
  const counts = [14, 13, 13];
  const wanted = input.map(({ name, of }) => [name, counts[of]]);
  assert.equal(
    await answer(text, { input }),
    wanted.sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
  );
});

joins('see other documents where `with` replaces them', async () => {
  const input = Array.from({ length: 20 }, (_, index) => ({ name: `n${index}`, of: index % 2 }));
  const text = `
found(of) := [item.name | some item in input; item.of == of]
p := [count(names) | some of in [0, 1, 2, 0]; some names in [found(of), other(of)]]
other(of) := names if names := found(of) with input as [{"name": "x", "of": of}]`;
  assert.equal(await answer(text, { input }), [10, 1, 10, 1, 0, 1, 10, 1]);
});

joins.run();

const leaving = suite('loops that are left early');

const conflict = `
f(1) := 1
f(2) := 2 if true
f(2) := 3 if true
`;

leaving(
  'under `every` at the first element that fails: errors of later ones are not seen',
  async () => {
    assert.is(await answer(`${conflict}\np if { every x in [1, 2] { f(x) == 7 } }`), undefined);
  },
);

leaving('do not hide errors under `not`', async () => {
  const evaluate = await ready(`${conflict}\np if not f([1, 2][_]) == 1`);
  assert.throws(() => evaluate(), /must not produce multiple outputs/);
});

leaving('give the same as without', async () => {
  const evaluate = await ready(`
import future.keywords.or

p := {"not": n, "every": e, "or": o, "with": w}
default n := false
n if not 3 in input
default e := false
e if { every x in input { some y in input; y == x + 1 } }
default o := false
o if { {input[_] == 1} or {input[_] == 7} }
default w := false
w if { input[_] == 3 with input as array.concat(input, [3, 3]) }`);
  assert.equal(evaluate({ input: [1, 2, 3] }), { not: false, every: false, or: true, with: true });
  assert.equal(evaluate({ input: [2, 4] }), { not: true, every: false, or: false, with: true });
  assert.equal(evaluate({ input: [] }), { not: true, every: true, or: false, with: true });
});

leaving.run();

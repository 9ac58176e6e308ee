import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { spanText } from '../../../src/diagnostics/source.js';
import { meaningOf } from '../../../src/rego/syntax/format/meaning.js';
import { parseModule } from '../../../src/rego/syntax/parse.js';

/** Statements whose beginnings can be read as several things: bodies, sets, objects, comprehensions, calls, heads. */
const STATEMENTS = [
  'a if { {1, 2}[x]; x }',
  'b := {x | x := input.y}',
  'c if { not ({1, 2} == input) }',
  'd := {"k": {1 | true}}["k"]',
  'e[x].f contains y if { some x, y in {{1}: {2}} }',
  'g(x) := x[_] if { x == {_ | true} }',
  'h if { {"a": _} = input; [_, _] = input.pair }',
  'i := count({x | x := {1}[_]}) + 1',
  'j if not { input.a; {1}[input.b] }',
  'k if { {input.x} or {input.y}; (input.z) }',
];

const parse = (statements: readonly string[]) =>
  parseModule({
    path: 'a.rego',
    text: `package a\nimport future.keywords\n${statements.join('\n')}\n`,
  });

/** The rules' meaning, with wildcards named by their order in each rule. */
const rulesOf = (statements: readonly string[]): string[] => {
  const { value, diagnostics } = parse(statements);
  assert.equal(diagnostics, []);
  return value.rules.map((rule) => {
    const names = new Map<string, string>();
    return meaningOf({ ...value, rules: [rule] }).replace(/\$\d+/g, (name) => {
      if (!names.has(name)) names.set(name, `$${names.size}`);
      return names.get(name) as string;
    });
  });
};

const reuse = suite('terms that are read once for several alternatives');

reuse('are the same whatever stands before and behind them', () => {
  const alone = STATEMENTS.flatMap((statement) => rulesOf([statement]));
  assert.equal(rulesOf(STATEMENTS), alone);
  assert.equal(rulesOf([...STATEMENTS].reverse()), [...alone].reverse());
});

reuse('are forgotten behind a statement that is wrong', () => {
  const { value, diagnostics } = parse(['x := {1, 2]', ...STATEMENTS]);
  assert.ok(diagnostics.length > 0);
  const names = value.rules.map(({ head: { ref } }) => ref.parts[0]);
  assert.equal(
    names.flatMap((part) => (part?.kind === 'var' ? [part.name] : [])),
    STATEMENTS.map(([name]) => name),
  );
});

reuse('keep deep nesting from being read over and over', () => {
  // Each level could be a body, a set, or a comprehension: twice the work for every level would never end.
  const depth = 200;
  const nested = `${'{'.repeat(depth)}input.x${'}'.repeat(depth)}`;
  assert.equal(parse([`p if { ${nested} == input }`, `q := ${nested}`]).diagnostics, []);
  assert.equal(parse([`p if not ${nested}`, `q if { ${nested} or input.y }`]).diagnostics, []);
});

reuse('end where they ended before', () => {
  const [rule] = parse(['p := {1, 2}[x] if { x := 1 }']).value.rules;
  const value = rule?.head.value;
  assert.is(value && spanText(value.span), '{1, 2}[x]');
});

reuse.run();

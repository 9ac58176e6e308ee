import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildRuntime } from '../../../src/build/runtime.js';
import { prettyReport } from '../../../src/rego/testing/report.js';
import { runTests, type TestOptions } from '../../../src/rego/testing/run-tests.js';

buildRuntime();

const context = () => ({ now: () => 7n, memo: new Map(), environment: new Map() });

function run(text: string, options: Partial<TestOptions> = {}) {
  const source = { path: 'a_test.rego', text: `package a_test\n${text}` };
  return runTests([source], { context, clock: () => 0n, ...options });
}

const running = suite('runTests');

running(
  'tells what holds, what does not, what is yet to come and what ends in an error',
  async () => {
    const { results } = await run(`
test_holds if 1 == 1
test_false := false
test_undefined if 1 == 2
todo_test_later if false
test_error if conflict
conflict := 1
conflict := 2`);
    assert.equal(
      results.map(({ test, outcome }) => [test.name, outcome]),
      [
        ['test_holds', 'pass'],
        ['test_false', 'fail'],
        ['test_undefined', 'fail'],
        ['todo_test_later', 'skip'],
        ['test_error', 'error'],
      ],
    );
    const { code, message, file, line } = results.at(-1)?.error ?? {};
    assert.equal(
      [code, message, file, line],
      ['eval_conflict_error', 'complete rules must not produce multiple outputs', 'a_test.rego', 9],
    );
  },
);

running('names the cases of a test, those that do not hold too', async () => {
  const { results } = await run(`
test_double[note] if {
  some note, tc in {"two": [2, 4], "three": [3, 7]}
  tc[0] * 2 == tc[1]
}`);
  assert.equal(results[0]?.cases, [
    { name: 'three', holds: false, cases: [] },
    { name: 'two', holds: true, cases: [] },
  ]);
  assert.is(results[0]?.outcome, 'fail');
});

running('nests cases as their keys are nested', async () => {
  const { results } = await run(`
test_pairs[a][b] if {
  some a in ["x", "y"]
  some b in [1, 2]
  a == "x"
}`);
  const inner = (holds: boolean) =>
    ['1', '2'].map((name) => ({ name, holds, cases: [] as readonly never[] }));
  assert.equal(results[0]?.cases, [
    { name: 'x', holds: true, cases: inner(true) },
    { name: 'y', holds: false, cases: inner(false) },
  ]);
});

running('tells rules of one name apart by numbers', async () => {
  const { results } = await run('test_a if true\ntest_a if 1 == 1');
  assert.equal(
    results.map(({ test, outcome }) => [test.name, test.position.line, outcome]),
    [
      ['test_a', 2, 'pass'],
      ['test_a#01', 3, 'pass'],
    ],
  );
});

running('takes no object for a pass but that of cases', async () => {
  const { results } = await run('test_object := {"a": true}\ntest_set contains 1 if true');
  assert.equal(
    results.map(({ outcome }) => outcome),
    ['fail', 'fail'],
  );
});

running('says which expression does not hold, and with what values where asked', async () => {
  const text = `
double(n) := n * 2
test_sum if {
  x := double(2)
  y := x + 1
  x + y == 10
  y == 5
}`;
  const plain = await run(text);
  assert.equal(plain.results[0]?.stopped, {
    file: 'a_test.rego',
    line: 7,
    text: 'x + y == 10',
    vars: [],
  });
  const { results } = await run(text, { varValues: true });
  assert.equal(results[0]?.stopped?.vars, [
    ['x', '4'],
    ['y', '5'],
  ]);
});

running('keeps what a test prints', async () => {
  const { results } = await run('test_it if { print("x is", {2, 1}); true }');
  assert.equal(results[0]?.output, ['x is {1, 2}']);
});

running('replaces input, data and functions as tests want it', async () => {
  const { results } = await run(
    `
p := input.a + data.b + f(1)
f(n) := n
g(_) := 100
test_all if p == 111 with input as {"a": 1} with data.b as 10 with f as g`,
    { data: new TextEncoder().encode('{"b": 5}') },
  );
  assert.is(results[0]?.outcome, 'pass');
});

running('runs only the tests whose full name matches', async () => {
  const { results } = await run('test_a if true\ntest_b if true', { pattern: /a_test\.test_b$/ });
  assert.equal(
    results.map(({ test }) => test.name),
    ['test_b'],
  );
});

running('stops a test that would not end', async () => {
  const { results } = await run(
    'test_long if count([1 | some a in numbers.range(1, 1000); some b in numbers.range(1, 1000); a == b]) == 0',
    { limits: { mostThousandTurns: 50 } },
  );
  assert.match(results[0]?.error?.message ?? '', /more steps than are allowed/);
});

running('says which lines were run', async () => {
  const { coverage } = await run('p if input.x\nq := 1\ntest_p if p with input.x as true', {
    coverage: true,
  });
  const file = coverage?.files['a_test.rego'];
  assert.equal(file?.covered, [
    { start: { row: 2 }, end: { row: 2 } },
    { start: { row: 4 }, end: { row: 4 } },
  ]);
  assert.equal(file?.not_covered, [{ start: { row: 3 }, end: { row: 3 } }]);
});

running('counts a head as run where its rule gave something', async () => {
  const { coverage } = await run(
    `
default p := false
p if {
  input.x
}
q contains x if {
  x := 1
}
r := 1 if {
  input.y
} else := 2 if {
  input.z
}
test_all if {
  not p
  q == {1}
  not r
}`,
    { coverage: true },
  );
  const file = coverage?.files['a_test.rego'];
  assert.equal(file?.not_covered, [
    { start: { row: 4 }, end: { row: 4 } },
    { start: { row: 10 }, end: { row: 10 } },
    { start: { row: 12 }, end: { row: 12 } },
  ]);
});

running('runs nothing where a module does not compile', async () => {
  const { results, diagnostics } = await run('test_x if y > 1');
  assert.equal(results, []);
  assert.is(diagnostics[0]?.opa, 'rego_unsafe_var_error');
});

running.run();

const reporting = suite('prettyReport');

reporting('shows failures with their cases and output, and counts each outcome', async () => {
  const { results } = await run(`
test_good if true
test_bad if { print("hello"); false }
test_cases[note] if { some note, n in {"one": 1, "two": 2}; n == 1 }`);
  assert.is(
    prettyReport(results, false),
    `a_test.rego:4:
data.a_test.test_bad: FAIL (0µs)
  a_test.rego:4: does not hold: false

  hello

a_test.rego:5:
data.a_test.test_cases: FAIL (0µs)
  two: FAIL
${'-'.repeat(80)}
PASS: 2/4
FAIL: 2/4
`,
  );
});

reporting.run();

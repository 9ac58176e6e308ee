import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, policy } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const TESTS = `package a_test

test_good if data.list[0] == 1

test_bad if {
	x := count(data.list)
	x == 3
}

test_cases[name] if {
	some name, n in {"one": 1, "two": 2}
	n == 1
}
`;
const FILES = { 'a_test.rego': TESTS, 'data.json': '{"list": [1, 2]}' };

const withoutTimes = (text: string): string => text.replace(/\([\d.]+(?:µs|ms|s)\)/g, '(…)');

const testing = suite('policy test');

testing('lists what fails, with the place and the cases, and counts', () => {
  const { code, stdout, stderr } = policy(['test', '.'], folderOf(FILES));
  assert.is(
    withoutTimes(stdout),
    `a_test.rego:5:
data.a_test.test_bad: FAIL (…)
  a_test.rego:7: does not hold: x == 3
a_test.rego:10:
data.a_test.test_cases: FAIL (…)
  two: FAIL
${'-'.repeat(80)}
PASS: 2/4
FAIL: 2/4
`,
  );
  assert.equal([code, stderr], [2, '']);
});

testing('shows the values of vars where asked', async () => {
  const { stdout } = await runPolicy(['test', '--var-values', '-r', 'bad', '.'], folderOf(FILES));
  assert.match(stdout, / {2}a_test\.rego:7: does not hold: x == 3\n {4}x: 2\n/);
});

testing('runs what matches, and lists all where verbose', async () => {
  const { code, stdout } = await runPolicy(
    ['test', '-v', '-r', '(?i)TEST_GOOD', '.'],
    folderOf(FILES),
  );
  assert.is(
    withoutTimes(stdout),
    `a_test.rego:3:\ndata.a_test.test_good: PASS (…)\n${'-'.repeat(80)}\nPASS: 1/1\n`,
  );
  assert.is(code, 0);
});

testing("prints OPA's JSON, with what does not hold beside it", async () => {
  const { stdout } = await runPolicy(['test', '-f', 'json', '.'], folderOf(FILES));
  const results = JSON.parse(stdout) as Record<string, unknown>[];
  assert.equal(
    results.map(({ duration: _, ...result }) => result),
    [
      {
        location: { file: 'a_test.rego', row: 3, col: 1 },
        package: 'data.a_test',
        name: 'test_good',
      },
      {
        location: { file: 'a_test.rego', row: 5, col: 1 },
        package: 'data.a_test',
        name: 'test_bad',
        fail: true,
        stopped: { location: { file: 'a_test.rego', row: 7 }, text: 'x == 3' },
      },
      {
        location: { file: 'a_test.rego', row: 10, col: 1 },
        package: 'data.a_test',
        name: 'test_cases',
        fail: true,
        sub_results: { one: { name: 'one' }, two: { name: 'two', fail: true } },
      },
    ],
  );
});

testing('tells the code, message and place of an error', async () => {
  const files = { 'a_test.rego': 'package a_test\n\ntest_x if p\n\np := 1\n\np := 2\n' };
  const { code, stdout } = await runPolicy(['test', '-f', 'json', '.'], folderOf(files));
  const [result] = JSON.parse(stdout) as { error: unknown }[];
  assert.equal(result?.error, {
    code: 'eval_conflict_error',
    message: 'complete rules must not produce multiple outputs',
    location: { file: 'a_test.rego', row: 7, col: 1 },
  });
  assert.is(code, 2);
});

testing('exits with 2 where tests are skipped, unless told otherwise', async () => {
  const folder = folderOf({ 'a_test.rego': 'package a_test\n\ntodo_test_x if false\n' });
  const { code, stdout } = await runPolicy(['test', '.'], folder);
  assert.match(stdout, /data\.a_test\.todo_test_x: SKIPPED\n/);
  assert.is(code, 2);
  assert.is((await runPolicy(['test', '-z', '.'], folder)).code, 0);
});

testing('prints nothing where there are no tests, and fails only where asked', async () => {
  const folder = folderOf({ 'a.rego': 'package a\n\np := 1\n' });
  assert.equal(await runPolicy(['test', '.'], folder), { code: 0, stdout: '', stderr: '' });
  const { code, stderr } = await runPolicy(['test', '--fail-on-empty', '.'], folder);
  assert.is(code, 1);
  assert.match(stderr, /no tests were run/);
  assert.is((await runPolicy(['test', '-f', 'json', '.'], folder)).stdout, '[]\n');
});

testing('reports lines that were run, and fails below a threshold', async () => {
  const files = {
    'a.rego': 'package a\n\np if {\n\tinput.x\n\tinput.y\n}\n',
    'a_test.rego': 'package a_test\n\ntest_p if not data.a.p with input as {"x": false}\n',
  };
  const folder = folderOf(files);
  const covered = await runPolicy(['test', '--coverage', '.'], folder);
  const report = JSON.parse(covered.stdout) as { files: Record<string, unknown> };
  assert.equal(report.files['a.rego'], {
    covered: [{ start: { row: 4 }, end: { row: 4 } }],
    covered_lines: 1,
    not_covered: [
      { start: { row: 3 }, end: { row: 3 } },
      { start: { row: 5 }, end: { row: 5 } },
    ],
    not_covered_lines: 2,
    coverage: (1 / 3) * 100,
  });
  assert.is(covered.code, 0);
  const { code, stderr } = await runPolicy(['test', '--threshold', '90', '.'], folder);
  assert.is(code, 2);
  assert.match(stderr, /50\.00% of the lines were run, less than 90%/);
});

testing('runs as often as asked, and prints each run', async () => {
  const { stdout } = await runPolicy(['test', '-r', 'good', '--count', '3', '.'], folderOf(FILES));
  assert.is(stdout, 'PASS: 1/1\n'.repeat(3));
});

testing(
  'reads data of all names, leaves out what is ignored, and takes only data of bundles',
  async () => {
    const test = 'package a_test\n\ntest_x if data.more.x == 1\n';
    const files = { 'more/other.json': '{"x": 1}', 'a_test.rego': test, 'broken/x.json': '{' };
    const folder = folderOf(files);
    assert.is((await runPolicy(['test', '.'], folder)).code, 1);
    assert.is((await runPolicy(['test', '--ignore', 'broken', '.'], folder)).code, 0);
    assert.is((await runPolicy(['test', '--bundle', '.'], folder)).code, 2);
  },
);

testing('takes no settings or judged files of a layer for data', async () => {
  const folder = folderOf({
    'policy.yaml': 'version: 1\nlayer: repo\nname: app\npolicies: [rules]\n',
    'rules/x/x_test.rego': 'package repo.app.x_test\n\ntest_x if not data.version\n',
    'rules/x/bad/package.json': '["judged"]',
  });
  assert.equal(await runPolicy(['test', 'rules'], folder), {
    code: 0,
    stdout: 'PASS: 1/1\n',
    stderr: '',
  });
});

testing("compiles a layer's rules with the shared helpers, which do not count", async () => {
  const folder = folderOf({
    'policy.yaml': 'version: 1\nlayer: repo\nname: app\npolicies: [rules]\n',
    'rules/x/x.rego':
      'package repo.app.x\n\nimport data.std.lib.dockerfile as lib\n\ndeny contains "none" if count(lib.final_stages) == 0\n',
    'rules/x/x_test.rego':
      'package repo.app.x_test\n\nimport data.repo.app.x\n\ntest_none if "none" in x.deny with input as {"documents": {"dockerfile": []}}\n',
  });
  const { code, stdout } = await runPolicy(['test', 'rules'], folder);
  assert.equal([code, stdout], [0, 'PASS: 1/1\n']);
  const covered = await runPolicy(['test', '--coverage', 'rules'], folder);
  const { files } = JSON.parse(covered.stdout) as { files: object };
  assert.equal(Object.keys(files), ['rules/x/x.rego', 'rules/x/x_test.rego']);
});

testing('refuses rules where data stands', async () => {
  const folder = folderOf({ 'a.rego': 'package a\n\np := 1\n', 'a.json': '{"a": {"p": 1}}' });
  const { code, stderr } = await runPolicy(['test', '.'], folder);
  assert.is(code, 1);
  assert.match(stderr, /a\.rego:3:1: error: conflicting rule for data path a\/p found/);
});

testing('needs grants for the outside, and none for what is replaced', async () => {
  const folder = folderOf({
    'a_test.rego':
      'package a_test\n\ntest_now if time.now_ns() > 0\n\ntest_mock if time.now_ns() == 5 with time.now_ns as 5\n',
  });
  const { code, stdout, stderr } = await runPolicy(['test', '.'], folder);
  assert.match(
    stdout,
    /test_now: ERROR .*\n {2}eval_builtin_error: time\.now_ns: the clock is not granted/,
  );
  assert.match(stdout, /PASS: 1\/2\nERROR: 1\/2\n/);
  assert.match(stderr, /hint: grant it with `--allow-clock`/);
  assert.is(code, 2);
  assert.is((await runPolicy(['test', '--allow-clock', '.'], folder)).code, 0);
});

testing('keeps to capabilities and limits', async () => {
  const files = {
    'a_test.rego':
      'package a_test\n\ntest_x[n] if {\n\tsome n in numbers.range(1, 100000)\n\tn > 0\n}\n',
  };
  const folder = folderOf({ ...files, 'caps.json': '{"builtins": [], "features": ["rego_v1"]}' });
  const restricted = await runPolicy(
    ['test', '--capabilities', 'caps.json', 'a_test.rego'],
    folder,
  );
  assert.is(restricted.code, 1);
  assert.match(restricted.stderr, /undefined function numbers\.range/);
  const { code, stdout } = await runPolicy(['test', '--max-steps', '5K', 'a_test.rego'], folder);
  assert.is(code, 2);
  assert.match(stdout, /ERROR: 1\/1/);
});

testing('ends a run after a time', () => {
  const files = {
    'a_test.rego':
      'package a_test\n\ntest_long if count([1 | numbers.range(1, 100000)[x]; numbers.range(1, 100000)[y]; x * y == 3]) == 2\n',
  };
  const line = ['test', '--max-steps', '0', '--timeout', '500ms', '.'];
  const { code, stderr } = policy(line, folderOf(files));
  assert.is(code, 2);
  assert.match(stderr, /error: it took longer than 500ms/);
});

testing('reads Rego v0', async () => {
  const folder = folderOf({ 'a_test.rego': 'package a_test\n\ntest_x { true }\n' });
  assert.is((await runPolicy(['test', '.'], folder)).code, 1);
  assert.is((await runPolicy(['test', '--v0-compatible', '.'], folder)).code, 0);
});

testing.run();

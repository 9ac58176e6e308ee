import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, policy, shell } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const APP = `package app

allow if input.user in data.app.admins

names contains name if some name in data.app.admins

double(x) := x * 2
`;
const FILES = { 'app.rego': APP, 'app/data.json': '{"admins": ["ana", "ben"]}' };

/** The printed answer of a query over the files above. */
async function ask(query: string, ...words: readonly string[]): Promise<string> {
  const folder = folderOf({ ...FILES, 'input.json': '{"user": "ana"}' });
  const line = ['eval', '--data', 'app.rego', '--data', 'app:app/data.json', ...words];
  return (await runPolicy([...line, '--query', query], folder)).stdout;
}

const answers = suite('policy eval --query');

answers('prints values, texts and places of expressions, and the vars', async () => {
  const answer = JSON.parse(await ask('x := data.app.double(4); x > 2'));
  assert.equal(answer, {
    result: [
      {
        expressions: [
          { value: true, text: 'x := data.app.double(4)', location: { row: 1, col: 1 } },
          { value: true, text: 'x > 2', location: { row: 1, col: 26 } },
        ],
        bindings: { x: 8 },
      },
    ],
  });
  assert.is(await ask('data.app.allow'), '{}\n');
});

answers('reads the input from a file and from standard input', async () => {
  assert.is(await ask('data.app.allow', '-f', 'raw', '-i', 'input.json'), 'true\n');
  const folder = folderOf(FILES);
  const line = `echo 'user: ben' | npx policy eval -d . -I -f raw --query data.app.allow`;
  assert.equal(shell(line, folder), { code: 0, stdout: 'true\n', stderr: '' });
  const pipe = `mkfifo pipe && { echo '{"user": "ben"}' > pipe & npx policy eval -d . --ignore pipe -i pipe -f raw -q data.app.allow; }`;
  assert.is(shell(pipe, folder).stdout, 'true\n');
});

answers('reads the query from standard input', () => {
  const line = `printf 'x := 1\\ny := x + 1' | npx policy eval --stdin -f bindings`;
  assert.is(shell(line, folderOf({})).stdout, '{\n  "x": 1,\n  "y": 2\n}\n');
});

answers('keeps equal solutions, in the order in which they are found', async () => {
  assert.is(await ask('[3, 1, 3][_]', '-f', 'raw'), '3\n1\n3\n');
});

answers('says nothing of a lone false, and drops one among others', async () => {
  assert.is(await ask('false', '-f', 'raw'), 'false\n');
  assert.is(await ask('true; false', '-f', 'pretty'), 'undefined\n');
  assert.is(await ask('[false, true][_]', '-f', 'raw'), 'true\n');
});

answers('prints one value as it is, and vars as a table', async () => {
  assert.is(await ask('data.app.names', '-f', 'pretty'), '[\n  "ana",\n  "ben"\n]\n');
  assert.is(
    await ask('some name in data.app.names; upper(name)', '-f', 'pretty'),
    `┌─────────────┬───────┐
│ upper(name) │ name  │
├─────────────┼───────┤
│ "ANA"       │ "ana" │
│ "BEN"       │ "ben" │
└─────────────┴───────┘
`,
  );
});

answers('prints values by row, and bindings by solution', async () => {
  assert.is(await ask('"a"; 2', '-f', 'values'), '[\n  "a",\n  2\n]\n');
  assert.is(await ask('some i; [5, 6][i]', '-f', 'bindings'), '{\n  "i": 0\n}\n{\n  "i": 1\n}\n');
  assert.is(await ask('"a"; 2; ["b"]', '-f', 'raw'), 'a 2 ["b"]\n');
  assert.is(await ask('1', '-f', 'discard'), '{\n  "result": "discarded"\n}\n');
});

answers('stands in a package, with imports', async () => {
  assert.is(await ask('double(3)', '-f', 'raw', '--package', 'app'), '6\n');
  assert.is(await ask('app.double(3)', '-f', 'raw', '--import', 'data.app'), '6\n');
});

answers('takes the path of a document for a query', async () => {
  const folder = folderOf(FILES);
  const { stdout } = await runPolicy(['eval', '-d', '.', '-e', 'app/names', '-f', 'raw'], folder);
  assert.is(stdout, '["ana","ben"]\n');
});

answers('loses no digit', async () => {
  const folder = folderOf({ 'big.json': '{"n": 123456789012345678901234567890}' });
  const { stdout } = await runPolicy(
    ['eval', '-d', 'big.json', '-q', 'data.n', '-f', 'raw'],
    folder,
  );
  assert.is(stdout, '123456789012345678901234567890\n');
});

answers('gives a Dockerfile to the query in the shape of another tool', async () => {
  const folder = folderOf({ Dockerfile: 'FROM alpine:3.20\n' });
  const line = ['eval', '-q', 'input[_].Value[0]', '-i', 'Dockerfile', '--input-shape', 'conftest'];
  assert.is((await runPolicy([...line, '-f', 'raw'], folder)).stdout, 'alpine:3.20\n');
});

answers('prints what print is given to standard error', async () => {
  const { stdout, stderr } = await runPolicy(
    ['eval', '-q', 'print("seen"); true', '-f', 'raw'],
    folderOf({}),
  );
  assert.equal([stdout, stderr], ['true true\n', 'seen\n']);
});

answers.run();

const ends = suite('policy eval --query ends');

ends('with 0 whether there is an answer or not', async () => {
  const folder = folderOf({});
  assert.is((await runPolicy(['eval', '-q', 'input.x'], folder)).code, 0);
  assert.is((await runPolicy(['eval', '-q', '1'], folder)).code, 0);
});

ends('with 1 where asked to fail without, or with an answer', async () => {
  const folder = folderOf({});
  assert.is((await runPolicy(['eval', '-q', 'input.x', '--fail'], folder)).code, 1);
  assert.is((await runPolicy(['eval', '-q', 'false', '--fail'], folder)).code, 0);
  assert.is((await runPolicy(['eval', '-q', 'input.x', '--fail-defined'], folder)).code, 0);
  assert.is((await runPolicy(['eval', '-q', '1', '--fail-defined'], folder)).code, 1);
});

ends('with 2 and errors as JSON where the query does not compile', async () => {
  const { code, stdout, stderr } = await runPolicy(
    ['eval', '-q', 'unheard_of_anywhere(1)'],
    folderOf({}),
  );
  assert.equal([code, stderr], [2, '']);
  assert.equal(JSON.parse(stdout), {
    errors: [
      {
        message: 'undefined function unheard_of_anywhere',
        code: 'rego_type_error',
        location: { file: '', row: 1, col: 1 },
      },
    ],
  });
});

ends('with 2 and carets on standard error in other formats', async () => {
  const files = { 'a.rego': 'package a\n\np if q\n' };
  const { code, stderr } = await runPolicy(
    ['eval', '-d', 'a.rego', '-q', '1', '-f', 'raw'],
    folderOf(files),
  );
  assert.is(code, 2);
  assert.match(stderr, /^a\.rego:3:6: error: var q is unsafe .*\n {2}3 \| p if q\n {4}\| {6}\^/);
});

ends('with 2 where a built-in fails and errors are strict', async () => {
  const line = ['eval', '-q', '1 / 0', '-f', 'pretty'];
  assert.is((await runPolicy(line, folderOf({}))).stdout, 'undefined\n');
  const strict = await runPolicy([...line, '--strict-builtin-errors'], folderOf({}));
  assert.is(strict.code, 2);
  assert.match(
    strict.stderr,
    /<query>:1:1: error: div: divide by zero.*\n {2}1 \| 1 \/ 0\n {4}\| \^/,
  );
});

ends('with 2 and the place in a file where rules contradict one another', async () => {
  const folder = folderOf({ 'a.rego': 'package a\n\np := 1\n\np := 2\n' });
  const line = ['eval', '-d', 'a.rego', '-q', 'data.a.p'];
  const { code, stderr } = await runPolicy([...line, '-f', 'pretty'], folder);
  assert.is(code, 2);
  assert.match(
    stderr,
    /^a\.rego:5:1: error: complete rules must not produce multiple outputs .*\n {2}5 \| p := 2\n {4}\| \^\n$/,
  );
  const { errors } = JSON.parse((await runPolicy(line, folder)).stdout) as { errors: object[] };
  assert.equal(errors, [
    {
      message: 'complete rules must not produce multiple outputs',
      code: 'eval_conflict_error',
      location: { file: 'a.rego', row: 5, col: 1 },
    },
  ]);
});

ends.run();

const data = suite('--data and --bundle');

const evaluated = async (files: Record<string, string>, ...words: readonly string[]) =>
  runPolicy(['eval', '-f', 'raw', '-q', 'data', ...words], folderOf(files));

data('puts the documents of a folder below the names of its folders', async () => {
  const files = { 'd/x.json': '{"top": 1}', 'd/a/b/y.yaml': 'z: [2]', 'd/note.txt': 'no data' };
  assert.is((await evaluated(files, '-d', 'd')).stdout, '{"a":{"b":{"z":[2]}},"top":1}\n');
});

data('puts a document below a name', async () => {
  const files = { 'list.json': '[1]' };
  assert.is((await evaluated(files, '-d', 'a.b:list.json')).stdout, '{"a":{"b":[1]}}\n');
  const { code, stderr } = await evaluated(files, '-d', 'list.json');
  assert.is(code, 2);
  assert.match(stderr, /list\.json: error: data at the root is an object/);
});

data('takes the URL of a file, too', async () => {
  const folder = folderOf({ 'top.json': '{"a": 1}' });
  const ask = async (data: string) =>
    (await runPolicy(['eval', '-d', data, '-q', 'data', '-f', 'raw'], folder)).stdout;
  assert.is(await ask(`file://${folder}/top.json`), '{"a":1}\n');
  assert.is(await ask(`x:file://${folder}/top.json`), '{"x":{"a":1}}\n');
});

data('leaves out what is to be ignored', async () => {
  const files = {
    'd/x.json': '{"x": 1}',
    'd/skip/y.json': '{"y": 1}',
    'd/z_test.json': '{"z": 1}',
  };
  const { stdout } = await evaluated(
    files,
    '-d',
    'd',
    '--ignore',
    'skip',
    '--ignore',
    '*_test.json',
  );
  assert.is(stdout, '{"x":1}\n');
});

data('refuses two values at one place, and a rule where data stands', async () => {
  const twice = await evaluated({ 'd/x.json': '{"a": 1}', 'd/y.json': '{"a": 1}' }, '-d', 'd');
  assert.is(twice.code, 2);
  assert.match(twice.stderr, /d\/y\.json: error: another file has a value at `data\.a`/);
  const rule = await evaluated(
    { 'a.rego': 'package a\n\np := 1\n', 'a.json': '{"a": {"p": 2}}' },
    '-d',
    '.',
  );
  assert.is(rule.code, 2);
  assert.match(rule.stderr, /a\.rego:3:1: error: conflicting rule for data path a\/p found/);
});

data('takes only data.json and data.yaml of a bundle for data', async () => {
  const files = {
    'b/a/data.json': '{"x": 1}',
    'b/a/other.json': '{"y": 1}',
    'b/p.rego': 'package p\n\nq := 1\n',
  };
  assert.is((await evaluated(files, '-b', 'b')).stdout, '{"a":{"x":1},"p":{"q":1}}\n');
});

data('refuses what a bundle has outside of its roots', async () => {
  const rego = (name: string) => `package ${name}\n\np := 1\n`;
  const manifest = '{"roots": ["a/b", "c"]}';
  const within = {
    'x/.manifest': manifest,
    'x/a/data.json': '{"b": {"n": 1}}',
    'x/c.rego': rego('c.d'),
  };
  assert.is((await evaluated(within, '-b', 'x')).stdout, '{"a":{"b":{"n":1}},"c":{"d":{"p":1}}}\n');
  const outside = {
    'x/.manifest': manifest,
    'x/data.json': '{"a": {"b": 1, "z": 2}}',
    'x/e.rego': rego('e'),
  };
  const { code, stderr } = await evaluated(outside, '-b', 'x');
  assert.is(code, 2);
  assert.match(
    stderr,
    /x\/data\.json: error: data at `a\/z` is outside of the bundle's roots: `a\/b`, `c`/,
  );
  assert.match(stderr, /x\/e\.rego: error: package `e` is outside of the bundle's roots/);
});

data('says where a document is not readable', async () => {
  const { code, stderr } = await evaluated({ 'x.json': '{"a": 1,\n "b": tru}' }, '-d', 'x.json');
  assert.is(code, 2);
  assert.match(stderr, /^x\.json:2:\d+: error: not readable as JSON/);
  const yaml = await evaluated({ 'x.yaml': 'a: 1\nb: [\n' }, '-d', 'x.yaml');
  assert.match(yaml.stderr, /^x\.yaml:\d+:\d+: error: not readable as YAML/);
});

data('asks the module of a bundle that OPA built', async () => {
  const bundle = new URL('../fixtures/opa-built/bundle.tar.gz', import.meta.url).pathname;
  const folder = folderOf({});
  writeFileSync(join(folder, 'in.json'), '{"user": "ana"}');
  const line = ['eval', '-b', bundle, '-i', 'in.json', '-f', 'raw'];
  assert.is((await runPolicy([...line, '-q', 'data.app.authz.allow'], folder)).stdout, 'true\n');
  assert.is((await runPolicy([...line, '-e', 'app/authz/names'], folder)).stdout, '["ana"]\n');
  const other = await runPolicy([...line, '-q', 'data.app.authz'], folder);
  assert.is(other.code, 2);
  assert.match(other.stderr, /hint: ask for one of `data\.app\.authz\.allow`/);
});

data('refuses what is no bundle', async () => {
  const { code, stderr } = await evaluated(
    { 'x.tar.gz': 'no archive, far from it' },
    '-b',
    'x.tar.gz',
  );
  assert.is(code, 2);
  assert.match(stderr, /x\.tar\.gz: error: not readable as a bundle/);
});

data.run();

const apart = suite('judging and asking');

apart('do not mix', () => {
  const folder = folderOf({ Dockerfile: 'FROM a\n' });
  const refused = (...words: readonly string[]) => {
    const { code, stderr } = policy(['eval', ...words], folder);
    return [code, stderr.split('\n')[0]];
  };
  assert.equal(refused('--query', '1', 'Dockerfile'), [
    2,
    'error: `--query` judges no files: `Dockerfile` [usage/query]',
  ]);
  assert.equal(refused('--query', '1', '--org', 'org'), [
    2,
    'error: `--org` cannot be used with `--query` [usage/query]',
  ]);
  assert.equal(refused('--data', 'x.json', 'Dockerfile'), [
    2,
    'error: `--data` needs `--query` [usage/query]',
  ]);
  assert.equal(refused('--query', '1', '--format', 'sarif'), [
    2,
    'error: a query cannot be answered as `sarif` [usage/query]',
  ]);
});

apart.run();

const limits = suite('limits of a query');

limits('stop a loop that never ends', async () => {
  const query = 'count([1 | numbers.range(1, 3000)[_]; numbers.range(1, 3000)[_]])';
  const { code, stderr } = await runPolicy(
    ['eval', '-f', 'raw', '--max-steps', '100K', '-q', query],
    folderOf({}),
  );
  assert.is(code, 2);
  assert.match(stderr, /error: .*(steps|turns|long|limit)/i);
});

limits('stop what takes too much memory or gives too long an answer', async () => {
  const query = 'numbers.range(1, 1000000)';
  const memory = await runPolicy(
    ['eval', '-f', 'raw', '--max-memory', '4MB', '-q', query],
    folderOf({}),
  );
  assert.is(memory.code, 2);
  assert.match(memory.stderr, /memory/);
  const long = await runPolicy(
    ['eval', '-f', 'raw', '--max-result', '1K', '-q', query],
    folderOf({}),
  );
  assert.is(long.code, 2);
  assert.match(long.stderr, /larger than is allowed/);
});

limits('refuse documents that are nested too deep, and say where', async () => {
  const nested = (open: string, close: string) => open.repeat(50) + close.repeat(50);
  const folder = folderOf({
    'in.json': nested('{"a":', '}').replace('}', '1}'),
    'in.yaml': nested('[', ']'),
    'b/data.json': nested('{"a":', '}').replace('}', '1}'),
  });
  const line = ['eval', '-f', 'raw', '--max-nesting', '20'];
  for (const words of [
    ['-i', 'in.json'],
    ['-i', 'in.yaml'],
    ['-d', 'b'],
  ]) {
    const { code, stderr } = await runPolicy([...line, ...words, '-q', 'true'], folder);
    assert.is(code, 2);
    assert.match(stderr, /:1:\d+: error: nested more than 20 deep/);
  }
  const deep = await runPolicy(
    ['eval', '-f', 'raw', '-i', 'in.json', '-q', 'count(input)'],
    folder,
  );
  assert.is(deep.stdout, '1\n');
});

limits('end a command after a time, however busy it is', () => {
  const endless =
    'count([1 | numbers.range(1, 100000)[x]; numbers.range(1, 100000)[y]; x * y == 3])';
  const folder = folderOf({ 'in.json': '{"a": 2}' });
  const late = policy(['eval', '--max-steps', '0', '--timeout', '300ms', '-q', endless], folder);
  assert.is(late.code, 2);
  const { errors } = JSON.parse(late.stdout) as { errors: { code: string; message: string }[] };
  assert.equal(
    errors.map(({ code, message }) => [code, message]),
    [['eval_cancel_error', 'it took longer than 300ms']],
  );
  const early = policy(
    ['eval', '--timeout=60s', '-f', 'raw', '-i', 'in.json', '-q', 'input.a'],
    folder,
  );
  assert.equal(early, { code: 0, stdout: '2\n', stderr: '' });
  const wrong = policy(['eval', '--timeout', 'soon', '-f', 'raw', '-q', '1'], folder);
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, /`--timeout soon` is no duration/);
});

limits('are amounts', async () => {
  const { code, stderr } = await runPolicy(
    ['eval', '-f', 'raw', '--max-memory', 'much', '-q', '1'],
    folderOf({}),
  );
  assert.is(code, 2);
  assert.match(stderr, /`--max-memory much` is no amount/);
});

limits.run();

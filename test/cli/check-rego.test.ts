import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, policy } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const SOUND = 'package a\n\np if input.x == 1\n';
const UNSAFE = 'package a\n\nq if x > 1\n';

const check = suite('policy check for plain Rego');

check('says nothing of a folder in which nothing is wrong', () => {
  const folder = folderOf({ 'rego/a.rego': SOUND });
  assert.equal(policy(['check', 'rego'], folder), { code: 0, stdout: '', stderr: '' });
});

check('tells what is wrong in files and folders, with the place and a way out', async () => {
  const folder = folderOf({ 'rego/a.rego': SOUND, 'rego/b.rego': UNSAFE });
  const { code, stderr } = await runPolicy(['check', 'rego'], folder);
  assert.is(code, 3);
  assert.is(
    stderr,
    [
      'rego/b.rego:3:6: error: var x is unsafe [rego/unsafe-var]',
      '  3 | q if x > 1',
      '    |      ^',
      '  hint: bind it in a positive expression of the same body',
      '',
    ].join('\n'),
  );
  assert.is((await runPolicy(['check', 'rego/a.rego'], folder)).code, 0);
});

check('prints types below the place', async () => {
  const folder = folderOf({ 'a.rego': 'package a\n\nconfig := {"port": 1}\n\np if config.prt\n' });
  const { stderr } = await runPolicy(['check', 'a.rego'], folder);
  assert.is(
    stderr,
    [
      'a.rego:5:6: error: undefined ref: data.a.config.prt [rego/undefined-ref]',
      '  5 | p if config.prt',
      '    |      ^^^^^^^^^^',
      '    data.a.config.prt',
      '                  ^',
      '                  have: "prt"',
      '                  want (one of): ["port"]',
      '  hint: did you mean `port`?',
      '',
    ].join('\n'),
  );
});

check('prints errors as OPA does with `--format json`', async () => {
  const folder = folderOf({ 'a.rego': 'package a\n\np if count(1) == 2\n' });
  const { code, stdout } = await runPolicy(['check', '-f', 'json', 'a.rego'], folder);
  assert.is(code, 3);
  const [error] = (JSON.parse(stdout) as { errors: Record<string, unknown>[] }).errors;
  assert.is(error?.['message'], 'count: invalid argument(s)');
  assert.is(error?.['code'], 'rego_type_error');
  assert.equal(error?.['location'], { file: 'a.rego', row: 3, col: 6 });
  const details = error?.['details'] as { have: unknown } | undefined;
  assert.equal(details?.have, [{ type: 'number' }, null]);
});

check('says with `--format json` how far a line could be parsed', async () => {
  const folder = folderOf({ 'a.rego': 'package a\n\np := ]\n' });
  const { stdout } = await runPolicy(['check', '-f', 'json', '.'], folder);
  const [error] = (JSON.parse(stdout) as { errors: Record<string, unknown>[] }).errors;
  assert.equal(error?.['details'], { line: 'p := ]', idx: 5 });
});

check('finds with `--strict` what nothing uses', async () => {
  const text = 'package a\n\nimport data.b\n\np if { x := 1 }\n';
  const folder = folderOf({ 'a.rego': text, 'b.rego': 'package c\n\nf(x) := 1\n' });
  assert.is((await runPolicy(['check', '.'], folder)).code, 0);
  const { code, stderr } = await runPolicy(['check', '-S', '.'], folder);
  assert.is(code, 3);
  assert.match(stderr, /import data\.b unused/);
});

check('takes a schema of the input', async () => {
  const schema = JSON.stringify({ type: 'object', properties: { x: { type: 'string' } } });
  const folder = folderOf({ 'a.rego': SOUND, 'input.json': schema });
  const { code, stderr } = await runPolicy(['check', '-s', 'input.json', 'a.rego'], folder);
  assert.is(code, 3);
  assert.match(stderr, /match error/);
});

check('takes a folder of schemas that annotations name', async () => {
  const text =
    'package a\n\n# METADATA\n# schemas:\n#   - input: schema.api["v-1"]\np if input.y\n';
  const folder = folderOf({ 'a.rego': text, 's/api/v-1.yaml': 'properties: {x: {}}\n' });
  const { stderr } = await runPolicy(['check', '-s', 's', 'a.rego'], folder);
  assert.match(stderr, /undefined ref: input\.y/);
  assert.match((await runPolicy(['check', '-s', 'none', 'a.rego'], folder)).stderr, /none/);
});

check('gives tests and queries the same schemas', async () => {
  const text = 'package a\n\ntest_x if input.y with input as {"y": 1}\n';
  const folder = folderOf({ 'a.rego': text, 's.json': '{"properties": {"x": {}}}' });
  assert.match(
    (await runPolicy(['test', '-s', 's.json', 'a.rego'], folder)).stderr,
    /undefined ref: input\.y/,
  );
  const asked = await runPolicy(['eval', '-s', 's.json', '-q', 'input.y'], folder);
  assert.is(asked.code, 2);
  assert.match(asked.stdout, /undefined ref: input\.y/);
});

check('reads Rego v0 where it is told to', async () => {
  const folder = folderOf({ 'a.rego': 'package a\n\np { input.x }\n' });
  assert.is((await runPolicy(['check', '.'], folder)).code, 3);
  assert.is((await runPolicy(['check', '--v0-compatible', '.'], folder)).code, 0);
});

check('leaves out what it is told to', async () => {
  const folder = folderOf({ 'a.rego': SOUND, 'old/b.rego': UNSAFE });
  assert.is((await runPolicy(['check', '--ignore', 'old', '.'], folder)).code, 0);
});

check('refuses built-ins that a capabilities file does not list', async () => {
  const folder = folderOf({
    'a.rego': 'package a\n\np := upper("x")\n',
    'c.json': '{"builtins": [], "features": ["rego_v1"]}',
  });
  const { code, stderr } = await runPolicy(['check', '--capabilities', 'c.json', '.'], folder);
  assert.is(code, 3);
  assert.match(stderr, /undefined function upper/);
});

check('ends at a limit of errors, which it says', async () => {
  const rules = Array.from({ length: 4 }, (_, index) => `p${index} if x > 1`).join('\n\n');
  const folder = folderOf({ 'a.rego': `package a\n\n${rules}\n` });
  const { stderr } = await runPolicy(['check', '-m', '2', '.'], folder);
  assert.is(stderr.match(/is unsafe/g)?.length, 2);
  assert.match(stderr, /error limit reached/);
});

check('says where there is no Rego, or no such file', async () => {
  const folder = folderOf({ 'x.txt': '' });
  assert.is((await runPolicy(['check', '-S', '.'], folder)).code, 2);
  assert.is((await runPolicy(['check', 'none.rego'], folder)).code, 4);
});

check.run();

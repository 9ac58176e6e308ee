import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, policy, shell } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const UNTIDY = 'package a\np=1 # one\n';
const TIDY = 'package a\n\np := 1 # one\n';

const fmt = suite('policy fmt');

fmt('prints the formatted text of a file', () => {
  const folder = folderOf({ 'a.rego': UNTIDY });
  assert.equal(policy(['fmt', 'a.rego'], folder), { code: 0, stdout: TIDY, stderr: '' });
  assert.is(readFileSync(join(folder, 'a.rego'), 'utf8'), UNTIDY);
});

fmt('rewrites the files of a folder', async () => {
  const folder = folderOf({ 'x/a.rego': UNTIDY, 'x/b.rego': TIDY });
  assert.is((await runPolicy(['fmt', '-w', 'x'], folder)).code, 0);
  assert.is(readFileSync(join(folder, 'x/a.rego'), 'utf8'), TIDY);
});

fmt('lists files that change, and fails where that is asked for', async () => {
  const folder = folderOf({ 'a.rego': UNTIDY, 'b.rego': TIDY });
  assert.equal(await runPolicy(['fmt', '-l', '.'], folder), {
    code: 0,
    stdout: 'a.rego\n',
    stderr: '',
  });
  assert.is((await runPolicy(['fmt', '--check', '.'], folder)).code, 2);
  assert.is((await runPolicy(['fmt', '--check', 'b.rego'], folder)).code, 0);
});

fmt('shows what changes', async () => {
  const folder = folderOf({ 'a.rego': UNTIDY });
  const { stdout } = await runPolicy(['fmt', '-d', 'a.rego'], folder);
  assert.is(
    stdout,
    '--- a.rego\n+++ a.rego\n@@ -1,2 +1,3 @@\n package a\n-p=1 # one\n+\n+p := 1 # one\n',
  );
});

fmt('leaves a file alone that does not parse, and says where', async () => {
  const folder = folderOf({ 'a.rego': 'package a\n\np := \n' });
  const { code, stderr } = await runPolicy(['fmt', '-w', 'a.rego'], folder);
  assert.is(code, 2);
  assert.match(stderr, /a\.rego:\d+:\d+: error/);
  assert.is(readFileSync(join(folder, 'a.rego'), 'utf8'), 'package a\n\np := \n');
});

fmt('makes v0 readable for both versions', async () => {
  const folder = folderOf({ 'a.rego': 'package a\np[x] { x := 1 }\n' });
  const { stdout } = await runPolicy(['fmt', '--v0-v1', 'a.rego'], folder);
  assert.is(stdout, 'package a\n\nimport rego.v1\n\np contains x if x := 1\n');
});

fmt('says where a file is missing', async () => {
  assert.is((await runPolicy(['fmt', 'none.rego'], folderOf({}))).code, 1);
});

fmt('reads standard input where no file is named', () => {
  const folder = folderOf({ 'a.rego': UNTIDY });
  assert.equal(shell('npx policy fmt < a.rego', folder), { code: 0, stdout: TIDY, stderr: '' });
  assert.equal(shell('npx policy fmt - < a.rego', folder).stdout, TIDY);
  assert.is(shell('npx policy fmt --fail < a.rego', folder).code, 2);
  const wrong = shell('echo "package a p :=" | npx policy fmt', folder);
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, /^stdin:\d+:\d+: error/);
});

fmt('fails with `--fail` alone, printing nothing', async () => {
  const folder = folderOf({ 'a.rego': UNTIDY });
  assert.equal(await runPolicy(['fmt', '--fail', 'a.rego'], folder), {
    code: 2,
    stdout: '',
    stderr: '',
  });
});

fmt('takes the options of the formatter that it is after', async () => {
  const folder = folderOf({
    'a.rego': UNTIDY,
    'v1.rego': 'package a\nimport rego.v1\np if { true }\n',
    'v0.rego': 'package a\np { true }\n',
  });
  const printed = async (...words: string[]) => (await runPolicy(['fmt', ...words], folder)).stdout;
  assert.is(await printed('--check-result=false', 'a.rego'), TIDY);
  assert.is(await printed('--drop-v0-imports', 'v1.rego'), 'package a\n\np := true\n');
  assert.is(await printed('--v0-compatible', 'v0.rego'), 'package a\n\np = true\n');
  assert.match(await printed('--v0-v1', '--v1-compatible', 'v1.rego'), /import rego\.v1/);
});

fmt('finds nothing to do in the shipped policies and examples', async () => {
  const root = new URL('../..', import.meta.url).pathname;
  const { code, stdout } = await runPolicy(['fmt', '--check', 'policies', 'examples'], root);
  assert.equal([code, stdout], [0, '']);
});

fmt.run();

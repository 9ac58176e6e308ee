import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as namespace from '@open-policy-agent/opa-wasm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readTar } from '../../src/bundles/tar.js';
import { folderOf, policy } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const sdk = (namespace as unknown as { readonly default: typeof namespace }).default;

const POLICY = `package app.authz

default allow := false

allow if input.user in data.app.admins

# METADATA
# entrypoint: true
greeting := sprintf("%d admins: %v", [count(data.app.admins), data.app.admins])
`;
const FILES = {
  'policies/authz.rego': POLICY,
  'policies/authz_test.rego': 'package app.authz_test\n\ntest_x if true\n',
  'policies/app/data.json': '{"admins": ["ana"]}',
};

/** The files of a bundle by name, as text. */
function contents(path: string): Map<string, string> {
  const entries = readTar(gunzipSync(readFileSync(path)));
  return new Map(entries.map(({ name, content }) => [name, new TextDecoder().decode(content)]));
}

const building = suite('policy build of plain Rego');

building('makes a module that the SDK runs as it is', async () => {
  const folder = folderOf(FILES);
  const { code, stdout } = policy(
    ['build', '-e', 'app/authz/allow', '-o', 'out', 'policies'],
    folder,
  );
  assert.is(code, 0);
  assert.match(stdout, /^out\/policy\.wasm {2}\d+ bytes {2}sha256:[0-9a-f]{64}\n$/);
  const module = await sdk.loadPolicy(readFileSync(join(folder, 'out/policy.wasm')));
  module.setData({ app: { admins: ['ana', 'ben'] } });
  assert.equal(module.evaluate({ user: 'ben' }, 'app/authz/allow'), [{ result: true }]);
  assert.equal(module.evaluate({}, 'app/authz/greeting'), [{ result: '2 admins: ["ana", "ben"]' }]);
});

building('packs a module with its data and what it answers, those of metadata too', async () => {
  const folder = folderOf(FILES);
  const line = ['build', '-e', '/app/authz/allow', '-r', 'rev-1', '-o', 'b.tar.gz', 'policies'];
  const { code, stdout } = await runPolicy(line, folder);
  assert.is(code, 0);
  assert.match(stdout, /^b\.tar\.gz {2}\d+ bytes\n$/);
  const files = contents(join(folder, 'b.tar.gz'));
  assert.equal([...files.keys()], ['/data.json', '/policy.wasm', '/.manifest']);
  assert.equal(JSON.parse(files.get('/data.json') ?? ''), { app: { admins: ['ana'] } });
  assert.equal(JSON.parse(files.get('/.manifest') ?? ''), {
    revision: 'rev-1',
    roots: [''],
    wasm: [
      { entrypoint: 'app/authz/allow', module: '/policy.wasm' },
      { entrypoint: 'app/authz/greeting', module: '/policy.wasm' },
    ],
  });
});

building('makes bundles that a query can be asked of', async () => {
  const folder = folderOf(FILES);
  for (const target of ['wasm', 'plan', 'rego']) {
    const output = `${target}.tar.gz`;
    const built = await runPolicy(['build', '-t', target, '-o', output, 'policies'], folder);
    assert.is(built.code, 0, target);
    const line = ['eval', '-b', output, '-f', 'raw', '-q', 'data.app.authz.greeting'];
    assert.is((await runPolicy(line, folder)).stdout, '1 admins: ["ana"]\n', target);
  }
});

building('writes a plan, beside the files that it was made of', async () => {
  const folder = folderOf(FILES);
  await runPolicy(['build', '-t', 'plan', '--bundle', '-o', 'out', 'policies'], folder);
  const plan = readFileSync(join(folder, 'out/policy.json'), 'utf8');
  const { plans } = JSON.parse(plan) as { plans: { plans: { name: string }[] } };
  assert.equal(
    plans.plans.map(({ name }) => name),
    ['app/authz/greeting'],
  );
  const files = contents(join(folder, 'out/policy.tar.gz'));
  assert.is(files.get('/plan.json'), plan);
  assert.is(files.get('/policies/authz.rego'), POLICY);
});

building('packs Rego as it is, without tests and what is ignored', async () => {
  const files = { ...FILES, 'policies/old/x.rego': 'package old\n', 'policies/old/x.json': '{}' };
  const folder = folderOf(files);
  await runPolicy(['build', '-t', 'rego', '--ignore', 'old', '-o', 'b.tar.gz', 'policies'], folder);
  const packed = contents(join(folder, 'b.tar.gz'));
  assert.equal([...packed.keys()], ['/data.json', '/policies/authz.rego', '/.manifest']);
  assert.is(JSON.parse(packed.get('/.manifest') ?? '').rego_version, 1);
});

building('gives the same bytes for the same files', async () => {
  const folder = folderOf(FILES);
  for (const name of ['one', 'two'])
    await runPolicy(['build', '-t', 'wasm', '-o', `${name}.tar.gz`, 'policies'], folder);
  assert.equal(readFileSync(join(folder, 'one.tar.gz')), readFileSync(join(folder, 'two.tar.gz')));
});

building('names an entrypoint that is not there, and asks for one', async () => {
  const folder = folderOf({ 'a.rego': 'package a\n\np := 1\n' });
  const unknown = await runPolicy(['build', '-e', 'a/q', 'a.rego'], folder);
  assert.is(unknown.code, 2);
  assert.match(unknown.stderr, /the entrypoint `a\/q` does not refer to a rule or package/);
  const none = await runPolicy(['build', '-t', 'wasm', 'a.rego'], folder);
  assert.is(none.code, 2);
  assert.match(none.stderr, /the target `wasm` needs at least one entrypoint/);
  assert.not(existsSync(join(folder, 'build')));
});

building('refuses what does not compile, or lies beyond capabilities', async () => {
  const folder = folderOf({
    'a.rego': 'package a\n\np := upper("x")\n',
    'b.rego': 'package b\n\np if q\n',
    'caps.json': '{"builtins": [], "features": ["rego_v1"]}',
  });
  assert.is((await runPolicy(['build', '-e', 'b/p', 'b.rego'], folder)).code, 3);
  const restricted = ['build', '-e', 'a/p', '--capabilities', 'caps.json', 'a.rego'];
  const { code, stderr } = await runPolicy(restricted, folder);
  assert.is(code, 3);
  assert.match(stderr, /a\.rego:3:6: error: undefined function upper/);
});

building.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, policy } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

interface File {
  builtins: { name: string }[];
  features: string[];
  future_keywords: string[];
  allow_net?: string[];
}

/** Our capabilities, changed. */
async function changed(change: (file: File) => void): Promise<string> {
  const file = JSON.parse((await runPolicy(['capabilities'], '.')).stdout) as File;
  change(file);
  return JSON.stringify(file);
}

async function evaluated(query: string, capabilities: string, ...words: readonly string[]) {
  const folder = folderOf({ 'caps.json': capabilities });
  const line = ['eval', '--capabilities', 'caps.json', '-f', 'raw', ...words, '-q', query];
  return runPolicy(line, folder);
}

const printed = suite('policy capabilities');

printed('prints a file in the form of OPA', () => {
  const { code, stdout } = policy(['capabilities'], folderOf({}));
  assert.is(code, 0);
  const { builtins, features, future_keywords } = JSON.parse(stdout) as File;
  assert.equal(features, ['keywords_in_refs', 'rego_v1', 'template_strings']);
  assert.equal(future_keywords, ['and', 'not', 'or']);
  assert.equal(
    builtins.find(({ name }) => name === 'plus'),
    {
      name: 'plus',
      decl: {
        type: 'function',
        args: [{ type: 'number' }, { type: 'number' }],
        result: { type: 'number' },
      },
      infix: '+',
    },
  );
});

printed('accepts all policies where it is passed back unchanged', async () => {
  const { stdout } = await evaluated(
    'x := 1 + 2; x in [3]; "a" == $"{"a"}"',
    await changed(() => {}),
  );
  assert.is(stdout, 'true true true\n');
});

printed.run();

const restricting = suite('--capabilities');

const without = (...names: readonly string[]) =>
  changed((file) => {
    file.builtins = file.builtins.filter(({ name }) => !names.includes(name));
  });

restricting('makes functions that are not listed undefined, operators too', async () => {
  const caps = await without('upper', 'plus', 'internal.member_2', 'walk');
  const messages = async (query: string) => (await evaluated(query, caps)).stderr.split('\n')[0];
  assert.is(
    await messages('upper("a")'),
    '<query>:1:1: error: undefined function upper [rego/undefined-function]',
  );
  assert.match((await messages('1 + 2')) ?? '', /undefined function plus/);
  assert.match((await messages('1 in [1]')) ?? '', /undefined function internal\.member_2/);
  assert.match((await messages('walk([], x)')) ?? '', /undefined function walk/);
  assert.match(
    (await messages('true with upper as "x"')) ?? '',
    /must reference existing input, data, or a function/,
  );
});

restricting('takes away parts of the language', async () => {
  const caps = await changed((file) => {
    file.features = ['rego_v1'];
    file.future_keywords = ['or'];
  });
  assert.match(
    (await evaluated('$"a"', caps)).stderr,
    /template strings are not supported by current capabilities/,
  );
  assert.match(
    (await evaluated('input.if', caps)).stderr,
    /unexpected if keyword: expected identifier/,
  );
  const folder = folderOf({
    'caps.json': caps,
    'a.rego': 'package a\n\nimport future.keywords.and\n',
  });
  const { stderr } = await runPolicy(
    ['eval', '-d', 'a.rego', '--capabilities', 'caps.json', '-f', 'raw', '-q', '1'],
    folder,
  );
  assert.match(
    stderr,
    /a\.rego:3:8: error: unexpected keyword, must be one of \[contains every if in or\]/,
  );
});

restricting('refuses Rego v1 without its feature, and reads v0', async () => {
  const caps = await changed((file) => {
    file.features = [];
  });
  const v1 = await evaluated('1', caps);
  assert.is(v1.code, 2);
  assert.match(v1.stderr, /illegal capabilities: rego_v1 feature required for parsing v1 Rego/);
  assert.is((await evaluated('1', caps, '--v0-compatible')).stdout, '1\n');
});

restricting('grants what is listed, as far as allow_net goes', async () => {
  const caps = await changed((file) => {
    file.allow_net = ['elsewhere.example'];
  });
  assert.is((await evaluated('time.now_ns() > 0', caps)).stdout, 'true\n');
  const query = 'http.send({"method": "get", "url": "http://localhost:1/"})';
  const { stderr } = await evaluated(query, caps, '--strict-builtin-errors');
  assert.match(stderr, /http\.send: disallowed host: localhost/);
});

restricting('says what is wrong with a file', async () => {
  const bad = await evaluated('1', '{"builtins": 1}');
  assert.is(bad.code, 2);
  assert.match(bad.stderr, /caps\.json: error: no capabilities file: `builtins` is a list/);
});

restricting.run();

const granting = suite('grants');

granting('are needed for time, chance, network and environment', async () => {
  const missing = async (query: string, ...words: readonly string[]) => {
    const { code, stderr } = await runPolicy(
      ['eval', '-f', 'raw', ...words, '-q', query],
      folderOf({}),
    );
    return [code, /`--allow-\w+[^`]*`/.exec(stderr)?.[0]];
  };
  assert.equal(await missing('time.now_ns()'), [2, '`--allow-clock`']);
  assert.equal(await missing('not time.now_ns()'), [2, '`--allow-clock`']);
  assert.equal(await missing('rand.intn("x", 5)'), [2, '`--allow-random`']);
  assert.equal(await missing('uuid.rfc4122("x")'), [2, '`--allow-random`']);
  assert.equal(await missing('opa.runtime()'), [2, '`--allow-env`']);
  assert.equal(await missing('net.lookup_ip_addr("localhost")'), [2, '`--allow-net <host>`']);
  assert.equal(await missing('time.now_ns()', '--allow-clock'), [0, undefined]);
  assert.equal(await missing('rand.intn("x", 5)', '--allow-random'), [0, undefined]);
  assert.equal(await missing('opa.runtime().env', '--allow-env'), [0, undefined]);
  assert.equal(await missing('net.lookup_ip_addr("localhost")', '--allow-net', 'localhost'), [
    0,
    undefined,
  ]);
});

granting('are not needed for what a query replaces', async () => {
  const { stdout } = await runPolicy(
    ['eval', '-f', 'raw', '-q', 'time.now_ns() with time.now_ns as 5'],
    folderOf({}),
  );
  assert.is(stdout, '5\n');
});

granting.run();

const rules = suite('rules of a layer');

const RULE = `# METADATA
# title: Too late
# description: After five it is too late.
# custom:
#   code: X-001
#   severity: medium
#   needs: [dockerfile]
#   remediation: Come earlier.
package repo.app.late

deny contains "late" if time.now_ns() > 5

deny contains body if body := http.send({"method": "get", "url": "http://a.example"}).body
`;

rules('call nothing of the outside', async () => {
  const folder = folderOf({
    'policy.yaml': 'version: 1\nlayer: repo\nname: app\npolicies: [rules]\n',
    'rules/late.rego': RULE,
    Dockerfile: 'FROM scratch\n',
  });
  for (const command of ['check', 'eval', 'build']) {
    const { code, stderr } = await runPolicy([command], folder);
    assert.is(code, 3, command);
    assert.match(
      stderr,
      /rules\/late\.rego:11:25: error: `time\.now_ns` cannot be called by rules: .*\n.*\n {5}\| {25}\^+\n {2}hint: `time\.parse_rfc3339_ns\(input\.now\)` is the time of the evaluation/,
    );
    assert.match(stderr, /rules\/late\.rego:13:31: error: `http\.send` cannot be called by rules/);
  }
});

rules('fail beyond limits, and the verdict is no pass', async () => {
  const rule = RULE.replace(/deny[\s\S]*/, '').concat(
    'deny contains "many" if count([1 | numbers.range(1, 300)[_]; numbers.range(1, 300)[_]]) == 1\n',
  );
  const folder = folderOf({
    'policy.yaml': 'version: 1\nlayer: repo\nname: app\npolicies: [rules]\n',
    'rules/late.rego': rule,
    Dockerfile: 'FROM scratch\nUSER 10001:10001\n',
  });
  const within = await runPolicy(['eval'], folder);
  assert.is(within.code, 0);
  const beyond = await runPolicy(['eval', '--max-steps', '20K'], folder);
  assert.is(beyond.code, 5);
  assert.match(beyond.stdout + beyond.stderr, /more steps than are allowed/);
  assert.is((await runPolicy(['eval', '--max-memory', 'x'], folder)).code, 2);
});

rules.run();

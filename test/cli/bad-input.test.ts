/** What bad input gets: an exit code, a place, a way out, and never a stack trace. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const DOCKERFILE = 'FROM debian:13-slim\nUSER 1000\n';
const REPO = 'version: 1\nlayer: repo\nname: shop\n';
const ORG = 'version: 1\nlayer: org\nname: acme\n';

async function judged(files: Readonly<Record<string, string | Uint8Array>>, ...words: string[]) {
  const ended = await runPolicy(['eval', ...words], folderOf({ Dockerfile: DOCKERFILE, ...files }));
  const all = ended.stdout + ended.stderr;
  assert.not.match(all, /^\s+at .*:\d+:\d+\)?$/m, 'a stack trace');
  assert.not.match(all, 'internal error');
  return { ...ended, all };
}

const settings = suite('settings');

settings('unknown keys: a suggestion, a caret, exit 2', async () => {
  const { code, all } = await judged({ 'policy.yaml': `${REPO}rulez: {}\n` });
  assert.is(code, 2);
  assert.match(all, 'policy.yaml:4:1: error: unknown key `rulez`');
  assert.match(all, /\| \^{5}\n\s+hint: did you mean `rules`\?/);
});

settings(
  'unknown rules: an error for an org, a warning below it, both with a suggestion',
  async () => {
    const rules = 'rules: {dockerfile/no-latst: {level: warn}}\n';
    const org = await judged({ 'org/org.yaml': ORG + rules }, '--org', 'org');
    assert.is(org.code, 2);
    assert.match(org.all, 'did you mean `dockerfile/no-latest`');
    const repo = await judged({ 'policy.yaml': REPO + rules });
    assert.is.not(repo.code, 2);
    assert.match(
      repo.all,
      /warning: policy.yaml:4:9: .*\n\s+hint: did you mean `dockerfile\/no-latest`/,
    );
  },
);

settings('layers that are missing or empty are errors', async () => {
  assert.is((await judged({}, '--org', 'nowhere')).code, 2);
  assert.is((await judged({ 'org/org.yaml': '' }, '--org', 'org')).code, 2);
  const bare = await judged({ 'org/org.yaml': ORG }, '--org', 'org');
  assert.is(bare.code, 2);
  assert.match(bare.all, 'layer/empty');
  const folder = await judged({ 'policy.yaml': `${REPO}policies: [rules]\n` });
  assert.is(folder.code, 2);
  assert.match(folder.all, '`rules` holds no rule code');
});

settings('a policy in which every rule is off is an error', async () => {
  const listed = await runPolicy(['rules', '--format', 'json'], folderOf({}));
  const ids = (JSON.parse(listed.stdout) as { id: string }[]).map(({ id }) => id);
  const off = ids.map((id) => `  ${id}: {level: off}\n`).join('');
  const { code, all } = await judged({ 'policy.yaml': `${REPO}rules:\n${off}` });
  assert.is(code, 2);
  assert.match(all, 'layer/none-selected');
});

settings(
  'malformed YAML, duplicate keys, anchors and merge keys are errors with places',
  async () => {
    for (const [text, message] of [
      ['rules: {', 'record/yaml-syntax'],
      ['rules: {}\nrules: {}\n', 'record/duplicate-key'],
      ['rules: &all {}\n', 'record/indirect-yaml'],
      ['rules: {<<: {a: 1}}\n', 'record/indirect-yaml'],
      ['version: 2\n', 'record/duplicate-key'],
      ['layer: team\n', 'record/duplicate-key'],
      ['extends: [{layer: org, source: x}, 7]\n', 'record/wrong-value'],
    ] as const) {
      const { code, all } = await judged({ 'policy.yaml': REPO + text });
      assert.is(code, 2, text);
      assert.match(all, message);
      assert.match(all, /policy\.yaml:\d+:\d+: error/);
    }
  },
);

settings.run();

const tricks = suite('tricks of a lower layer');

tricks('packages under other roots, and prefixes of them, are refused', async () => {
  for (const path of [
    'std',
    'std.lib.dockerfile',
    'std.dockerfile.no_latest',
    'org.acme.x',
    'repo',
    'drydock.entry',
  ]) {
    const { code, all } = await judged({
      'policy.yaml': `${REPO}policies: [rules]\n`,
      'rules/a.rego': `package ${path}\n\ndeny contains "x" if false\n`,
    });
    assert.is(code, 2, path);
    assert.match(all, 'layer/foreign-package');
  }
});

tricks('data that shadows rule code or parameters is refused', async () => {
  for (const name of ['params', 'selected', 'std', 'org', 'drydock']) {
    const { code, all } = await judged({
      'policy.yaml': `${REPO}policies: [rules]\ndata: [data]\n`,
      'rules/a.rego': 'package repo.shop.a\n\ndeny contains "x" if false\n',
      'data/data.json': JSON.stringify({ [name]: {} }),
    });
    assert.is(code, 2, name);
    assert.match(all, 'layer/reserved-data');
  }
});

tricks('paths that leave the layer are refused, and links are not followed', async () => {
  for (const path of ['../other', '/etc', 'a/../../b', 'C:/x', 'a\\b']) {
    const { code, all } = await judged({ 'policy.yaml': `${REPO}policies: ['${path}']\n` });
    assert.is(code, 2, path);
    assert.match(all, 'settings/path');
  }
  const folder = folderOf({ Dockerfile: DOCKERFILE, 'policy.yaml': `${REPO}policies: [rules]\n` });
  const outside = folderOf({ 'a.rego': 'package repo.shop.a\n\ndeny contains "x" if false\n' });
  symlinkSync(outside, join(folder, 'rules'));
  const { code, stderr } = await runPolicy(['eval'], folder);
  assert.is(code, 2);
  assert.match(stderr, '`rules` holds no rule code');
});

tricks('rule ids of look-alike letters are unknown, not the rule they look like', async () => {
  const rules = 'rules: {"dockerfile/nо-latest": {level: off}}\n';
  const { all } = await judged({ 'policy.yaml': REPO + rules, Dockerfile: 'FROM node:latest\n' });
  assert.match(all, 'no layer has a rule `dockerfile/nо-latest`');
  assert.match(all, 'std/dockerfile/no-latest (DKF-002)');
});

tricks('a repository without a name under `--ci`, where the org has teams: exit 2', async () => {
  const files = {
    'org/org.yaml': `${ORG}teams: {pay: {repos: ["acme/pay-*"], source: pay}}\n`,
    'org/pay/team.yaml':
      'version: 1\nlayer: team\nname: pay\nrules: {dockerfile/no-latest: {level: enforce}}\n',
    Dockerfile: 'FROM node:latest\n',
  };
  const words = ['--org', 'org', '--ci', '--allow-unpinned'];
  process.env['GITHUB_REPOSITORY'] = 'acme/pay-api';
  const nameless = await judged(files, ...words);
  delete process.env['GITHUB_REPOSITORY'];
  assert.is(nameless.code, 2);
  assert.match(nameless.all, 'usage/repo-in-ci');
  assert.is((await judged(files, ...words, '--repo', 'acme/pay-api')).code, 1);
  const locally = await judged(files, '--org', 'org');
  assert.match(locally.all, 'the layer of the team: which team the repository belongs to is not');
});

tricks(
  'an org without a digest under `--ci`: exit 2 with the digest, unless asked for',
  async () => {
    const files = { 'org/org.yaml': `${ORG}rules: {dockerfile/no-latest: {level: enforce}}\n` };
    const bare = await judged(files, '--ci', '--org', 'org');
    assert.is(bare.code, 2);
    const [, pin = ''] = /pass `--org (org@sha256:[0-9a-f]{64})`/.exec(bare.all) ?? [];
    const words = ['--ci', '--format', 'json', '--org'];
    const pinned = JSON.parse((await judged(files, ...words, pin)).stdout);
    const checks = ({ skippedChecks }: { skippedChecks: { check: string }[] }) =>
      skippedChecks.map(({ check }) => check);
    assert.equal(checks(pinned), []);
    assert.is(pinned.layers.find(({ kind }: { kind: string }) => kind === 'org').verified, true);
    const asked = JSON.parse((await judged(files, ...words, 'org', '--allow-unpinned')).stdout);
    assert.equal(checks(asked), ['content of layer acme']);
    for (const wrong of ['org@', 'org@sha256:123', 'org@sha256:']) {
      const { code, all } = await judged(files, '--ci', '--org', wrong);
      assert.is(code, 2);
      assert.match(all, 'usage/pin');
    }
  },
);

tricks(
  'another org, a cycle of layers, an org in the judged folder under `--ci` are refused',
  async () => {
    const org = `${ORG}rules: {dockerfile/no-latest: {level: enforce}}\n`;
    const files = {
      'org/org.yaml': org,
      'evil/org.yaml': org.replace('acme', 'evil'),
      'policy.yaml': `${REPO}extends: [{layer: org, source: evil}]\n`,
    };
    const other = await judged(files, '--org', 'org');
    assert.is(other.code, 2);
    assert.match(other.all, 'layer/other-org');
    const ci = await judged(files, '--ci');
    assert.is(ci.code, 2);
    assert.match(ci.all, 'usage/org-in-ci');
    const cycle = await judged({
      'policy.yaml': `${REPO}extends: [{layer: team, source: team}]\n`,
      'team/team.yaml':
        'version: 1\nlayer: team\nname: t\nextends: [{layer: team, source: .}]\nrules: {DKF-002: {level: warn}}\n',
    });
    assert.is(cycle.code, 2);
    assert.match(cycle.all, 'layer/cycle');
  },
);

tricks(
  'hiding files from rules above is a conflict, and they are judged all the same',
  async () => {
    const { all } = await judged(
      {
        'org/org.yaml': `${ORG}rules: {dockerfile/no-latest: {level: enforce}}\n`,
        'policy.yaml': `${REPO}exclude: ["**"]\n`,
        Dockerfile: 'FROM node:latest\n',
      },
      '--org',
      'org',
    );
    assert.match(all, 'conflicts:');
    assert.match(all, 'FAIL: image `node:latest`');
  },
);

tricks('a pin that does not fit the content is refused with exit 3', async () => {
  const org = { 'org/org.yaml': `${ORG}rules: {dockerfile/no-latest: {level: enforce}}\n` };
  const { code, all } = await judged(org, '--org', `org@sha256:${'0'.repeat(64)}`);
  assert.is(code, 3);
  const found = /is (sha256:[0-9a-f]{64}), not/.exec(all)?.[1] ?? '';
  assert.is.not((await judged(org, '--org', `org@${found}`)).code, 3);
});

tricks('a profile asked for on the command line cannot loosen what an org locks', async () => {
  const { all } = await judged(
    {
      'org/org.yaml': `${ORG}rules: {dockerfile/no-latest: {level: enforce}}\n`,
      'org/profiles/lax.yaml':
        'version: 1\nlayer: profile\nname: lax\nrules: {dockerfile/no-latest: {level: off}}\n',
      Dockerfile: 'FROM node:latest\n',
    },
    '--org',
    'org',
    '--profile',
    'lax',
  );
  assert.match(all, 'conflicts:');
  assert.match(all, 'FAIL: image `node:latest`');
});

tricks('a repository cannot excuse itself from what an org locks', async () => {
  const org = `${ORG}rules: {dockerfile/no-latest: {level: enforce, lock: tighten}}\n`;
  const exception =
    'id: EXC-1\nrules: [DKF-002]\nreason: x\ncreated: 2026-11-01\nexpires: 2026-12-31\napprovedBy: [group:appsec]\n';
  const dockerfile =
    '# policy:ignore DKF-002 reason=x expires=2026-12-20\nFROM node:latest\nUSER 1000\n';
  const { code, all } = await judged(
    {
      'org/org.yaml': org,
      'policy.yaml': `${REPO}exceptions: [exceptions]\n`,
      'exceptions/a.yaml': exception,
      Dockerfile: dockerfile,
    },
    '--org',
    'org',
  );
  assert.is(code, 1);
  assert.match(all, 'no org has said who may except from it');
  assert.match(all, 'the org does not allow ignoring by comment');
  const folder = folderOf({ 'org/org.yaml': org, Dockerfile: 'FROM node:latest\nUSER 1000\n' });
  assert.is((await runPolicy(['baseline', 'create', '--owner', 'x'], folder)).code, 0);
  const based = await runPolicy(['eval', '--org', 'org'], folder);
  assert.is(based.code, 1);
  assert.match(based.stdout, 'the org does not allow a baseline');
});

tricks('an exception of a repository needs what the org says, signatures included', async () => {
  const org = (extra: string) =>
    `${ORG}rules: {dockerfile/no-latest: {level: enforce}}\nexceptionRules: {maxDays: {medium: 90}}\n${extra}`;
  const files = (extra: string) => ({
    'org/org.yaml': org(extra),
    'policy.yaml': `${REPO}exceptions: [exceptions]\n`,
    'exceptions/a.yaml':
      'id: EXC-1\nrules: [DKF-002]\nreason: x\ncreated: 2026-11-01\nexpires: 2026-12-31\n',
    Dockerfile: 'FROM node:latest\nUSER 1000\n',
  });
  assert.is.not((await judged(files(''), '--org', 'org')).code, 1);
  const signed = 'trust: {requireSigned: {exceptions: {severities: [medium]}}}\n';
  const { code, all } = await judged(files(signed), '--org', 'org');
  assert.is(code, 1);
  assert.match(all, 'needs 1 signature, and has 0');
});

tricks('huge lists and files neither hang nor pass', async () => {
  const names = Array.from({ length: 3000 }, (_, index) => `reg${index}.example/**/x*`);
  const rules = (list: readonly string[]) =>
    `rules: {dockerfile/trusted-base: {params: {trusted_registries: ${JSON.stringify(list)}}}}\n`;
  const files = {
    'org/org.yaml': ORG + rules(names),
    'policy.yaml': REPO + rules([...names].reverse()),
  };
  const start = performance.now();
  await judged(files, '--org', 'org');
  assert.ok(performance.now() - start < 20_000);
  const { code, all } = await judged({ 'policy.yaml': `${REPO}# ${'x'.repeat(2_000_000)}\n` });
  assert.is(code, 2);
  assert.match(all, 'record/too-large');
});

tricks.run();

const code = suite('rule code');

code('that does not compile: every error with a caret, exit 3', async () => {
  const rego = 'package repo.shop.a\n\ndeny contains "x" if {\n\tz == 1\n\ty == 2\n}\n';
  const { code: exit, all } = await judged({
    'policy.yaml': `${REPO}policies: [rules]\n`,
    'rules/a.rego': rego,
  });
  assert.is(exit, 3);
  assert.match(all, /rules\/a\.rego:4:2: error: .*\n.*\n.*\^/);
  assert.match(all, /rules\/a\.rego:5:2: error: .*\n.*\n.*\^/);
});

code('that fails when it is evaluated: exit 5, and the other rules are judged', async () => {
  const files = {
    'policy.yaml': `${REPO}policies: [rules]\n`,
    'rules/a.rego':
      'package repo.shop.a\n\ndeny contains "x" if f(1) == 1\n\nf(_) := 1 if input.now\n\nf(_) := 2 if input.subject\n',
    'rules/b.rego': 'package repo.shop.b\n\nwarn contains "seen" if input.now\n',
  };
  const { code: exit, all } = await judged(files);
  assert.is(exit, 5);
  assert.match(all, 'repo/shop/a');
  assert.match(all, 'warn: seen');
});

code('that never ends fails as well, and the other rules are judged', async () => {
  const files = {
    'policy.yaml': `${REPO}policies: [rules]\n`,
    'rules/a.rego':
      'package repo.shop.a\n\nmany := numbers.range(1, 100000)\n\ndeny contains "x" if {\n\tcount([1 | some a in many; some b in many; a + b < 0]) > 0\n}\n',
    'rules/b.rego': 'package repo.shop.b\n\nwarn contains "seen" if input.now\n',
  };
  const { code: exit, all } = await judged(files);
  assert.is(exit, 5);
  assert.match(all, 'repo/shop/a');
  assert.match(all, 'warn: seen');
});

code.run();

const inputs = suite('inputs');

inputs(
  'garbage, huge lines and wrong encodings: a diagnostic, incomplete, never a pass',
  async () => {
    const random = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919 + 13) % 256);
    const garbage = await judged({ Dockerfile: random });
    assert.is(garbage.code, 4);
    assert.match(garbage.all, 'document/not-text');
    const long = await judged({ Dockerfile: `FROM scratch\nRUN echo ${'x'.repeat(10_000_000)}\n` });
    assert.ok([1, 4].includes(long.code));
    assert.match(long.all, 'incomplete');
    const latin = Uint8Array.from(Buffer.from('FROM scratch\nLABEL a="\xff"\nUSER 1\n', 'latin1'));
    assert.match((await judged({ Dockerfile: latin })).all, 'incomplete');
  },
);

inputs('syntax trouble: what can be judged is judged', async () => {
  const { code: exit, all } = await judged({ Dockerfile: 'FROM node:latest\nRNU x\n' });
  assert.ok([1, 4].includes(exit));
  assert.match(all, 'Dockerfile:2:1');
  assert.match(all, 'DKF-002');
});

inputs('nothing to judge, paths that are not there, unknown kinds, bad times', async () => {
  const bare = folderOf({ 'README.txt': 'x' });
  assert.is((await runPolicy(['eval'], bare)).code, 4);
  assert.is((await judged({}, 'nowhere')).code, 4);
  assert.is((await judged({}, '**/nowhere')).code, 4);
  assert.is((await judged({}, '--as', 'dockerfil')).code, 2);
  assert.is((await judged({}, '--at', 'yesterday')).code, 2);
  assert.is((await judged({}, '--at', '2026-12-01', '--ci')).code, 2);
  assert.is((await judged({}, '--profile', 'recomended')).code, 2);
});

inputs('all of it excluded by settings is nothing judged, not a pass', async () => {
  const { code: exit, all } = await judged({ 'policy.yaml': `${REPO}exclude: ["**"]\n` });
  assert.is(exit, 4);
  assert.match(all, 'input/excluded');
});

inputs('output that cannot be written: exit 2', async () => {
  const folder = folderOf({ Dockerfile: DOCKERFILE, file: 'x' });
  const { code: exit, stderr } = await runPolicy(['eval', '--output', 'file/report.txt'], folder);
  assert.is(exit, 2);
  assert.match(stderr, 'cannot be written');
});

inputs.run();

const usage = suite('usage');

usage('unknown commands and options: a suggestion, exit 2', async () => {
  const folder = folderOf({});
  const command = await runPolicy(['evla'], folder);
  assert.is(command.code, 2);
  assert.match(command.stderr, 'did you mean `eval`');
  assert.is((await runPolicy(['eval', '--formt', 'json'], folder)).code, 2);
  assert.is((await runPolicy(['eval', '--format', 'xml'], folder)).code, 2);
  assert.is((await runPolicy([], folder)).code, 2);
  assert.is((await runPolicy(['--help'], folder)).code, 0);
});

usage.run();

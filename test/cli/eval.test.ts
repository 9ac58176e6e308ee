import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Verdict } from '../../src/model/verdict.js';
import { folderOf, policy, program } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CENTRAL = join(ROOT, 'examples/central-policy-repo');

const ajv = new Ajv({ strict: false, allErrors: true });
(formats.default as unknown as (instance: Ajv) => void)(ajv);

function schema(path: string) {
  return ajv.compile(JSON.parse(readFileSync(join(ROOT, path), 'utf8')));
}

const verdictSchema = schema('schemas/verdict.json');

const inCentral = (repo: string, ...words: string[]) =>
  runPolicy(['eval', `repos/${repo}`, '--org', 'org', '--repo', `acme/${repo}`, ...words], CENTRAL);

async function verdictOf(repo: string, ...words: string[]): Promise<Verdict> {
  const { stdout } = await inCentral(repo, '--format', 'json', ...words);
  return JSON.parse(stdout) as Verdict;
}

const verdicts = suite('verdict');

verdicts('fits its schema for every repository of the example, and for a bare folder', async () => {
  const bare = await runPolicy(['eval', 'examples/first-look/bad', '--format', 'json'], ROOT);
  const all = [JSON.parse(bare.stdout)];
  for (const repo of ['pay-api', 'pay-batch', 'web-shop']) all.push(await verdictOf(repo));
  for (const verdict of all) {
    verdictSchema(verdict);
    assert.equal(verdictSchema.errors ?? [], []);
  }
});

verdicts('is the same bytes for the same inputs', async () => {
  const first = await inCentral('pay-batch', '--format', 'json');
  const second = await inCentral('pay-batch', '--format', 'json');
  assert.is(second.stdout, first.stdout);
});

verdicts('says what was waived by what, and which layer decided', async () => {
  const { findings, exceptions, layers, outcome } = await verdictOf('pay-api');
  const waived = findings.find(({ status }) => status === 'waived');
  assert.is(waived?.rule, 'std/dockerfile/user-not-root');
  assert.is(waived?.exception, 'EXC-2026-014');
  assert.is(waived?.decidedBy.layer, 'acme');
  assert.equal(exceptions.used, ['EXC-2026-014']);
  assert.equal(
    layers.map(({ name }) => name),
    ['std', 'acme', 'payments', 'pay-api'],
  );
  assert.is.not(outcome, 'fail');
});

verdicts('has a conflict record with both places for a rejected loosening', async () => {
  const { conflicts } = await verdictOf('pay-batch');
  const level = conflicts.find(({ field }) => field === 'level');
  assert.is(level?.asked.file, 'repos/pay-batch/policy.yaml');
  assert.is(level?.asked.value, 'warn');
  assert.is(level?.effective, 'enforce');
  assert.is(level?.decidedBy.file, 'org/org.yaml');
  assert.ok((level?.decidedBy.line ?? 0) > 0);
  assert.is((await inCentral('pay-batch', '--strict-config')).code, 2);
});

verdicts('keeps the key of a finding when lines move', async () => {
  const text = 'FROM node:latest\nUSER 1000\n';
  const key = async (dockerfile: string) => {
    const folder = folderOf({ Dockerfile: dockerfile });
    const { stdout } = await runPolicy(['eval', '--format', 'json'], folder);
    const { findings } = JSON.parse(stdout) as Verdict;
    return findings.find(({ code }) => code === 'DKF-002')?.key;
  };
  assert.ok(await key(text));
  assert.is(await key(`# a comment\n\n\n${text}`), await key(text));
  assert.is.not(await key(text.replace('node', 'python')), await key(text));
});

verdicts('never prints what a rule about secrets points at', async () => {
  const secret = 'npm_9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e';
  for (const format of ['table', 'json', 'sarif']) {
    const words = ['eval', 'examples/first-look/bad', '--format', format];
    const { stdout } = await runPolicy(words, ROOT);
    assert.not.match(stdout, secret, format);
  }
});

verdicts.run();

const gates = suite('levels, gates and dates');

const ORG = 'version: 1\nlayer: org\nname: acme\n';
const LATEST = 'FROM node:latest\nUSER 1000\n';

async function statusUnder(org: string, now: string, ...words: string[]): Promise<string> {
  const folder = folderOf({ 'org/org.yaml': ORG + org, 'app/Dockerfile': LATEST });
  const args = ['eval', 'app', '--org', 'org', '--format', 'json', ...words];
  const { stdout, stderr } = await runPolicy(args, folder, `${now}T12:00:00Z`);
  assert.is(stderr, '');
  const { findings } = JSON.parse(stdout) as Verdict;
  return findings.find(({ code }) => code === 'DKF-002')?.status ?? 'none';
}

gates('a gate has levels of its own; without one the strictest of an org counts', async () => {
  const org =
    'rules: {DKF-002: {level: warn}}\ngates: {release: {DKF-002: enforce}, dev: {DKF-002: shadow}}\n';
  const day = '2026-12-01';
  assert.is(await statusUnder(org, day, '--gate', 'release'), 'fail');
  assert.is(await statusUnder(org, day, '--gate', 'dev'), 'shadow');
  assert.is(await statusUnder(org, day, '--gate', 'pr'), 'warn');
  assert.is(await statusUnder(org, day), 'fail');
});

gates(
  'a rule shadows before `warn_from`, warns before `effective_on`, ends with `sunset`',
  async () => {
    const org =
      'rules: {DKF-002: {level: enforce, warn_from: 2026-06-01, effective_on: 2026-09-01, sunset: 2026-12-31}}\n';
    assert.is(await statusUnder(org, '2026-05-31'), 'shadow');
    assert.is(await statusUnder(org, '2026-06-01'), 'warn');
    assert.is(await statusUnder(org, '2026-09-01'), 'fail');
    assert.is(await statusUnder(org, '2026-12-31'), 'fail');
    assert.is(await statusUnder(org, '2027-01-01'), 'none');
  },
);

gates('shadow evaluates and records, but shows nothing and never fails', async () => {
  const folder = folderOf({
    'policy.yaml': 'version: 1\nlayer: repo\nname: x\nrules: {DKF-002: {level: shadow}}\n',
    Dockerfile: LATEST,
  });
  const table = await runPolicy(['eval'], folder);
  assert.not.match(table.stdout, 'DKF-002');
  const { findings } = JSON.parse((await runPolicy(['eval', '--format', 'json'], folder)).stdout);
  assert.ok(
    findings.some((finding: { code: string; status: string }) => finding.status === 'shadow'),
  );
});

gates('settings of a nested folder concern its files only, and can only tighten', async () => {
  const nested = (level: string) =>
    `version: 1\nlayer: repo\nname: inner\nrules: {DKF-002: {level: ${level}}}\n`;
  const outer = 'version: 1\nlayer: repo\nname: outer\nrules: {DKF-002: {level: warn}}\n';
  const statuses = async (level: string) => {
    const folder = folderOf({
      'policy.yaml': outer,
      Dockerfile: LATEST,
      'inner/policy.yaml': nested(level),
      'inner/Dockerfile': LATEST,
    });
    const { stdout } = await runPolicy(['eval', '--format', 'json'], folder);
    const { findings, conflicts } = JSON.parse(stdout) as Verdict;
    const own = findings.filter(({ code }) => code === 'DKF-002');
    return [...own.map(({ subject, status }) => `${subject} ${status}`), conflicts.length];
  };
  assert.equal(await statuses('enforce'), ['Dockerfile warn', 'inner/Dockerfile fail', 0]);
  assert.equal(await statuses('shadow'), ['Dockerfile warn', 'inner/Dockerfile warn', 1]);
});

gates.run();

const scopes = suite('scope');

scopes('a rule sees the files and stages that its scope names', async () => {
  const text = 'FROM node:latest AS build\nFROM python:latest\nUSER 1000\n';
  const lines = async (scope: string) => {
    const folder = folderOf({
      'policy.yaml': `version: 1\nlayer: repo\nname: x\nrules: {DKF-002: {scope: ${scope}}}\n`,
      Dockerfile: text,
      'docs/Dockerfile': text,
    });
    const { stdout } = await runPolicy(['eval', '--format', 'json'], folder);
    const { findings } = JSON.parse(stdout) as Verdict;
    const own = findings.filter(({ code }) => code === 'DKF-002');
    return own.map(({ locations }) => `${locations[0]?.uri}:${locations[0]?.line}`);
  };
  assert.equal(await lines('{stages: [final]}'), ['Dockerfile:2', 'docs/Dockerfile:2']);
  assert.equal(await lines('{stages: [bui*]}'), ['Dockerfile:1', 'docs/Dockerfile:1']);
  assert.equal(await lines('{excludePaths: ["docs/**"]}'), ['Dockerfile:1', 'Dockerfile:2']);
});

scopes('rules of an org can judge exceptions as documents', async () => {
  const folder = folderOf({
    'org/org.yaml': `${ORG}policies: [rules]\nexceptions: [exceptions]\nrules: {DKF-002: {level: warn}}\n`,
    'org/rules/a.rego': `# METADATA
# title: Exceptions have a ticket
# custom: {severity: high, needs: [exception]}
package org.acme.exceptions.ticket

deny contains {"message": "an exception without a ticket", "at": one.loc, "term": one.record.id} if {
	some one in input.documents.exception
	not one.record.ticket
}
`,
    'org/exceptions/a.yaml':
      'id: EXC-1\nrules: [DKF-002]\nreason: x\ncreated: 2026-11-01\nexpires: 2026-12-31\n',
    'app/Dockerfile': LATEST,
  });
  const words = ['eval', 'app', '--org', 'org', '--format', 'json'];
  const { stdout, code } = await runPolicy(words, folder);
  const { findings } = JSON.parse(stdout) as Verdict;
  assert.is(code, 1);
  const ticket = findings.find(({ rule }) => rule === 'org/acme/exceptions/ticket');
  assert.is(ticket?.locations[0]?.uri, 'org/exceptions/a.yaml');
  assert.is(findings.find(({ code: short }) => short === 'DKF-002')?.status, 'waived');
});

scopes.run();

const sarif = suite('SARIF');

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
      readonly partialFingerprints: Record<string, string>;
      readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
    }[];
  }[];
}

sarif('has stable rule ids, fingerprints, places and rule help', async () => {
  const { stdout } = await inCentral('pay-batch', '--format', 'sarif');
  const [run] = (JSON.parse(stdout) as SarifLog).runs;
  assert.ok(run);
  for (const { ruleId, ruleIndex, partialFingerprints, locations } of run.results) {
    assert.is(run.tool.driver.rules[ruleIndex]?.['id'], ruleId);
    assert.ok(run.tool.driver.rules[ruleIndex]?.['help']);
    assert.match(partialFingerprints['drydockFindingKey/v1'] ?? '', /^[0-9a-f]{32}$/);
    const { uri } = locations[0]?.physicalLocation.artifactLocation ?? { uri: '' };
    assert.match(uri, /^repos\/pay-batch\//);
  }
});

sarif('keeps waived findings as suppressions with their justification', async () => {
  const { stdout } = await inCentral('pay-api', '--format', 'sarif');
  const results = (JSON.parse(stdout) as SarifLog).runs[0]?.results ?? [];
  const root = results.find(({ ruleId }) => ruleId === 'std/dockerfile/user-not-root');
  assert.is(root?.suppressions?.[0]?.kind, 'external');
  assert.match(root?.suppressions?.[0]?.justification ?? '', 'EXC-2026-014');
});

sarif('fits the official schema, where the machine has it', async () => {
  const schemas = process.env['OFFICIAL_SCHEMAS'];
  if (schemas === undefined) return;
  const path = 'SchemaStore_schemastore/src/schemas/json/sarif-2.1.0.json';
  const draft4 = JSON.parse(readFileSync(join(schemas, path), 'utf8'));
  const { $schema: _, id: __, ...plain } = draft4;
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
    plain,
  );
  for (const repo of ['pay-api', 'pay-batch', 'web-shop']) {
    validate(JSON.parse((await inCentral(repo, '--format', 'sarif')).stdout));
    assert.equal(validate.errors ?? [], []);
  }
});

sarif.run();

const logs = suite('decision log');

logs('many writers at the same time lose nothing', async () => {
  const folder = folderOf({ Dockerfile: LATEST });
  const writers = Array.from({ length: 6 }, () => {
    const words = [program(), 'eval', '--decision-log', 'log.jsonl', '--output', 'out.txt'];
    const child = spawn(process.execPath, words, { cwd: folder, stdio: 'ignore' });
    return new Promise((resolve) => child.on('close', resolve));
  });
  await Promise.all(writers);
  const lines = readFileSync(join(folder, 'log.jsonl'), 'utf8').trimEnd().split('\n');
  assert.is(lines.length, 6);
  for (const line of lines) {
    const entry = JSON.parse(line);
    assert.match(entry.verdict, /^sha256:/);
    assert.is(entry.layers[0].name, 'std');
    assert.is(entry.input[0].documents[0].uri, 'Dockerfile');
  }
});

logs('a line that a crash cut off spoils no other', () => {
  const torn = '{"time":"2026-01-01T00:00:00.000Z","engi';
  const folder = folderOf({ Dockerfile: LATEST, 'log.jsonl': torn });
  policy(['eval', '--decision-log', 'log.jsonl'], folder);
  policy(['eval', '--decision-log', 'log.jsonl'], folder);
  const lines = readFileSync(join(folder, 'log.jsonl'), 'utf8').split('\n');
  assert.is(lines[0], torn);
  assert.equal(
    lines.slice(1, -1).map((line) => JSON.parse(line).outcome),
    ['warn', 'warn'],
  );
  assert.is(lines.at(-1), '');
});

logs('a log that cannot be written: exit 2, and the path', () => {
  const folder = folderOf({ Dockerfile: LATEST, 'log/x': '' });
  const { code, stderr } = policy(['eval', '--decision-log', 'log'], folder);
  assert.is(code, 2);
  assert.match(stderr, /log: error: it cannot be written: EISDIR/);
});

logs.run();

const commands = suite('commands as real processes');

commands('eval exits with the same code whatever the format', () => {
  for (const format of ['table', 'json', 'sarif']) {
    assert.is(policy(['eval', 'examples/first-look/bad', '--format', format], ROOT).code, 1);
  }
});

commands('build writes modules and bundles, the same bytes each time', () => {
  const folder = folderOf({ Dockerfile: LATEST });
  assert.is(policy(['build', '--bundle', '-o', 'one'], folder).code, 0);
  assert.is(policy(['build', '--bundle', '-o', 'two'], folder).code, 0);
  for (const name of ['std.wasm', 'std.tar.gz']) {
    const one = readFileSync(join(folder, 'one', name));
    assert.ok(one.equals(readFileSync(join(folder, 'two', name))), name);
  }
  const wasm = readFileSync(join(folder, 'one/std.wasm'));
  assert.equal([...wasm.subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
});

commands('a baseline postpones what stands, is never made twice, and only shrinks', () => {
  const folder = folderOf({ Dockerfile: 'FROM evil.example/x:1\nUSER root\n' });
  assert.is(policy(['eval'], folder).code, 1);
  assert.is(policy(['baseline', 'create'], folder).code, 2);
  assert.is(policy(['baseline', 'create', '--owner', 'me', '--ci', '--org', '.'], folder).code, 2);
  assert.is(policy(['baseline', 'create', '--owner', 'me'], folder).code, 0);
  assert.is(policy(['eval'], folder).code, 0);
  assert.is(policy(['baseline', 'create', '--owner', 'me'], folder).code, 2);
  writeFileSync(join(folder, 'Dockerfile'), 'FROM evil.example/x:1\nUSER 1000\n');
  assert.is(policy(['eval'], folder).code, 2);
  assert.is(policy(['baseline', 'prune'], folder).code, 0);
  assert.is(policy(['eval'], folder).code, 0);
});

commands('altered and replayed records of the example are refused with exit 3', () => {
  const folder = folderOf({});
  cpSync(CENTRAL, folder, { recursive: true });
  const record = join(folder, 'org/exceptions/pay-api-root.yaml');
  const text = readFileSync(record, 'utf8');
  const words = ['eval', 'repos/pay-api', '--org', 'org', '--repo', 'acme/pay-api'];
  const at = ['--at', '2026-12-01'];
  assert.is(policy([...words, ...at], folder).code, 0);
  writeFileSync(record, text.replace('2027-01-31', '2027-02-01'));
  const altered = policy([...words, ...at], folder);
  assert.is(altered.code, 3);
  assert.match(altered.stderr, 'altered after signing');
  writeFileSync(record, text);
  const org = join(folder, 'org/org.yaml');
  const settings = readFileSync(org, 'utf8');
  writeFileSync(
    org,
    settings.replace('name: acme', 'name: other').replace('org.acme', 'org.other'),
  );
  const policies = join(folder, 'org/policies/owner_label.rego');
  writeFileSync(
    policies,
    readFileSync(policies, 'utf8')
      .replaceAll('org.acme', 'org.other')
      .replaceAll('org/acme', 'org/other'),
  );
  assert.is(policy([...words, ...at], folder).code, 3);
});

commands('the exceptions of the example are checked, and unused or expired ones fail', () => {
  const check = policy(
    [
      'exceptions',
      'check',
      'repos/web-shop',
      '--org',
      'org',
      '--repo',
      'acme/web-shop',
      '--at',
      '2026-12-01',
    ],
    CENTRAL,
  );
  assert.is(check.code, 2);
  assert.match(check.stdout, 'EXC-2026-009: expired');
  assert.not.match(check.stderr, 'advice');
});

commands.run();

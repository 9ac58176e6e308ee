/** Exceptions that hold for one state of the world only: what they were granted for changes, and the finding is back. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/three-documents', import.meta.url));
const RULE = 'org/acme/supply/built-elsewhere';

/** A copy of the example whose org takes exceptions from a folder, with one bound to a state. */
async function granted(...bind: string[]): Promise<string> {
  const folder = folderOf({});
  cpSync(EXAMPLE, folder, { recursive: true });
  edit(
    folder,
    'org/org.yaml',
    'policies: [policies]',
    'policies: [policies]\nexceptions: [waived]',
  );
  const words = [
    '--rule',
    RULE,
    '--id',
    'EXC-1',
    '--reason',
    'known',
    '--output',
    'org/waived/1.yaml',
  ];
  const bound = bind.flatMap((what) => ['--bind', what]);
  const { code, stderr } = await runPolicy(
    ['exceptions', 'request', 'app', '--org', 'org', ...words, ...bound],
    folder,
  );
  assert.is(code, 0, stderr);
  return folder;
}

function edit(folder: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  assert.ok(text.includes(from), `${path} has ${from}`);
  writeFileSync(join(folder, path), text.replace(from, to));
}

async function statusOf(folder: string): Promise<{ status: string | undefined; problems: string }> {
  const { stdout } = await runPolicy(['eval', 'app', '--org', 'org', '--format', 'json'], folder);
  const { findings, problems } = JSON.parse(stdout);
  const found = findings.find(({ rule }: { rule: string }) => rule === RULE);
  return { status: found?.status, problems: JSON.stringify(problems) };
}

const evidence = suite('an exception bound to evidence');

evidence('waives as long as rule, document and packages stay as they were', async () => {
  const folder = await granted('rule', 'document', 'packages');
  assert.is((await statusOf(folder)).status, 'waived');
});

evidence('is void once the set of packages is another one', async () => {
  const folder = await granted('packages');
  edit(folder, 'app/Dockerfile', 'FROM', '# a comment changes nothing\nFROM');
  assert.is((await statusOf(folder)).status, 'waived');
  edit(folder, 'app/sbom.cdx.json', '1.229-1', '1.230-1');
  const { status, problems } = await statusOf(folder);
  assert.is(status, 'fail');
  assert.match(problems, /granted for another state: the set of packages/);
});

evidence('is void once the document is another one', async () => {
  const folder = await granted('document');
  edit(folder, 'app/Dockerfile', 'FROM', '# a comment changes the file\nFROM');
  assert.is((await statusOf(folder)).status, 'fail');
});

evidence('is void once the code of the rule is another one', async () => {
  const folder = await granted('rule');
  edit(folder, 'org/policies/built_elsewhere.rego', 'deny contains', '# changed\ndeny contains');
  assert.is((await statusOf(folder)).status, 'fail');
});

evidence('cannot be bound to what the subject does not have', async () => {
  const folder = await granted('document');
  const { code, stderr } = await runPolicy(
    ['exceptions', 'request', 'app/Dockerfile', '--rule', 'digest-pinned', '--bind', 'packages'],
    folder,
  );
  assert.is(code, 2);
  assert.match(stderr, /cannot be bound to the packages: the subject has none/);
});

evidence.run();

const pins = suite('the digest of an org');

pins('covers the profile of its own that it names', async () => {
  const folder = await granted('document');
  edit(folder, 'org/org.yaml', 'root: org.acme', 'root: org.acme\nprofile: hard');
  cpSync(join(EXAMPLE, 'org'), join(folder, 'org/profiles'), { recursive: true });
  const profile = (level: string) =>
    writeFileSync(
      join(folder, 'org/profiles/hard.yaml'),
      `version: 1\nlayer: profile\nname: hard\nrules:\n  dockerfile/no-latest: {level: ${level}}\n`,
    );
  const digest = async () => {
    const { stdout } = await runPolicy(['check', 'app', '--org', 'org'], folder);
    return /acme\s.*(sha256:[0-9a-f]{64})/.exec(stdout)?.[1];
  };
  profile('enforce');
  const before = await digest();
  assert.ok(before);
  profile('off');
  assert.is.not(await digest(), before);
});

pins.run();

const selectors = suite('an exception for one image');

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OURS = { Dockerfile: 'FROM node:latest\n' };
const ORG = {
  'org/org.yaml':
    'version: 1\nlayer: org\nname: acme\nexceptions: [waived]\nrules: {dockerfile/no-latest: {level: enforce, lock: none}}\n',
};
const forImage = (subject: string) => ({
  'org/waived/1.yaml': `id: EXC-1\nrules: [dockerfile/no-latest]\nsubject: ${subject}\nreason: known\nexpires: 2999-01-01\n`,
});

async function latestIn(files: Record<string, string>): Promise<string | undefined> {
  const words = ['eval', '--org', 'org', '--exclude', 'org/**', '--format', 'json'];
  const { stdout } = await runPolicy(words, folderOf({ ...OURS, ...ORG, ...files }));
  const { findings } = JSON.parse(stdout);
  return findings.find(({ rule }: { rule: string }) => rule === 'std/dockerfile/no-latest')?.status;
}

selectors('is not moved to another one by a declaration or a file put beside it', async () => {
  const byDigest = forImage(`{digest: "${DIGEST}"}`);
  const byName = forImage('{image: reg.example/pay}');
  const declared = {
    'subject.yaml': `version: 1\nname: pay\nbuild: {dockerfile: Dockerfile}\nimage: {digest: "${DIGEST}", tags: ["reg.example/pay:1"]}\ndocuments: [Dockerfile]\n`,
  };
  const statement = {
    'pay.intoto.json': JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'reg.example/pay', digest: { sha256: 'a'.repeat(64) } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {},
    }),
  };
  assert.is(await latestIn(forImage('{path: Dockerfile}')), 'waived');
  for (const claim of [declared, statement]) {
    assert.is(await latestIn({ ...byDigest, ...claim }), 'fail');
    assert.is(await latestIn({ ...byName, ...claim }), 'fail');
  }
});

selectors.run();

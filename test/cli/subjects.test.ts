/** Subjects as the command line groups them: declared, by target, with what contradicts. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;

const DOCKERFILE = `FROM debian:12 AS build
USER root
FROM debian:12 AS runtime
USER 10001:10001
`;

/** A report of Grype about an image. */
function report(digest: string): string {
  return JSON.stringify({
    matches: [],
    source: { type: 'image', target: { userInput: 'pay', manifestDigest: digest } },
    descriptor: { name: 'grype', version: '0.80.0' },
  });
}

interface Shown {
  readonly subject: {
    readonly name: string;
    readonly build?: object;
    readonly image?: object;
    readonly environment?: string;
    readonly matches?: readonly { readonly uri: string; readonly by: string }[];
    readonly contradictions?: readonly object[];
  };
  readonly documents: {
    readonly [kind: string]: readonly {
      readonly uri: string;
      readonly stages?: readonly { readonly final: boolean }[];
    }[];
  };
}

async function grouped(folder: string, ...words: string[]): Promise<readonly Shown[]> {
  const { stdout, stderr } = await runPolicy(['input', '--subjects', ...words], folder);
  assert.is(stderr, '');
  return JSON.parse(stdout) as readonly Shown[];
}

const FILES = {
  'svc/Dockerfile': DOCKERFILE,
  'svc/subject.yaml': `version: 1
name: pay
build: {dockerfile: Dockerfile, context: .., target: build}
image: {digest: "${DIGEST}"}
environment: production
documents: [../out/*.json]
`,
  'out/scan.json': report(DIGEST),
  'other/Dockerfile': DOCKERFILE,
  '.dockerignore': 'x\n',
};

const declared = suite('subject.yaml');

declared('names what is judged together; what it leaves over is judged as well', async () => {
  const [pay, other] = await grouped(folderOf(FILES), '.');
  assert.is(pay?.subject.name, 'pay');
  assert.is(pay?.subject.environment, 'production');
  assert.equal(pay?.subject.build, {
    dockerfile: 'svc/Dockerfile',
    context: '.',
    target: 'build',
  });
  assert.equal(pay?.subject.matches, [{ kind: 'scan', uri: 'out/scan.json', by: 'digest' }]);
  assert.is(pay?.documents['context']?.[0]?.uri, '.dockerignore');
  const [dockerfile] = pay?.documents['dockerfile'] ?? [];
  assert.equal(
    dockerfile?.stages?.map(({ final }) => final),
    [true, false],
  );
  assert.is(other?.subject.name, 'other/Dockerfile');
});

declared('alone is enough to say what is judged', async () => {
  const folder = folderOf({
    ...FILES,
    'policy.yaml':
      'version: 1\nlayer: repo\nname: x\nrules: {dockerfile/user-not-root: {level: enforce}}\n',
  });
  const subjects = await grouped(folder, 'svc/subject.yaml');
  assert.equal(
    subjects.map(({ subject }) => subject.name),
    ['pay'],
  );
  const { stdout, code } = await runPolicy(
    ['eval', 'svc/subject.yaml', '--format', 'json'],
    folder,
  );
  assert.is(code, 1);
  const verdict = JSON.parse(stdout) as {
    subjects: { documents: { uri: string; by?: string }[] }[];
    findings: { code: string; subject: string }[];
  };
  assert.ok(verdict.findings.some((one) => one.code === 'DKF-006' && one.subject === 'pay'));
  assert.is(
    verdict.subjects[0]?.documents.find(({ uri }) => uri === 'out/scan.json')?.by,
    'digest',
  );
});

declared('that is wrong stops the judgement, with its place', async () => {
  const wrong = (text: string) =>
    runPolicy(['eval', '.'], folderOf({ ...FILES, 'svc/subject.yaml': text }));
  for (const [text, place] of [
    [
      'version: 1\nname: a\ndocuments: [nothing.json]\n',
      'svc/subject.yaml:3:13: error: no document',
    ],
    ['version: 1\nname: a\nbuild: {dockerfile: Dockerfile, target: run}\n', 'no stage `run`'],
    [
      'version: 1\nname: a\ndocuments: [{path: Dockerfile, kind: dockerfle}]\n',
      'subject.yaml:3:38',
    ],
    ['version: 1\nname: a\nrules: {}\ndocuments: Dockerfile\n', 'subject.yaml:3:1'],
  ] as const) {
    const { code, stderr } = await wrong(text);
    assert.is(code, 2, text);
    assert.ok(stderr.includes(place), stderr);
  }
  const twice = await runPolicy(
    ['eval', '.'],
    folderOf({ ...FILES, 'b.subject.yaml': 'version: 1\nname: pay\ndocuments: other\n' }),
  );
  assert.is(twice.code, 2);
  assert.match(twice.stderr, 'declared twice');
});

declared('is contradicted by documents of another image', async () => {
  const folder = folderOf({ ...FILES, 'out/scan.json': report(OTHER) });
  const { stdout, code } = await runPolicy(['eval', '.', '--format', 'json'], folder);
  const { findings } = JSON.parse(stdout) as {
    findings: { code: string; message: string; locations: { uri: string }[] }[];
  };
  const [found] = findings.filter((one) => one.code === 'POL-003');
  assert.is(code, 1);
  assert.is(found?.locations[0]?.uri, 'out/scan.json');
  assert.is(found?.message, `this document is about ${OTHER}, the image is ${DIGEST}`);
});

declared.run();

const target = suite('--target');

target('judges the stage that is built', async () => {
  const folder = folderOf({ Dockerfile: DOCKERFILE });
  const rules = async (...words: string[]) => {
    const { stdout } = await runPolicy(['eval', '--format', 'json', ...words], folder);
    const { findings } = JSON.parse(stdout) as { findings: { code: string }[] };
    return findings.map(({ code }) => code);
  };
  assert.not.ok((await rules()).includes('DKF-006'));
  assert.ok((await rules('--target', 'Build')).includes('DKF-006'));
  const { code, stderr } = await runPolicy(['eval', '--target', 'tests'], folder);
  assert.is(code, 2);
  assert.match(stderr, 'its stages: build, runtime');
});

target.run();

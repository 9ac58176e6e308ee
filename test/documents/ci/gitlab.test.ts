import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Pipeline } from '../../../src/documents/ci/types.js';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { memoryTree } from '../../helpers/memory-tree.js';

const PATH = '.gitlab-ci.yml';

function read(text: string, more: Readonly<Record<string, string>> = {}) {
  const { value, diagnostics } = parseDocuments(memoryTree({ [PATH]: text, ...more }), [PATH]);
  return {
    facts: value[0]?.value as unknown as Pipeline,
    messages: diagnostics.map(({ message }) => message),
  };
}

function job(facts: Pipeline, id: string) {
  return facts.jobs.find((one) => one.id === id);
}

function commands(facts: Pipeline, id: string): string[] {
  return (job(facts, id)?.steps ?? []).map(
    ({ section, run, loc }) => `${section} ${loc.uri}:${loc.line} ${run?.text.trim()}`,
  );
}

const pipelines = suite('a pipeline of GitLab');

pipelines('gives jobs with their scripts, each entry a step with its place', () => {
  const { facts, messages } = read(`default:
  image: docker:27
  before_script: [docker login]
build:
  stage: build
  script:
    - |
      docker build \\
        -t "app:$CI_COMMIT_SHA" .
    - [docker push app]
  after_script: docker logout
  artifacts: {paths: [x]}
  id_tokens: {T: {aud: a}}
  environment: production
plain:
  inherit: {default: false}
  script: make
`);
  assert.equal(messages, []);
  assert.equal(commands(facts, 'build'), [
    'before_script .gitlab-ci.yml:3 docker login',
    'script .gitlab-ci.yml:7 docker build \\\n  -t "app:$CI_COMMIT_SHA" .',
    'script .gitlab-ci.yml:10 docker push app',
    'after_script .gitlab-ci.yml:11 docker logout',
  ]);
  const [, build] = job(facts, 'build')?.steps ?? [];
  assert.equal(
    build?.run?.commands.map(({ name, opts, loc }) => [name, opts['t'], 'line' in loc && loc.line]),
    [['docker', 'app:$CI_COMMIT_SHA', 8]],
  );
  assert.equal(commands(facts, 'plain'), ['script .gitlab-ci.yml:17 make']);
  assert.equal(
    [
      job(facts, 'build')?.container,
      job(facts, 'plain')?.container,
      job(facts, 'build')?.environment,
    ],
    ['docker:27', null, 'production'],
  );
});

pipelines('orders jobs by their stages, and by `needs` where they are written', () => {
  const { facts } = read(`stages: [a, b, c]
one: {stage: a, script: x}
two: {stage: b, script: x}
three: {stage: c, script: x}
four: {stage: c, script: x, needs: [one, {job: two}]}
five: {stage: c, script: x, needs: []}
first: {stage: .pre, script: x}
`);
  assert.equal(
    ['one', 'three', 'four', 'five', 'first'].map((id) => job(facts, id)?.needs),
    [['first'], ['one', 'two', 'first'], ['one', 'two'], [], []],
  );
});

pipelines('applies `extends` and `!reference`, and says what is not there', () => {
  const { facts, messages } = read(`.base:
  variables: {A: a, B: b}
  script: [one, two]
.mid:
  extends: .base
  variables: {B: c}
build:
  extends: [.mid]
  script:
    - !reference [.base, script]
    - three
lost:
  extends: .gone
  script: !reference [.gone, script]
loop:
  extends: loop
  script: x
`);
  assert.equal(
    commands(facts, 'build').map((line) => line.replace(/^.* /, '')),
    ['one', 'two', 'three'],
  );
  assert.equal(job(facts, 'build')?.env, { A: 'a', B: 'c' });
  assert.is(job(facts, 'build')?.envLoc['B']?.line, 6);
  assert.equal(messages, [
    '`loop` extends itself, directly or through others',
    '`lost` refers to `.gone`, which is not there',
    '`lost` refers to `.gone.script`, which is not there',
  ]);
});

pipelines('follows includes of the repository, and records the others', () => {
  const { facts, messages } = read(
    `include:
  - local: /ci/*.yml
  - project: acme/ci
    ref: v1
    file: [/a.yml]
  - template: Security/SAST.gitlab-ci.yml
  - component: gitlab.example.com/acme/x@1.0.0
  - remote: https://example.com/a.yml
    integrity: sha256-abc
  - local: ../outside.yml
build:
  extends: .base
  image: own
`,
    { 'ci/base.yml': '.base:\n  image: base\n  script: docker build .\n', 'ci/other.txt': 'x' },
  );
  assert.equal(
    facts.includes.map(({ kind, path, ref, digest, uri }) => [kind, path, ref, digest, uri]),
    [
      ['local', '/ci/*.yml', null, null, 'ci/base.yml'],
      ['project', '/a.yml', 'v1', null, null],
      ['template', 'Security/SAST.gitlab-ci.yml', null, null, null],
      ['component', 'gitlab.example.com/acme/x', '1.0.0', null, null],
      ['remote', 'https://example.com/a.yml', null, 'sha256-abc', null],
      ['local', '../outside.yml', null, null, null],
    ],
  );
  assert.equal(commands(facts, 'build'), ['script ci/base.yml:3 docker build .']);
  assert.is(job(facts, 'build')?.container, 'own');
  assert.equal(messages, ['this path leads out of the repository']);
});

pipelines('says which pipelines it runs in, in one form for `rules`, `only` and `except`', () => {
  const { facts } = read(`workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
a:
  script: x
  rules:
    - if: $CI_COMMIT_TAG
      when: manual
      allow_failure: true
    - if: $CI_PIPELINE_SOURCE == "schedule"
      when: never
b:
  script: x
  only: {refs: [main, /^v/, tags], variables: [$X]}
  except: [schedules]
c:
  script: x
  rules: [{if: $CI_MERGE_REQUEST_IID}]
`);
  assert.equal(Object.keys(facts.triggers), ['merge_request_event', 'push']);
  assert.equal(facts.rules.length, 2);
  assert.equal(
    job(facts, 'b')?.rules.map((rule) => rule.if),
    [
      '$CI_COMMIT_REF_NAME == "main" && ($X) && !($CI_PIPELINE_SOURCE == "schedule")',
      '$CI_COMMIT_REF_NAME =~ /^v/ && ($X) && !($CI_PIPELINE_SOURCE == "schedule")',
      '$CI_COMMIT_TAG && ($X) && !($CI_PIPELINE_SOURCE == "schedule")',
    ],
  );
  assert.equal([job(facts, 'a')?.if, job(facts, 'a')?.allowFailure], ['$CI_COMMIT_TAG', true]);
});

pipelines('runs the jobs of child pipelines of the repository behind what triggers them', () => {
  const { facts } = read(
    `build: {stage: build, script: x}
child: {stage: deploy, trigger: {include: [{local: child.yml}]}}
`,
    { 'child.yml': 'deploy:\n  script: kubectl apply -f x\n' },
  );
  assert.equal(job(facts, 'child/deploy')?.needs, ['build']);
  assert.is(job(facts, 'child/deploy')?.via, 'child.yml');
  assert.equal(job(facts, 'child')?.steps, []);
});

pipelines('lists the expressions of its inputs', () => {
  const { facts } = read(`spec:
  inputs: {a: {}}
---
build:
  script: echo $[[ inputs.a ]]
`);
  assert.equal(
    facts.expressions.map(({ text, context, loc }) => [text, context, loc.line]),
    [['inputs.a', '/build/script', 5]],
  );
});

pipelines.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Pipeline } from '../../../src/documents/ci/types.js';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { memoryTree } from '../../helpers/memory-tree.js';

const PATH = '.github/workflows/ci.yml';

function read(text: string, more: Readonly<Record<string, string>> = {}) {
  const { value, diagnostics } = parseDocuments(memoryTree({ [PATH]: text, ...more }), [PATH]);
  return {
    document: value[0],
    facts: value[0]?.value as unknown as Pipeline,
    messages: diagnostics.map(({ message }) => message),
  };
}

const workflows = suite('a workflow of GitHub');

workflows('gives triggers, jobs and steps with their places', () => {
  const { facts, messages } = read(`name: build
on:
  push: {branches: [main]}
  pull_request:
permissions: {contents: read}
defaults: {run: {shell: bash}}
jobs:
  build:
    runs-on: ubuntu-24.04
    env: {A: 1}
    steps:
      - uses: actions/checkout@0123456789012345678901234567890123456789
      - name: push
        if: github.ref == 'refs/heads/main'
        run: |
          set -e
          docker build --build-arg "TOKEN=\${{ secrets.TOKEN }}" . &&
            docker push "reg.example.com/a:\${{ github.sha }}"
      - run: echo one
        shell: pwsh
  call:
    needs: build
    uses: acme/flows/.github/workflows/release.yml@v2
    secrets: inherit
`);
  assert.equal(messages, []);
  assert.equal(Object.keys(facts.triggers), ['push', 'pull_request']);
  const [build, call] = facts.jobs;
  assert.equal([build?.runner, build?.env, build?.loc.line], ['ubuntu-24.04', { A: '1' }, 8]);
  assert.equal(
    [call?.needs, call?.uses?.path, call?.uses?.refKind, call?.secrets],
    [['build'], '.github/workflows/release.yml', 'tag', 'inherit'],
  );
  const [checkout, push, other] = build?.steps ?? [];
  assert.equal([checkout?.uses?.owner, checkout?.uses?.refKind], ['actions', 'sha']);
  assert.is(push?.if, "github.ref == 'refs/heads/main'");
  assert.equal(
    push?.run?.commands.map(({ name, argv, loc }) => [
      name,
      argv.at(-1),
      'line' in loc ? [loc.line, loc.col] : [],
    ]),
    [
      ['set', '-e', [16, 11]],
      ['docker', '.', [17, 11]],
      ['docker', 'reg.example.com/a:${{ github.sha }}', [18, 13]],
    ],
  );
  assert.is(push?.run?.commands[1]?.argv[3], 'TOKEN=${{ secrets.TOKEN }}');
  assert.is(push?.run?.parse, 'ok');
  assert.is(other?.run?.parse, 'opaque');
  assert.equal(
    facts.expressions.map(({ text, context, loc }) => [text, context, loc.line, loc.col]),
    [
      ['secrets.TOKEN', '/jobs/build/steps/1/run', 17, 43],
      ['github.sha', '/jobs/build/steps/1/run', 18, 44],
    ],
  );
});

workflows('that is broken is reported, and read as far as it goes', () => {
  const broken = read('on: push\njobs:\n  a:\n    steps:\n      - run: "x\n');
  assert.not(broken.document?.complete);
  assert.ok(broken.messages.length > 0);
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 12 }, (_, index) => {
    const from = index === 0 ? 'a' : `b${index - 1}`;
    return `b${index}: &b${index} [*${from}, *${from}, *${from}, *${from}, *${from}, *${from}, *${from}]\n`;
  }).join('')}on: push\njobs: {}\n`;
  assert.equal(read(bomb).messages, ['its aliases lead to too much']);
  assert.equal(read('just a text').messages, ['it is no workflow']);
});

workflows('follows actions and workflows of the repository', () => {
  const { facts, messages } = read(
    `on: push
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: ./tools/build
        if: github.ref == 'x'
      - uses: ./gone
      - uses: ../outside
  call:
    needs: [build]
    uses: ./.github/workflows/scan.yml
  last:
    needs: [call]
    runs-on: ubuntu-24.04
    steps: [{run: docker push app}]
`,
    {
      'tools/build/action.yml': `runs:
  using: composite
  steps:
    - run: docker build .
      shell: bash
      if: always()
    - uses: ./tools/build
`,
      '.github/workflows/scan.yml': `on: workflow_call
jobs:
  scan:
    runs-on: ubuntu-24.04
    steps: [{run: trivy image app}]
  report:
    needs: scan
    uses: ./.github/workflows/scan.yml
`,
    },
  );
  const [build] = facts.jobs;
  assert.equal(
    build?.steps.map(({ uses, run, if: condition, via, loc }) => [
      uses?.raw ?? run?.text,
      condition,
      via,
      loc.uri,
      loc.line,
    ]),
    [
      ['./tools/build', "github.ref == 'x'", null, PATH, 6],
      [
        'docker build .',
        "(github.ref == 'x') && (always())",
        'tools/build/action.yml',
        'tools/build/action.yml',
        4,
      ],
      ['./tools/build', "github.ref == 'x'", 'tools/build/action.yml', 'tools/build/action.yml', 7],
      ['./gone', null, null, PATH, 8],
      ['../outside', null, null, PATH, 9],
    ],
  );
  assert.equal(
    facts.jobs.map(({ id, needs, via }) => [id, needs, via]),
    [
      ['build', [], null],
      ['call', ['build', 'call/scan', 'call/report'], null],
      ['call/scan', ['build'], '.github/workflows/scan.yml'],
      ['call/report', ['call/scan'], '.github/workflows/scan.yml'],
      ['last', ['call'], null],
    ],
  );
  assert.equal(messages.length, 1);
  assert.match(messages[0] ?? '', 'it calls itself, directly or through others');
  assert.equal(
    facts.includes.map(({ kind, path, uri }) => [kind, path, uri]),
    [
      ['action', './tools/build', 'tools/build/action.yml'],
      ['action', './tools/build', 'tools/build/action.yml'],
      ['action', './gone', null],
      ['action', '../outside', null],
      ['workflow', './.github/workflows/scan.yml', '.github/workflows/scan.yml'],
      ['workflow', './.github/workflows/scan.yml', '.github/workflows/scan.yml'],
    ],
  );
});

workflows('keeps what stands behind a commit, and the digest of an image', () => {
  const sha = '0'.repeat(40);
  const digest = `sha256:${'1'.repeat(64)}`;
  const { facts } = read(`on: push
jobs:
  a:
    steps:
      - uses: acme/tool@${sha} # v1.2.3
      - uses: docker://acme/tool@${digest}
      - uses: acme/tool
`);
  assert.equal(
    facts.jobs[0]?.steps.map(({ uses }) => [uses?.refKind, uses?.comment, uses?.digest]),
    [
      ['sha', 'v1.2.3', null],
      ['docker', null, digest],
      ['none', null, null],
    ],
  );
});

workflows('knows where each variable is set', () => {
  const { facts } = read(
    'on: push\nenv: {A: 1}\njobs:\n  a:\n    env:\n      B: x\n    steps: []\n',
  );
  assert.equal([facts.env, facts.envLoc['A']?.line], [{ A: '1' }, 2]);
  assert.equal([facts.jobs[0]?.env, facts.jobs[0]?.envLoc['B']?.line], [{ B: 'x' }, 6]);
});

workflows('is bounded', () => {
  const deep = read(`on: push\njobs: ${'['.repeat(1000)}\n`);
  assert.equal(deep.messages, ['it is nested more than 512 deep']);
  const long = read(`on: push\njobs: {a: {steps: [{run: "${'x'.repeat(10_000_000)}"}]}}\n`);
  assert.equal(long.messages, ['it is longer than 4000000 characters']);
  const many = Array.from({ length: 501 }, (_, index) => `  j${index}: {steps: []}`).join('\n');
  assert.equal(read(`on: push\njobs:\n${many}\n`).messages, ['only 500 of its jobs are read']);
});

workflows.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Pipeline } from '../../../src/documents/ci/types.js';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { memoryTree } from '../../helpers/memory-tree.js';

const PATH = '.github/workflows/ci.yml';

function read(text: string) {
  const { value, diagnostics } = parseDocuments(memoryTree({ [PATH]: text }), [PATH]);
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
    facts.expressions.map(({ text }) => text),
    ['secrets.TOKEN', 'github.sha'],
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

workflows.run();

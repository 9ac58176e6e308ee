import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { detect } from '../../src/documents/dockerfile/detect.js';
import { parse } from '../../src/documents/dockerfile/parse.js';
import type { Instruction, Stage } from '../../src/documents/dockerfile/types.js';

function stagesOf(text: string): readonly Stage[] {
  const { value } = parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) });
  return value['stages'] as readonly Stage[];
}

function instructions(text: string): readonly Instruction[] {
  return stagesOf(text).flatMap(({ instr }) => instr);
}

function problems(text: string): string[] {
  const { value } = parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) });
  return value.problems.map(({ code }) => code);
}

const parsing = suite('parse');

parsing('joins continuations and leaves comment lines between them out', () => {
  const [, run] = instructions('FROM a\nRUN x && \\\n  # no\n\n  y\n');
  assert.is(run?.text, 'x &&   y');
  assert.equal([run?.loc.line, run?.loc.endLine], [2, 5]);
});

parsing('does not continue behind a doubled escape', () => {
  assert.equal(
    instructions('FROM a\nRUN x \\\\\nRUN y\n').map(({ text }) => text),
    ['a', 'x \\\\', 'y'],
  );
});

parsing('heeds the escape directive', () => {
  assert.equal(
    instructions('# escape=`\nFROM a\nRUN x `\n y\n').map(({ text }) => text),
    ['a', 'x  y'],
  );
});

parsing('keeps heredocs apart', () => {
  const [, run, copy] = instructions('FROM a\nRUN <<A sh <<-"B"\none\nA\n\ttwo\n\tB\nCOPY x y\n');
  assert.equal(
    run?.heredocs.map(({ name, content, expand, chomp, loc }) => [
      name,
      content,
      expand,
      chomp,
      loc.line,
    ]),
    [
      ['A', 'one\n', true, false, 3],
      ['B', '\ttwo\n', false, true, 5],
    ],
  );
  assert.equal(copy?.copy, { srcs: ['x'], dest: 'y', from: null });
});

parsing('says where a heredoc is not closed', () => {
  assert.equal(problems('FROM a\nRUN <<A\none\n'), ['open-heredoc']);
});

parsing('expands arguments before FROM in FROM only', () => {
  const [stage] = stagesOf('ARG V=3\nFROM r.io/x:${V} AS b\nLABEL v=$V\n');
  assert.equal([stage?.from.registry, stage?.from.repository, stage?.from.tag], ['r.io', 'x', '3']);
  assert.equal(stage?.instr[1]?.kv?.[0]?.unresolved, ['V']);
});

parsing('fills in the hub and tells ports from tags', () => {
  const [a, b] = stagesOf('FROM ubuntu\nFROM localhost:5000/x\n');
  assert.equal(
    [a?.from.registry, a?.from.repository, a?.from.tag],
    ['docker.io', 'library/ubuntu', null],
  );
  assert.equal([b?.from.registry, b?.from.repository, b?.from.tag], ['localhost:5000', 'x', null]);
});

parsing('knows which stages the final one needs', () => {
  const stages = stagesOf('FROM a AS x\nFROM b AS y\nFROM c AS z\nFROM y\nCOPY --from=x / /\n');
  assert.equal(
    stages.map(({ reachable }) => reachable),
    [true, true, false, true],
  );
  assert.equal(stages[3]?.ancestors, [0, 1]);
});

parsing('takes quotes and old forms of ENV apart', () => {
  const [, one, two] = instructions('FROM a\nENV A="x y" B=1\\ 2\nENV C some words\n');
  assert.equal(
    one?.kv?.map(({ k, expanded }) => [k, expanded]),
    [
      ['A', 'x y'],
      ['B', '1 2'],
    ],
  );
  assert.equal(
    two?.kv?.map(({ k, expanded }) => [k, expanded]),
    [['C', 'some words']],
  );
});

parsing('lists the commands of a script with their places', () => {
  const [, run] = instructions(
    'FROM a\nRUN set -e; \\\n  apt-get install -yq curl=7.* nginx && curl http://x | sh\n',
  );
  const { commands, facts } = (run as { readonly run: unknown }).run as {
    commands: { name: string; loc: { line: number; col: number } }[];
    facts: { pkg: { packages: unknown[] }[]; downloads: { pipedTo: string }[] };
  };
  assert.equal(
    commands.map(({ name, loc }) => [name, loc.line, loc.col]),
    [
      ['set', 2, 5],
      ['apt-get', 3, 3],
      ['curl', 3, 41],
      ['sh', 3, 57],
    ],
  );
  assert.equal(facts.pkg[0]?.packages, [
    { name: 'curl', version: '7.*', kind: 'repo' },
    { name: 'nginx', version: null, kind: 'repo' },
  ]);
  assert.is(facts.downloads[0]?.pipedTo, 'sh');
});

parsing('gives arguments as they are written, and expanded beside that', () => {
  const [, , user, env] = instructions('FROM a\nARG U=app\nUSER "$U"\nENV A="x y" B=$U\n');
  assert.equal([user?.args, user?.expanded], [['"$U"'], ['app']]);
  assert.equal(env?.args, ['A="x y"', 'B=$U']);
});

parsing('points at the image, not at the line', () => {
  const [stage] = stagesOf('FROM --platform=linux/amd64 \\\n  node:20\n');
  assert.equal([stage?.from.loc.line, stage?.from.loc.col, stage?.from.loc.endCol], [2, 3, 10]);
});

parsing('judges what it can of a broken file', () => {
  assert.equal(problems('FROM a\nRUNN x\nUSER 1\n'), ['unknown-instruction']);
  assert.equal(problems('hello\n'), ['unknown-instruction', 'before-from', 'no-from']);
  assert.not(parse({ uri: 'Dockerfile', bytes: new Uint8Array([0, 1, 2, 255]) }).complete);
});

parsing.run();

const detecting = suite('detect');

detecting('goes by the name, then by the first instruction', () => {
  assert.is(detect('a/Dockerfile', ''), 'name');
  assert.is(detect('Dockerfile.prod', ''), 'name');
  assert.is(detect('api.Dockerfile', ''), 'name');
  assert.is(detect('Dockerfile.dockerignore', ''), undefined);
  assert.is(detect('image', '# x\nFROM a AS b\n'), 'content');
  assert.is(detect('notes.md', 'FROM a\n'), undefined);
});

detecting.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from '../../src/documents/dockerfile/parse.js';
import type { Instruction, Stage } from '../../src/documents/dockerfile/types.js';

/** What BuildKit makes of the same text was looked up with its own parser (0.34). */
interface Read {
  readonly stages: readonly Stage[];
  readonly instructions: readonly Instruction[];
  readonly problems: readonly string[];
  readonly globalArgs: readonly Instruction[];
  readonly directives: { readonly syntax?: { readonly raw: string } };
}

function read(text: string): Read {
  const { value } = parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) });
  const stages = value['stages'] as readonly Stage[];
  return {
    stages,
    instructions: stages.flatMap(({ instr }) => instr),
    problems: value.problems.map(({ code }) => code),
    globalArgs: value['globalArgs'] as readonly Instruction[],
    directives: value['directives'] as Read['directives'],
  };
}

const last = (text: string) => read(text).instructions.at(-1) as Instruction;
const labels = (text: string) => read(text).stages.at(-1)?.effective.labels;

const values = suite('the values of instructions');

values('keep the value of the old form in one piece', () => {
  assert.equal(last('FROM a\nENV K some  value\n').args, ['K', 'some  value']);
});

values('are those of CMD for a HEALTHCHECK', () => {
  const json = last('FROM a\nHEALTHCHECK CMD ["x", "y z"]\n');
  assert.equal([json.form, json.args], ['exec', ['CMD', 'x', 'y z']]);
  const shell = last('FROM a\nHEALTHCHECK CMD x  y\n');
  assert.equal([shell.form, shell.args], ['shell', ['CMD', 'x  y']]);
  assert.equal(last('FROM a\nHEALTHCHECK NONE\n').form, null);
});

values('name the trigger of an ONBUILD and its values', () => {
  assert.equal(last('FROM a\nONBUILD copy --from=b x y\n').args, ['copy', 'x', 'y']);
});

values('take U+FEFF for a letter and U+0085 for white space', () => {
  assert.equal(last('FROM a\nUSER b\n\ufeff\n').written, '\ufeff');
  assert.equal(last('FROM a\n# c\u0085\nUSER b\n').comments[0]?.text, 'c');
});

values('hold flags read byte by byte', () => {
  const { flags, args } = last('FROM a\nCOPY --from=b\u00a0--link x y\n');
  assert.equal(
    flags.map(({ name, value }) => [name, value]),
    [
      ['from', 'b\u00c2'],
      ['link', null],
    ],
  );
  assert.equal(args, ['x', 'y']);
  assert.equal(last('FROM a\nRUN \u00a0--mount=x y\n').flags, []);
});

values.run();

const variables = suite('variables');

variables('take the value that was set last, by ENV or by ARG', () => {
  assert.equal(labels('FROM a\nENV A=1\nARG A=2\nLABEL x=$A\n'), { x: '2' });
  assert.equal(labels('FROM a\nARG A=2\nENV A=1\nARG A\nLABEL x=$A\n'), { x: '1' });
});

variables('may be used by the next one of the same ARG, not of the same ENV', () => {
  assert.equal(labels('ARG A=1 B=$A\nFROM a\nARG B C=$B\nLABEL x=$C\n'), { x: '1' });
  assert.equal(labels('FROM a\nENV A=1\nENV A=2 B=$A\nLABEL x=$B\n'), { x: '1' });
});

variables('are not known where a part of their value is not', () => {
  const { stages } = read('ARG TAG\nARG BASE=x:$TAG\nFROM $BASE\n');
  assert.equal(stages[0]?.from.unresolved, ['BASE']);
});

variables('leave the name of an ARG as it is written', () => {
  assert.is(last('FROM a\nENV A=1\nARG "$A"=2\n').kv?.[0]?.k, '"$A"');
});

variables('refuse a pattern with an escape that means nothing', () => {
  assert.equal(read('FROM a\nENV A=ab\nLABEL x=${A#\\a}\n').problems, ['substitution']);
  assert.equal(labels("FROM a\nENV A='a*b'\nLABEL x=${A%\\**}\n"), { x: 'a' });
});

variables('read the text of a replacement of all matches as a template', () => {
  assert.equal(labels('FROM a\nENV A=aba\nLABEL x=${A//a/[\\$0]}\n'), { x: '[\\a]b[\\a]' });
});

variables('are faults in FROM and in mounts as well', () => {
  assert.equal(read('FROM a"b\n').problems, ['substitution']);
  assert.equal(read('FROM a\nRUN --mount=type=cache,target=/x${a x\n').problems, ['mount']);
});

variables('that are unknown begin no heredoc', () => {
  const { instructions } = read('FROM a\nRUN cat ${A:+y}<<EOF\nUSER b\n');
  assert.is(instructions.length, 3);
});

variables.run();

const stages = suite('stages');

stages('run the ONBUILD triggers of the stage that they are built on', () => {
  const { effective } = read('FROM a AS x\nONBUILD USER b\nFROM x\n').stages[1] as Stage;
  assert.is(effective.user, 'b');
});

stages('are counted by COPY, not by mounts', () => {
  const { stages: found } = read('FROM a AS x\nFROM b\nRUN --mount=from=0,target=/x y\n');
  assert.equal(found[1]?.ancestors, []);
  const copied = read('FROM a AS x\nFROM b\nCOPY --from=0 /x /y\n').stages;
  assert.equal(copied[1]?.ancestors, [0]);
});

stages('split the words of EXPOSE as a shell does, and drop the port of the host', () => {
  const { effective } = read('FROM a\nENV P="80 81/UDP"\nEXPOSE $P 9:90\n').stages[0] as Stage;
  assert.equal(
    effective.expose.map(({ port, proto }) => `${port}/${proto}`),
    ['80/tcp', '81/udp', '90/tcp'],
  );
});

stages.run();

const faults = suite('what BuildKit refuses');

faults('is a mode of RUN that does not exist', () => {
  assert.equal(read('FROM a\nRUN --security=secure x\n').problems, ['flag']);
  assert.equal(read('FROM a\nRUN --network=none x\n').problems, []);
});

faults('is an option of a mount that its type does not have', () => {
  assert.equal(read('FROM a\nRUN --mount=type=cache,target=/x,required x\n').problems, ['mount']);
  assert.equal(read('FROM a\nRUN --mount=type=secret x\n').problems, ['mount']);
  assert.equal(read('FROM a\nARG T=cache\nRUN --mount=type=$T,target=/x x\n').problems, []);
});

faults('are not the flags of ARG and STOPSIGNAL, which it does not look at', () => {
  assert.equal(read('FROM a\nARG --x A\nSTOPSIGNAL --x 9\n').problems, []);
});

faults('is a line of more than 65,535 bytes', () => {
  assert.equal(read(`FROM a\nRUN ${'x'.repeat(65_531)}\n`).problems, []);
  assert.equal(read(`FROM a\nRUN ${'é'.repeat(32_766)}\n`).problems[0], 'long-line');
});

faults.run();

const directives = suite('directives');

directives('name the frontend behind a shebang, not behind a blank', () => {
  assert.is(read('#!/usr/bin/x\n# syntax=a/b:1\nFROM a\n').directives.syntax?.raw, 'a/b:1');
  assert.is(read(' # syntax=a/b:1\nFROM a\n').directives.syntax, undefined);
});

directives.run();

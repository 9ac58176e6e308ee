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

const built = suite('what the image would be');

const effective = (text: string) => read(text).stages.at(-1)?.effective;

built('has the ports of EXPOSE as numbers', () => {
  const ports = (words: string) =>
    effective(`FROM a\nEXPOSE ${words}\n`)?.expose.map(({ port, proto }) => `${port}/${proto}`);
  assert.equal(ports('080 53/UDP 8000-8002 127.0.0.1:80:90 [::1]::7/sctp'), [
    '80/tcp',
    '53/udp',
    '8000-8002/tcp',
    '90/tcp',
    '7/sctp',
  ]);
});

built('has a root folder on scratch alone', () => {
  assert.is(effective('FROM scratch\nWORKDIR x\nWORKDIR ../y\n')?.workdir, '/y');
  assert.is(effective('FROM a\nWORKDIR x\n')?.workdir, 'x');
});

built('knows no PATH of an image, but that there is one', () => {
  const env = (from: string) => last(`FROM ${from}\nENV A=\${PATH:-d} B=\${PATH:+p}\n`);
  assert.equal(env('a').unresolved, ['PATH']);
  assert.equal(
    env('scratch').kv?.map(({ expanded }) => expanded),
    ['/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'p'],
  );
});

built('does not depend on what it leaves to others', () => {
  const text = 'FROM a\nONBUILD ARG A=on\nENV B=${A:-off}\n';
  assert.is(last(text).kv?.[0]?.expanded, 'off');
});

built('leaves open whether a text is empty of which a part is unknown', () => {
  const { kv } = last('FROM a\nARG x=$HTTP_PROXY\nENV A=${x:+p} B=${x+p}\n');
  assert.equal(
    kv?.map(({ expanded, unresolved }) => [expanded, unresolved]),
    [
      ['p', ['x']],
      ['p', []],
    ],
  );
});

built.run();

const valueFaults = suite('values that BuildKit refuses');

valueFaults('are found once variables are replaced', () => {
  for (const [line, code] of [
    ['EXPOSE x', 'port'],
    ['EXPOSE 70000', 'port'],
    ['EXPOSE 3-1', 'port'],
    ['EXPOSE /tcp', 'port'],
    ['EXPOSE 80/icmp', 'port'],
    ['EXPOSE 1.2.3:80:80', 'port'],
    ['EXPOSE 1-3:80-81', 'port'],
    ['STOPSIGNAL FOO', 'signal'],
    ['STOPSIGNAL 0', 'signal'],
    ['VOLUME "$none"', undefined],
    ['ARG none=\nVOLUME $none', 'value'],
    ['COPY --chmod=17777 a b', 'value'],
    ['COPY --chmod=u+x, a b', 'value'],
    ['COPY --link --chown=web a b', 'value'],
    ['COPY https://x.example/a b', 'value'],
    [`ADD --checksum=sha256:${'a'.repeat(64)} a b`, 'value'],
    ['HEALTHCHECK --retries=-1 CMD x', 'flag'],
    ['HEALTHCHECK --interval=0.5ms CMD x', 'flag'],
    ['RUN --mount=type=cache,target=/ x', 'mount'],
    ['COPY --from=A:b:c a b', 'reference'],
    ['RUN --mount=from=Img,target=/x x', 'reference'],
  ] as const) {
    assert.equal(read(`FROM a\n${line}\n`).problems, code === undefined ? [] : [code], line);
  }
  for (const image of ['A:b:c', `x@sha256:${'a'.repeat(63)}`, 'a/B', '-x']) {
    assert.equal(read(`FROM ${image}\n`).problems, ['reference'], image);
  }
});

valueFaults('are not seen where they are none', () => {
  for (const line of [
    'EXPOSE 80 80/tcp 1-1 $p 0',
    'STOPSIGNAL sigrtmin+3',
    'STOPSIGNAL 9',
    'COPY --chmod=00755 a b',
    'COPY --chmod=a+rwX,g=u,o-w a b',
    'COPY --link --chown=1:2 a b',
    'COPY --link --chown=$u a b',
    `ADD --checksum=sha256:${'a'.repeat(64)} https://x.example/a b`,
    'HEALTHCHECK --interval=0 --retries=+3 CMD x',
    'COPY --from=scratch a b',
    'ONBUILD EXPOSE x',
  ]) {
    assert.equal(read(`FROM a\n${line}\n`).problems, [], line);
  }
});

valueFaults.run();

const directives = suite('directives');

directives('name the frontend behind a shebang, not behind a blank', () => {
  assert.is(read('#!/usr/bin/x\n# syntax=a/b:1\nFROM a\n').directives.syntax?.raw, 'a/b:1');
  assert.is(read(' # syntax=a/b:1\nFROM a\n').directives.syntax, undefined);
});

directives.run();

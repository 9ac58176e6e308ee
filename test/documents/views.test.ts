import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { conftestView, trivyView } from '../../src/documents/dockerfile/views.js';

const encode = (text: string) => new TextEncoder().encode(text);

const TEXT = `# syntax=docker/dockerfile:1
ARG V=1
# first
# second
FROM --platform=linux/amd64 a:$V AS b
ENV A="x y" B=1
LABEL old form
ONBUILD COPY --from=x ["a", "b"]
HEALTHCHECK --interval=1s CMD ["curl", "x"]
RUN <<-E
	one
	two
	E
RUN cat <<E > f
x
E
from c
USER app
CMD
`;

const conftest = suite('conftestView');

conftest('lists commands and comments as Conftest does', () => {
  const view = conftestView('Dockerfile', encode(TEXT)) ?? [];
  assert.equal(
    view.map(({ Cmd, SubCmd, JSON, Flags, Value, Stage }) => [
      Cmd,
      SubCmd,
      JSON,
      Flags,
      Value,
      Stage,
    ]),
    [
      ['arg', '', false, [], ['V=1'], 0],
      ['comment', '', false, null, ['first'], 0],
      ['comment', '', false, null, ['second'], 0],
      ['from', '', false, ['--platform=linux/amd64'], ['a:$V', 'AS', 'b'], 0],
      ['env', '', false, [], ['A', '"x y"', '=', 'B', '1', '='], 0],
      ['label', '', false, [], ['old', 'form', ''], 0],
      ['onbuild', 'COPY', true, [], ['a', 'b'], 0],
      ['healthcheck', '', true, ['--interval=1s'], ['CMD', 'curl', 'x'], 0],
      ['run', '', false, [], ['<<-E'], 0],
      ['run', '', false, [], ['cat <<E > f'], 0],
      ['from', '', false, [], ['c'], 1],
      ['user', '', false, [], ['app'], 1],
      ['cmd', '', false, null, null, 1],
    ],
  );
});

conftest('minds nothing that only a build would', () => {
  for (const line of [
    'EXPOSE x',
    'STOPSIGNAL no',
    'COPY --from=A:b:c x y',
    'COPY --chmod=9 x y',
    'RUN --mount=type=no x',
  ]) {
    assert.ok(conftestView('Dockerfile', encode(`FROM a\n${line}\n`)), line);
  }
});

conftest('refuses a file with one invalid instruction', () => {
  assert.is(conftestView('Dockerfile', encode('FROM a\nRUNN x\n')), undefined);
  assert.is(conftestView('Dockerfile', encode('FROM a\nCOPY --what x y\n')), undefined);
  assert.is(conftestView('Dockerfile', encode('')), undefined);
});

conftest.run();

const trivy = suite('trivyView');

trivy('lists stages as Trivy does', () => {
  const { Stages } = trivyView('a/Dockerfile', encode(TEXT)) ?? { Stages: [] };
  assert.equal(
    Stages.map(({ Name, Commands }) => [Name, Commands.length]),
    [
      ['', 1],
      ['--platform=linux/amd64 a:$V AS b', 7],
      ['from c', 3],
    ],
  );
  assert.equal(Stages[0]?.Commands[0], {
    Cmd: 'arg',
    SubCmd: '',
    JSON: false,
    Flags: [],
    Value: ['V=1'],
    Original: 'ARG V=1',
    Stage: 0,
    Path: 'a/Dockerfile',
    StartLine: 2,
    EndLine: 2,
  });
  const [, second] = Stages;
  assert.equal(
    second?.Commands.slice(5).map(({ Value, Original, StartLine, EndLine }) => [
      Value,
      Original,
      StartLine,
      EndLine,
    ]),
    [
      [['one ; two'], 'RUN <<-E\n\tone\n\ttwo\nE', 10, 13],
      [['cat <<E > f\nx\nE'], 'RUN cat <<E > f\nx\nE', 14, 16],
    ],
  );
  assert.is(Stages[2]?.Commands[0]?.Stage, 1);
});

trivy('leaves unknown flags out', () => {
  const view = trivyView('Dockerfile', encode('FROM a\nCOPY --what --from=b x y\n'));
  assert.equal(view?.Stages[0]?.Commands[1]?.Flags, ['--from=b']);
  assert.is(trivyView('Dockerfile', encode('FROM a\nCOPY x\n')), undefined);
});

trivy.run();

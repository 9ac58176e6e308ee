/** Fixes on Dockerfiles of odd shapes: they come to an end, mend what they say, and leave a file that can be read. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from '../../src/documents/dockerfile/parse.js';
import { applyFixes } from '../../src/engine/apply-fixes.js';
import type { Finding } from '../../src/model/finding.js';
import { judgeTree } from '../helpers/judge-folder.js';
import { memoryTree } from '../helpers/memory-tree.js';

/** More passes than findings on one instruction mean that fixes undo each other. */
const MOST_PASSES = 12;

async function findingsOf(text: string): Promise<readonly Finding[]> {
  return (await judgeTree(memoryTree({ Dockerfile: text }), { profile: 'strict' })).findings;
}

/** The text when nothing is left to mend. */
async function mended(text: string): Promise<{ text: string; passes: number }> {
  let now = text;
  for (let passes = 0; passes < MOST_PASSES; passes++) {
    const { files, count } = applyFixes(await findingsOf(now), () => now);
    if (count === 0) return { text: now, passes };
    now = files.get('Dockerfile') ?? now;
  }
  return { text: now, passes: MOST_PASSES };
}

function problems(text: string): readonly string[] {
  const { value } = parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) });
  return value.problems.map(({ code }) => code).sort();
}

/** The keywords of a file in their order, those that a fix may turn into others as one. */
function keywords(text: string): readonly string[] {
  const { value } = parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) });
  const stages = value['stages'] as unknown as { instr: { kw: string }[] }[];
  const mendable: Record<string, string> = { MAINTAINER: 'LABEL', ADD: 'COPY' };
  return stages.flatMap(({ instr }) => instr.map(({ kw }) => mendable[kw] ?? kw));
}

const commands = fc.constantFrom(
  'apt-get update',
  'apt-get install curl',
  'apt-get install -y curl=8',
  'apt install -y curl',
  'apk add curl',
  'yum install curl',
  'dnf install -y curl',
  'microdnf install -y curl',
  'zypper install curl',
  'pip install flask',
  'python3 -m pip install flask==3',
  'npm install',
  'npm ci',
  'yarn install',
  'echo "apt-get install curl"',
  "sh -c 'apt-get install -y curl'",
  'sudo apt-get install -y curl',
  '(apk add curl)',
  '{ apk add curl; }',
  'if true; then apt-get install curl; fi',
  'for p in a b; do apk add $p; done',
  'ls | wc -l',
  'cd /x',
  'true',
);

/** A RUN in one of its forms, of several commands. */
const runs = fc
  .tuple(
    fc.array(commands, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(
      ' && ',
      '; ',
      ' && \\\n    ',
      ' \\\n  && ',
      ' && \\\n  # note\n  ',
      ';\\\n\t',
      ' && \\\n\n  ',
    ),
    fc.constantFrom('', ' ', ' \\\n', ';', ' # note', ' ', ' || true', ' > /dev/null'),
    fc.constantFrom(
      'RUN ',
      'run ',
      'RUN\t',
      'RUN --mount=type=cache,target=/c ',
      'RUN \\\n  ',
      'ONBUILD RUN ',
    ),
    fc.constantFrom('plain', 'heredoc', 'indented heredoc'),
  )
  .map(([parts, joint, end, start, form]) => {
    if (form === 'heredoc')
      return `${start.trimEnd() === 'RUN \\' ? 'RUN' : start.trimEnd()} <<EOF\n${parts.join('\n')}\nEOF`;
    if (form === 'indented heredoc') return `RUN <<-EOF\n\t${parts.join('\n\t')}\n\tEOF`;
    return `${start}${parts.join(joint)}${end}`;
  });

const others = fc.constantFrom(
  'ADD app.py /app/',
  'add app.py /app/',
  'ADD --chown=a:b app.py \\\n  /app/',
  'ADD ["app.py", "/app/"]',
  'MAINTAINER ana',
  'MAINTAINER "ana" <ana@example.com>',
  "maintainer o'neil \\\n x",
  'CMD node server.js',
  'CMD node   server.js',
  'CMD\tnode server.js',
  'cmd node "$FILE"',
  'ENTRYPOINT node \\\n  server.js',
  'ENTRYPOINT  node # not a comment',
  'ONBUILD CMD node server.js',
  'CMD ["node"]',
  'COPY <<EOF /x\nADD a b\nCMD c\nEOF',
  'ENV A=b \\\n  C=d',
  'SHELL ["/bin/bash", "-c"]',
  'USER root',
  'HEALTHCHECK CMD curl x',
  '# a comment',
  '',
);

const files = fc
  .tuple(
    fc.constantFrom(
      'FROM debian:13-slim',
      'from alpine:3.23',
      'FROM node:24 AS a\nFROM alpine:3.23 as b',
      '# escape=\\\nFROM debian:13',
    ),
    fc.array(fc.oneof({ weight: 2, arbitrary: runs }, others), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\n', '\n\n', '\n# end', '\n# end\n'),
  )
  .map(([from, instructions, newline, end]) =>
    `${[from, ...instructions].join('\n')}${end}`.replaceAll('\n', newline),
  );

const fixing = suite('fixes');

fixing('come to an end, and leave a file that can be read and says the same', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (text) => {
      const after = await mended(text);
      assert.ok(after.passes < MOST_PASSES, `fixes never end:\n${after.text}`);
      assert.equal(problems(after.text), problems(text), after.text);
      const before = keywords(text);
      const now = keywords(after.text).filter(
        (kw, at, all) => kw !== 'USER' || all.length === before.length || at < all.length - 1,
      );
      assert.equal(now, before, after.text);
    }),
    { numRuns: 150 },
  );
});

fixing.run();

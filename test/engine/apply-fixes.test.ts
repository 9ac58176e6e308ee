import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyFixes } from '../../src/engine/apply-fixes.js';
import type { Finding } from '../../src/model/finding.js';
import type { Json } from '../../src/model/json.js';
import { judgeTree } from '../helpers/judge-folder.js';
import { memoryTree } from '../helpers/memory-tree.js';

const loc = { uri: 'f', line: 2, col: 1, endLine: 2, endCol: 8 };

function apply(text: string, ...edits: Json[]): string | undefined {
  const findings = edits.map((edit) => ({ status: 'fail', fix: { edits: [edit] } }));
  return applyFixes(findings as unknown as Finding[], () => text).files.get('f');
}

const applying = suite('applyFixes');

applying('replaces a range, or what is found in it', () => {
  assert.is(apply('a\nRUN b c\n', { at: loc, replace: 'X' }), 'a\nX\n');
  assert.is(apply('a\nRUN b c\n', { at: loc, find: ' b', replace: ' d' }), 'a\nRUN d c\n');
  assert.is(apply('a\nRUN b c\n', { at: loc, find: 'nothing', replace: 'd' }), undefined);
});

applying('adds behind a range and at the end', () => {
  assert.is(apply('a\nRUN b c\n', { at: loc, after: ' && d' }), 'a\nRUN b c && d\n');
  assert.is(apply('a', { at: { uri: 'f' }, append: '.env' }), 'a\n.env\n');
  assert.is(apply('.env\n', { at: { uri: 'f' }, append: '.env' }), undefined);
});

applying('leaves text alone that another fix has taken', () => {
  assert.is(
    apply('a\nRUN b c\n', { at: loc, replace: 'X' }, { at: loc, find: 'b', replace: 'Y' }),
    'a\nX\n',
  );
});

applying('mends what rules find, and nothing is left to mend', async () => {
  const files: Record<string, string> = {
    Dockerfile: [
      'FROM alpine:3.23',
      'MAINTAINER ana',
      'RUN apk add curl=8.0.0',
      'ADD app.py /app/',
      'CMD python3 /app/app.py',
      '',
    ].join('\n'),
    'debian.Dockerfile': [
      'FROM debian:13-slim',
      'RUN apt-get update && apt-get install -y curl=8.0.0',
      'RUN pip install flask==3.1.0',
      'USER 10001',
      '',
    ].join('\n'),
  };
  for (let pass = 0; pass < 5; pass++) {
    const { findings } = await judgeTree(memoryTree(files), { profile: 'strict' });
    const fixed = applyFixes(findings, (uri) => files[uri]);
    if (fixed.count === 0) break;
    for (const [uri, text] of fixed.files) files[uri] = text;
  }
  assert.is(
    files['Dockerfile'],
    [
      'FROM alpine:3.23',
      'LABEL org.opencontainers.image.authors="ana"',
      'RUN apk add --no-cache curl=8.0.0',
      'COPY app.py /app/',
      'CMD ["python3","/app/app.py"]',
      'USER 10001:10001',
      '',
    ].join('\n'),
  );
  assert.is(
    files['debian.Dockerfile'],
    [
      'FROM debian:13-slim',
      'RUN apt-get update && apt-get install --no-install-recommends -y curl=8.0.0 && rm -rf /var/lib/apt/lists/*',
      'RUN pip install --no-cache-dir flask==3.1.0',
      'USER 10001',
      '',
    ].join('\n'),
  );
});

applying.run();

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runPolicy } from '../helpers/run-policy.js';

const hidden = suite('what `policy input` prints');

const FILES: Readonly<Record<string, string>> = {
  Dockerfile: `FROM alpine:3.22
ENV DB_PASSWORD=hunter2secret
ARG NPM_TOKEN=hunter3secret
RUN wget https://user:hunter4secret@example.com/x
`,
  'harbor.yml': 'hostname: a\nharbor_admin_password: hunter5secret\n',
  '.github/workflows/a.yml': `on: push
env: {API_TOKEN: hunter6secret}
jobs: {a: {steps: [{run: "echo hunter6secret"}]}}
`,
};

hidden('holds no secret of any document, and still all the rest', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-'));
  try {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    for (const words of [
      ['input', '.'],
      ['input', '.', '--subjects'],
    ]) {
      const { stdout } = await runPolicy(words, folder);
      assert.not.match(stdout, /hunter\dsecret/);
      for (const name of ['DB_PASSWORD', 'NPM_TOKEN', 'API_TOKEN', 'alpine:3.22', '<masked>']) {
        assert.ok(stdout.includes(name), name);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

hidden.run();

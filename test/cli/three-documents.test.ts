import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, policy } from '../helpers/program.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/three-documents', import.meta.url));

interface Found {
  readonly rule: string;
  readonly message: string;
  readonly locations: readonly { readonly uri: string; readonly line: number }[];
}

/** What the example's own rule finds in a copy of the example without some of its files. */
function judged(without: readonly string[]): { code: number; own: readonly Found[] } {
  const folder = folderOf({});
  cpSync(EXAMPLE, folder, { recursive: true });
  for (const path of without) rmSync(join(folder, 'app', path));
  const { code, stdout } = policy(['eval', 'app', '--org', 'org', '--format', 'json'], folder);
  const { findings } = JSON.parse(stdout) as { findings: readonly Found[] };
  return { code, own: findings.filter(({ rule }) => rule === 'org/acme/supply/built-elsewhere') };
}

const story = suite('three documents of one image');

story('reveal together what none of them shows alone', () => {
  const { code, own } = judged([]);
  assert.is(code, 1);
  assert.equal(
    own.map(({ message, locations }) => [message, locations[0]?.uri, locations[0]?.line]),
    [
      [
        'the image has `netcat-openbsd` 1.229-1, and this Dockerfile does not install it',
        'Dockerfile',
        1,
      ],
    ],
  );
});

story('are all needed for it', () => {
  for (const path of ['image.json', 'sbom.cdx.json']) {
    assert.equal(judged([path]).own, [], path);
  }
});

story.run();

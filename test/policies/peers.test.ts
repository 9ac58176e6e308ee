/**
 * Peers as programs were asked about Dockerfiles of our own making, each about its checks; their answers are kept. The rules agree with
 * them, or `docs/peer-differences.md` says why not.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { expectGolden } from '../helpers/golden.js';
import { judgeTree } from '../helpers/judge-folder.js';
import { memoryTree } from '../helpers/memory-tree.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const PEERS = ['hadolint', 'buildkit', 'trivy', 'checkov'] as const;
type Peer = (typeof PEERS)[number];

/** Ids of a peer's checks. */
const IDS: { readonly [peer in Peer]: RegExp } = {
  hadolint: /^DL\d+$/,
  buildkit: /^[A-Z]+[a-z][A-Za-z]*$/,
  trivy: /^DS-\d+$/,
  checkov: /^CKV/,
};

/** A Dockerfile, and the ids that each peer answered with; a peer that could not read it is left out. */
type Answer = { readonly dockerfile: string } & { readonly [peer in Peer]?: string };

const answers = read('test/policies/peers/answers.jsonl')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Answer);

const declared = new Set(
  [...read('docs/peer-differences.md').matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, ids = '']) =>
    [...ids.matchAll(/`([^`]+)`/g)].map(([, id = '']) => id),
  ),
);

/** The ids by which the findings of each Dockerfile go. */
async function ourAnswers(): Promise<readonly ReadonlySet<string>[]> {
  const files = Object.fromEntries(
    answers.map(({ dockerfile }, at) => [`${at}/Dockerfile`, dockerfile]),
  );
  const { findings } = await judgeTree(memoryTree(files), { profile: 'strict' });
  const found = answers.map(() => new Set<string>());
  for (const { locations, aliases, status } of findings) {
    const at = Number.parseInt(locations[0]?.uri ?? '', 10);
    if (status !== 'unknown') for (const alias of aliases) found[at]?.add(alias);
  }
  return found;
}

const ours = await ourAnswers();

/** Where one of the two answers with an id: how often both do, and how often only one. */
function compare(peer: Peer) {
  const counts = new Map<string, { both: number; peer: number; drydock: number }>();
  answers.forEach((answer, at) => {
    const theirs = answer[peer];
    if (theirs === undefined) return;
    const them = new Set(theirs.split(' ').filter(Boolean));
    const us = new Set([...(ours[at] ?? [])].filter((id) => IDS[peer].test(id)));
    for (const id of new Set([...them, ...us])) {
      const count = counts.get(id) ?? { both: 0, peer: 0, drydock: 0 };
      if (them.has(id) && us.has(id)) count.both++;
      else if (them.has(id)) count.peer++;
      else count.drydock++;
      counts.set(id, count);
    }
  });
  return new Map([...counts].sort(([a], [b]) => a.localeCompare(b)));
}

const agreement = suite('agreement with peers');

for (const peer of PEERS) {
  agreement(`is complete with ${peer}, apart from declared differences`, () => {
    const counts = compare(peer);
    assert.ok([...counts.values()].filter(({ both }) => both > 0).length > 10);
    const others = [...counts].filter(([, { peer: only, drydock }]) => only + drydock > 0);
    assert.equal(
      others.flatMap(([id]) => (declared.has(id) ? [] : id)),
      [],
    );
  });
}

agreement('knows no declared difference that is none', () => {
  const differ = new Set(
    PEERS.flatMap((peer) =>
      [...compare(peer)].flatMap(([id, { peer: only, drydock }]) => (only + drydock > 0 ? id : [])),
    ),
  );
  assert.equal(
    [...declared].filter((id) => !differ.has(id)),
    [],
  );
});

agreement('is what it was, check by check', () => {
  const lines = PEERS.flatMap((peer) =>
    [...compare(peer)].map(
      ([id, { both, peer: only, drydock }]) =>
        `${peer} ${id}: both ${both}, only ${peer} ${only}, only drydock ${drydock}`,
    ),
  );
  expectGolden(join(root, 'test/policies/golden/peers.txt'), `${lines.join('\n')}\n`);
});

agreement.run();

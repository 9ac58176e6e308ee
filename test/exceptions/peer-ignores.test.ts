/** Comments for hadolint and BuildKit, which hold where somebody asked for it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import { applyInlineIgnores } from '../../src/exceptions/apply-inline.js';
import { readPeerIgnores } from '../../src/exceptions/peer-ignores.js';
import type { InlineIgnoreRules, PeerTool } from '../../src/model/settings.js';
import { findingWith } from '../helpers/findings.js';
import { memoryTree } from '../helpers/memory-tree.js';
import { folderOf, policy } from '../helpers/program.js';

function read(text: string, ...peers: PeerTool[]) {
  const { value: documents } = parseDocuments(memoryTree({ Dockerfile: text }), ['Dockerfile']);
  return readPeerIgnores(documents, peers);
}

/** What becomes of a finding with these ids in a line. */
function statusOf(
  text: string,
  line: number,
  aliases: readonly string[],
  more: { peers?: PeerTool[]; rules?: InlineIgnoreRules; lockedBy?: string } = {},
) {
  const finding = findingWith({
    status: 'warn',
    severity: 'low',
    aliases,
    locations: [{ uri: 'Dockerfile', line }],
  });
  const ignores = read(text, ...(more.peers ?? ['hadolint', 'buildkit']));
  const { findings } = applyInlineIgnores([finding], ignores, {
    now: Date.parse('2026-12-01T12:00:00Z'),
    hasOrg: more.rules !== undefined,
    ...(more.rules && { rules: more.rules }),
    findRule: () => undefined,
    lockedBy: () => more.lockedBy,
  });
  return findings[0]?.status;
}

const ABOVE =
  'FROM a\n# hadolint ignore=DL3008, DL3015\nRUN x \\\n  # note\n  && y\nRUN z\n# hadolint ignore=DL3059\n\nRUN w\n';

const hadolint = suite('comments for hadolint');

hadolint('hold for the instruction in the next line, on all of its lines', () => {
  for (const line of [3, 4, 5]) assert.is(statusOf(ABOVE, line, ['DL3008']), 'waived');
  assert.is(statusOf(ABOVE, 3, ['DS-0029', 'DL3015']), 'waived');
  assert.is(statusOf(ABOVE, 3, ['DL3009']), 'warn');
  assert.is(statusOf(ABOVE, 6, ['DL3008']), 'warn');
});

hadolint('hold for nothing where an empty line follows', () => {
  assert.is(statusOf(ABOVE, 9, ['DL3059']), 'warn');
});

hadolint('hold for the file in their global form, and in any spelling', () => {
  for (const text of [
    '# hadolint global ignore=DL3008\nFROM a\nRUN x\n',
    'FROM a\nRUN x\n#hadolint  global  ignore = dl3008 # why\n',
  ]) {
    assert.is(statusOf(text, 3, ['DL3008']), 'waived');
  }
});

hadolint('name the line that they stand in', () => {
  const [first] = read(ABOVE, 'hadolint');
  assert.is(first?.id, 'inline:Dockerfile:2');
});

hadolint.run();

const buildkit = suite('check directives of BuildKit');
const skip = (words: string) => `# syntax=docker/dockerfile:1\n# check=${words}\nFROM a as b\n`;

buildkit('hold for the file, for the checks that they name or for all', () => {
  assert.is(statusOf(skip('skip=FromAsCasing,Other;error=true'), 3, ['FromAsCasing']), 'waived');
  assert.is(statusOf(skip('skip=fromascasing'), 3, ['FromAsCasing']), 'waived');
  assert.is(statusOf(skip('skip=Other'), 3, ['FromAsCasing']), 'warn');
  assert.is(statusOf(skip('skip=all'), 3, ['DL3025', 'JSONArgsRecommended']), 'waived');
});

buildkit('hold for no finding that BuildKit knows nothing of', () => {
  assert.is(statusOf(skip('skip=all'), 3, ['DL3008', 'DS-0029', 'CKV_DOCKER_7']), 'warn');
});

buildkit('do not hold below other instructions', () => {
  assert.is(statusOf('FROM a as b\n# check=skip=all\nRUN x\n', 1, ['FromAsCasing']), 'warn');
});

buildkit.run();

const asking = suite('comments for other tools');

asking('hold only for the tools that were asked for', () => {
  assert.is(statusOf(ABOVE, 3, ['DL3008'], { peers: [] }), 'warn');
  assert.is(statusOf(ABOVE, 3, ['DL3008'], { peers: ['buildkit'] }), 'warn');
});

asking('are bound to what an org allows: severities and locks, though not to an end', () => {
  const allowed = { allowed: true, maxDays: 30 };
  assert.is(statusOf(ABOVE, 3, ['DL3008'], { rules: allowed }), 'waived');
  assert.is(statusOf(ABOVE, 3, ['DL3008'], { rules: { allowed: false } }), 'warn');
  assert.is(
    statusOf(ABOVE, 3, ['DL3008'], { rules: { ...allowed, severities: ['info'] } }),
    'warn',
  );
  assert.is(statusOf(ABOVE, 3, ['DL3008'], { rules: allowed, lockedBy: 'acme' }), 'warn');
});

asking('are asked for on the command line, or by the org', async () => {
  const files = {
    'repo/Dockerfile':
      'FROM debian:13-slim\n# hadolint ignore=DL3003\nRUN cd /x && make\nUSER 10001\n',
    'org/org.yaml':
      'version: 1\nlayer: org\nname: acme\nrules:\n  dockerfile/workdir: {lock: none}\ninlineIgnores: {allowed: true, peers: hadolint}\n',
    'strict/org.yaml':
      'version: 1\nlayer: org\nname: acme\nrules:\n  dockerfile/workdir: {lock: none}\ninlineIgnores: {allowed: true}\n',
  };
  const folder = folderOf(files);
  const status = async (...words: string[]) => {
    const { stdout } = await policy(['eval', 'repo', '--format', 'json', ...words], folder);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; status: string }[] };
    return findings.find(({ rule }) => rule === 'std/dockerfile/workdir')?.status;
  };
  assert.is(await status(), 'warn');
  assert.is(await status('--peer-ignores', 'hadolint'), 'waived');
  assert.is(await status('--org', 'org'), 'waived');
  assert.is(await status('--org', 'strict', '--peer-ignores', 'hadolint'), 'warn');
});

asking.run();

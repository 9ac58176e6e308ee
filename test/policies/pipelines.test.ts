/** The rules about pipelines see GitHub and GitLab alike: each is tried on the files of one system alone. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openTree } from '../../src/cli/file-tree.js';
import type { FileTree } from '../../src/model/document.js';
import { expectGolden } from '../helpers/golden.js';
import { judgeTree } from '../helpers/judge-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rules = readdirSync(join(root, 'policies/ci')).sort();

/** Rules about what only one system has. */
const ONE_SYSTEM: ReadonlySet<string> = new Set(['known-bad-action']);

const systems = suite('a rule about pipelines');

for (const rule of rules) {
  for (const system of ['github', 'gitlab'] as const) {
    if (system === 'gitlab' && ONE_SYSTEM.has(rule)) continue;
    systems(`${rule} tells good from bad files of ${system}`, async () => {
      const of = async (side: string) => {
        const tree = only(openTree(join(root, 'policies/ci', rule, side)), system);
        const { findings, problems } = await judgeTree(tree);
        assert.equal(problems, []);
        return findings
          .filter((finding) => finding.rule === `std/ci/${rule}`)
          .map(({ message, locations: [at] }) => `${at?.uri}:${at?.line}:${at?.column}: ${message}`)
          .sort();
      };
      assert.equal(await of('good'), []);
      const bad = await of('bad');
      assert.ok(bad.length > 0);
      const name = `test/policies/golden/pipelines/${rule}.${system}.txt`;
      expectGolden(join(root, name), `${bad.join('\n')}\n`);
    });
  }
}

systems.run();

function only(tree: FileTree, system: 'github' | 'gitlab'): FileTree {
  const fits = (uri: string) => uri.startsWith('.github/') === (system === 'github');
  return {
    read: (uri) => (fits(uri) ? tree.read(uri) : undefined),
    list: (folder) => tree.list(folder).filter(({ uri }) => fits(uri)),
  };
}

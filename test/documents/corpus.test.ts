/**
 * Real documents of other projects, where the machine has them: `DRYDOCK_CORPUS` names a folder with a `MANIFEST.tsv` whose columns are
 * file, kind and expectation. What is counted here is counted in the raw files, not by our parsers.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openTree } from '../../src/cli/file-tree.js';
import { parseDocuments } from '../../src/documents/parse-documents.js';

const given = process.env['DRYDOCK_CORPUS'];
/** Links are not followed out of a tree: the folder itself may be one. */
const folder = given === undefined ? undefined : realpathSync(given);

interface Row {
  readonly file: string;
  readonly kind: string;
  readonly expected: string;
}

const rows: readonly Row[] =
  folder === undefined
    ? []
    : readFileSync(join(folder, 'MANIFEST.tsv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => {
          const [file = '', kind = '', expected = ''] = line.split('\t');
          return { file, kind, expected };
        });

const of = (kind: string, expected?: string) =>
  rows.filter(
    (row) => row.kind.startsWith(`${kind}/`) && (expected ?? row.expected) === row.expected,
  );

function parse(file: string) {
  const tree = openTree(folder ?? '.');
  const { value, diagnostics } = parseDocuments(tree, [file], { named: new Set([file]) });
  return { document: value[0], diagnostics };
}

interface RawComponent {
  readonly components?: readonly RawComponent[];
}

/** Components at any depth. */
function countComponents({ components = [] }: RawComponent): number {
  return components.reduce((sum, component) => sum + 1 + countComponents(component), 0);
}

if (folder !== undefined) {
  assert.ok(of('sbom', 'valid').length > 0, `${folder} holds no bills of materials`);
}

if (folder === undefined) console.log('no corpus here: nothing is compared');

const boms = suite('bills of materials of the corpus');

boms('are accepted without a word where they are valid', () => {
  const told = of('sbom', 'valid').filter(({ file }) => parse(file).diagnostics.length > 0);
  assert.equal(told, []);
});

boms('are reported where they are invalid', () => {
  const silent = of('sbom', 'invalid').filter(({ file }) => parse(file).diagnostics.length === 0);
  assert.equal(silent, []);
});

boms('keep every component of CycloneDX in JSON', () => {
  const wrong: string[] = [];
  for (const { file } of of('sbom', 'valid').filter(({ file }) => file.endsWith('.json'))) {
    const raw = JSON.parse(readFileSync(join(folder ?? '.', file), 'utf8'));
    if (raw.bomFormat !== 'CycloneDX') continue;
    const counted = countComponents(raw) + (raw.metadata?.component ? 1 : 0);
    const inside = raw.metadata?.component ? countComponents(raw.metadata.component) : 0;
    const found = ((parse(file).document?.value['components'] ?? []) as readonly unknown[]).length;
    if (found !== counted + inside) wrong.push(`${file}: ${found} of ${counted + inside}`);
  }
  assert.equal(wrong, []);
});

boms.run();

const attestations = suite('bundles of the corpus');

attestations('are never taken for verified without a key or a trusted root', () => {
  const claimed = of('attest').filter(({ file }) => {
    const { document } = parse(file);
    return document?.value['verified'] === true;
  });
  assert.equal(claimed, []);
});

attestations.run();

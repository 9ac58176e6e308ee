/** Judges folders with the shipped library in this process: compiled once, however many folders there are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { discover } from '../../src/cli/discover.js';
import { openTree } from '../../src/cli/file-tree.js';
import { renderDiagnostic } from '../../src/diagnostics/render.js';
import { moduleLoader } from '../../src/engine/load-module.js';
import type { PolicyModule } from '../../src/engine/run-layer.js';
import { evaluate } from '../../src/evaluate.js';
import { loadStd } from '../../src/layers/load-layer.js';
import type { FileTree } from '../../src/model/document.js';
import type { Verdict } from '../../src/model/verdict.js';
import { compile } from '../../src/rego/compile.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The time that the tests of the library live in: tables of dates must not age with the calendar. */
export const TEST_TIME = Date.parse('2026-11-24T00:00:00Z');

const compiled = new Map<string, Uint8Array>();
const loaded = new Map<Uint8Array, Promise<PolicyModule>>();
const libraries = new Map<string, ReturnType<typeof loadStd>['value']>();

function shippedLibrary(profile: string) {
  let library = libraries.get(profile);
  if (library === undefined) {
    const folder = { tree: openTree(join(root, 'policies')), source: 'std' };
    const { value, diagnostics } = loadStd(folder, profile);
    if (diagnostics.length > 0) throw new Error(diagnostics.map(renderDiagnostic).join('\n'));
    library = value;
    libraries.set(profile, value);
  }
  return library;
}

/** The verdict on a folder of the repository, named from its root. */
export function judgeFolder(folder: string, profile = 'recommended'): Promise<Verdict> {
  return judgeTree(openTree(join(root, folder)), profile);
}

/** The verdict on files, wherever they come from. */
export async function judgeTree(tree: FileTree, profile = 'recommended'): Promise<Verdict> {
  const { subjects, diagnostics } = discover(
    { root: '', tree, named: [] },
    { kinds: { byPath: new Map() }, include: [], source: {}, settings: [] },
  );
  const load = moduleLoader(TEST_TIME);
  const { verdict, diagnostics: faults } = await evaluate({
    stack: [shippedLibrary(profile)],
    subjects,
    now: TEST_TIME,
    engine: 'test',
    compile: (sources, entrypoints) => compile(sources, entrypoints),
    load: (wasm) => {
      const known = loaded.get(wasm) ?? load(wasm);
      loaded.set(wasm, known);
      return known;
    },
    cache: {
      get: (digest) => compiled.get(digest),
      set: (digest, wasm) => void compiled.set(digest, wasm),
    },
    skippedChecks: [],
    verified: new Set(),
    diagnostics,
  });
  if (verdict === undefined) throw new Error(faults.map(renderDiagnostic).join('\n'));
  return verdict;
}

/** A text of the repository, named from its root. */
export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

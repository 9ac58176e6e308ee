/** Judges folders with the shipped library in this process: compiled once, however many folders there are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { discover } from '../../src/cli/discover.js';
import { openTree } from '../../src/cli/file-tree.js';
import type { Io } from '../../src/cli/io.js';
import { loadTrust } from '../../src/cli/trust.js';
import { renderDiagnostic } from '../../src/diagnostics/render.js';
import { moduleLoader } from '../../src/engine/load-module.js';
import type { PolicyModule } from '../../src/engine/run-layer.js';
import { evaluate } from '../../src/evaluate.js';
import { loadLayer, loadStd } from '../../src/layers/load-layer.js';
import type { LayerRules } from '../../src/layers/merge-layers.js';
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

function organisation(folder: string): LayerRules {
  const { value, diagnostics } = loadLayer({
    folder: { tree: openTree(join(root, folder)), source: folder },
    kind: 'org',
    file: 'org.yaml',
    profiles: [],
  });
  if (value === undefined || diagnostics.length > 0) {
    throw new Error(diagnostics.map(renderDiagnostic).join('\n'));
  }
  return value;
}

export interface Judging {
  readonly profile?: string;
  /** A folder of the repository that holds an org's layer, with the keys and roots that it trusts. */
  readonly org?: string;
}

/** The verdict on a folder of the repository, named from its root. */
export function judgeFolder(folder: string, judging: Judging = {}): Promise<Verdict> {
  return judgeTree(openTree(join(root, folder)), judging);
}

/** The verdict on files, wherever they come from. */
export async function judgeTree(tree: FileTree, judging: Judging = {}): Promise<Verdict> {
  const { profile = 'recommended' } = judging;
  const orgs = judging.org === undefined ? [] : [organisation(judging.org)];
  const trust = loadTrust({ _: [], $0: '' }, orgs, {} as Io).value;
  const { subjects, diagnostics } = discover(
    { root: '', tree, named: [] },
    { kinds: { byPath: new Map() }, include: [], source: {}, settings: [], trust },
  );
  const load = moduleLoader(TEST_TIME);
  const { verdict, diagnostics: faults } = await evaluate({
    stack: [shippedLibrary(profile), ...orgs],
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

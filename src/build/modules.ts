import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTree } from '../cli/file-tree.js';
import { renderDiagnostic } from '../diagnostics/render.js';
import { compileRules } from '../engine/compile-rules.js';
import { compileLayer } from '../engine/layer-module.js';
import { modulesDigest } from '../layers/layer-content.js';
import { loadStd } from '../layers/load-layer.js';
import { storedRules } from '../layers/rule-store.js';

/**
 * Compiles the shipped rule library into `dist/modules/<digest of its sources>.wasm`, so that nobody waits
 * for that at every start, and what they say of themselves into `<digest of its modules>.json`. A
 * library that was changed afterwards has another digest, and is compiled when it is used.
 */
export function buildModules(root: string): void {
  const folder = { tree: openTree(join(root, 'policies')), source: 'std' };
  const { value, diagnostics } = loadStd(folder, undefined);
  const target = join(root, 'dist/modules');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const compiled = compileLayer(value.layer, value.rules, [], compileRules, {
    get: () => undefined,
    set: (digest, wasm) => writeFileSync(join(target, `${digest}.wasm`), wasm),
  });
  const name = modulesDigest(value.layer.modules);
  writeFileSync(join(target, `${name}.json`), storedRules(value.rules));
  for (const diagnostic of [...diagnostics, ...compiled.diagnostics]) {
    console.error(renderDiagnostic(diagnostic));
  }
}

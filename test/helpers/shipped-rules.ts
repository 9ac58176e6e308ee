/** The shipped rules in a module of their own, as an engine runs them: all of them at once or one alone, on any input. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { discover } from '../../src/cli/discover.js';
import { openTree } from '../../src/cli/file-tree.js';
import { compileLayer } from '../../src/engine/layer-module.js';
import { moduleLoader } from '../../src/engine/load-module.js';
import { type LayerRun, runLayer } from '../../src/engine/run-layer.js';
import { loadStd } from '../../src/layers/load-layer.js';
import type { FileTree } from '../../src/model/document.js';
import type { Json } from '../../src/model/json.js';
import type { Rule } from '../../src/model/rule.js';
import type { Subject } from '../../src/model/subject.js';
import { compile } from '../../src/rego/compile.js';
import { TEST_TIME } from './judge-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ShippedRules {
  readonly rules: readonly Rule[];
  /** The parameters of every rule as they are where nobody sets any. */
  readonly defaults: { readonly [rule: string]: { readonly [name: string]: Json } };
  run(input: ArrayBuffer, params: Json, ids: readonly string[]): LayerRun;
}

export async function shippedRules(): Promise<ShippedRules> {
  const { layer, rules } = loadStd(
    { tree: openTree(join(root, 'policies')), source: 'std' },
    undefined,
  ).value;
  const { wasm } = compileLayer(layer, rules, [], compile);
  if (wasm === undefined) throw new Error('the shipped rules do not compile');
  const module = await moduleLoader(TEST_TIME)(wasm);
  const defaults = Object.fromEntries(
    rules.map(({ id, params }) => [
      id,
      Object.fromEntries([...params].map(([name, { default: value }]) => [name, value ?? null])),
    ]),
  );
  return {
    rules,
    defaults,
    run: (input, params, ids) => runLayer(module, input, layer.data, params, ids),
  };
}

/** The subjects of a folder, without settings. */
export function subjectsOf(tree: FileTree): readonly Subject[] {
  return discover(
    { root: '', tree, named: [] },
    { kinds: { byPath: new Map() }, include: [], source: {}, settings: [] },
  ).subjects;
}

/** The shipped rules: what they cost to compile and to evaluate on one ordinary Dockerfile, and `policy eval` as a whole. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTree } from '../../src/cli/file-tree.js';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import { groupSubjects } from '../../src/documents/subjects/group-subjects.js';
import { inputBytes } from '../../src/engine/input.js';
import { compileLayer } from '../../src/engine/layer-module.js';
import { moduleLoader } from '../../src/engine/load-module.js';
import { runLayer } from '../../src/engine/run-layer.js';
import { loadStd } from '../../src/layers/load-layer.js';
import { mergeLayers } from '../../src/layers/merge-layers.js';
import type { Json } from '../../src/model/json.js';
import { compile } from '../../src/rego/compile.js';
import { program } from '../helpers/program.js';
import { median } from './measure.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOW = Date.parse('2026-12-01T12:00:00Z');
const FOLDER = 'examples/first-look/bad';

export function shippedRules() {
  return loadStd({ tree: openTree(join(ROOT, 'policies')), source: 'std' }, undefined).value;
}

export interface ShippedFigures {
  readonly rules: number;
  readonly sourceBytes: number;
  readonly wasmBytes: number;
  readonly compileFirstMs: number;
  readonly compileWarmMs: number;
  readonly parseDockerfileMs: number;
  readonly inputBytes: number;
  readonly evaluateMs: number;
}

export async function measureShipped(): Promise<ShippedFigures> {
  const std = shippedRules();
  const compiled = () => compileLayer(std.layer, std.rules, [], compile);
  const compileFirstMs = median(1, 0, compiled);
  const compileWarmMs = median(5, 1, compiled);
  const { wasm } = compiled();
  if (wasm === undefined) throw new Error('the shipped rules do not compile');
  const tree = openTree(join(ROOT, FOLDER));
  const { value: documents } = parseDocuments(tree, ['Dockerfile']);
  const {
    value: [subject],
  } = groupSubjects({ documents, source: {}, files: tree });
  if (subject === undefined) throw new Error('the example has no subject');
  const rules = mergeLayers([std]).value.rules;
  const params = Object.fromEntries(
    rules.map(({ rule, params }) => [
      rule.id,
      Object.fromEntries([...params].map(([name, { value }]) => [name, value])),
    ]),
  ) as Json;
  const input = inputBytes(subject, subject.documents, new Date(NOW).toISOString());
  const module = await moduleLoader(NOW)(wasm);
  const selected = rules.map(({ rule }) => rule.id);
  const evaluate = () => runLayer(module, input, std.layer.data, params, selected);
  if (evaluate().errors.size > 0) throw new Error('a shipped rule fails');
  return {
    rules: std.rules.length,
    sourceBytes: std.layer.modules.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    wasmBytes: wasm.length,
    compileFirstMs,
    compileWarmMs,
    parseDockerfileMs: median(200, 50, () => parseDocuments(tree, ['Dockerfile'])),
    inputBytes: input.byteLength,
    evaluateMs: median(400, 400, evaluate),
  };
}

/** One cold `policy eval` and `node -e 0`, in milliseconds. */
export function coldStart(): { readonly nodeMs: number; readonly evalMs: number } {
  const cold = (words: readonly string[]) =>
    median(9, 2, () => {
      try {
        execFileSync(process.execPath, words, { cwd: ROOT, stdio: 'ignore' });
      } catch {
        // A failed policy is an exit code, and what is measured.
      }
    });
  return { nodeMs: cold(['-e', '0']), evalMs: cold([program(), 'eval', FOLDER]) };
}

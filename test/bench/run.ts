/**
 * `npm run bench`: what the shipped rules cost to compile and to evaluate, and what one cold `policy eval` costs beside `node -e 0`.
 * Times depend on the machine and what else it does; the ratios within one run are what can be compared. `--json` prints the figures alone.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTree } from '../../src/cli/file-tree.js';
import { groupSubjects } from '../../src/documents/group-subjects.js';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import { ENTRYPOINT } from '../../src/engine/entry-module.js';
import { inputBytes } from '../../src/engine/input.js';
import { compileLayer } from '../../src/engine/layer-module.js';
import { moduleLoader } from '../../src/engine/load-module.js';
import { loadStd } from '../../src/layers/load-layer.js';
import { mergeLayers } from '../../src/layers/merge-layers.js';
import type { Json } from '../../src/model/json.js';
import { compile } from '../../src/rego/compile.js';
import { program } from '../helpers/program.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOW = Date.parse('2026-12-01T12:00:00Z');

/** The median of some runs in milliseconds, the first ones left out: they warm up. */
function median(runs: number, warm: number, run: () => unknown): number {
  const times: number[] = [];
  for (let index = 0; index < runs + warm; index++) {
    const start = performance.now();
    run();
    if (index >= warm) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[runs >> 1] ?? Number.NaN;
}

const std = loadStd({ tree: openTree(join(ROOT, 'policies')), source: 'std' }, undefined).value;
const firstCompile = median(1, 0, () => compileLayer(std.layer, std.rules, [], compile));
const warmCompile = median(5, 1, () => compileLayer(std.layer, std.rules, [], compile));
const { wasm } = compileLayer(std.layer, std.rules, [], compile);
if (wasm === undefined) throw new Error('the shipped rules do not compile');

const tree = openTree(join(ROOT, 'examples/first-look/bad'));
const { value: documents } = parseDocuments(tree, ['Dockerfile']);
const [subject] = groupSubjects(documents, {}, tree);
if (subject === undefined) throw new Error('the example has no subject');
const parse = median(200, 50, () => parseDocuments(tree, ['Dockerfile']));
const rules = mergeLayers([std]).value.rules;
const values = rules.map(({ rule, params }) => [
  rule.id,
  Object.fromEntries([...params].map(([name, { value }]) => [name, value])),
]);
const data = {
  ...(std.layer.data as object),
  params: Object.fromEntries(values),
  selected: Object.fromEntries(rules.map(({ rule }) => [rule.id, true])),
} as Json;
const input = inputBytes(subject, subject.documents, new Date(NOW).toISOString());
const module = await moduleLoader(NOW)(wasm);
const evaluate = median(300, 100, () => module.evaluate(input, data, ENTRYPOINT));

const cold = (words: readonly string[]) =>
  median(9, 2, () => {
    try {
      execFileSync(process.execPath, words, { cwd: ROOT, stdio: 'ignore' });
    } catch {
      // A failed policy is an exit code, and what is measured.
    }
  });
const node = cold(['-e', '0']);
const evalCold = cold([program(), 'eval', 'examples/first-look/bad']);

const figures = {
  rules: std.rules.length,
  sourceBytes: std.layer.modules.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
  wasmBytes: wasm.length,
  compileFirstMs: firstCompile,
  compileWarmMs: warmCompile,
  parseDockerfileMs: parse,
  inputBytes: input.byteLength,
  evaluateMs: evaluate,
  evaluationsPerSecond: 1000 / evaluate,
  nodeColdMs: node,
  evalColdMs: evalCold,
  evalColdRatio: evalCold / node,
};

if (process.argv.includes('--json')) console.log(JSON.stringify(figures, null, 2));
else {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
  console.log(`drydock ${version}, node ${process.version}
shipped rules          ${figures.rules} rules, ${figures.sourceBytes} bytes of Rego, ${wasm.length} bytes of WebAssembly
compile them           ${ms(firstCompile)} cold, ${ms(warmCompile)} warm (${(warmCompile / node).toFixed(1)} × node -e 0)
parse a Dockerfile     ${ms(parse)}
evaluate it            ${ms(evaluate)} for all rules, ${Math.round(1000 / evaluate)} evaluations per second
node -e 0              ${ms(node)}
policy eval, cold      ${ms(evalCold)} (${(evalCold / node).toFixed(1)} × node -e 0)`);
}

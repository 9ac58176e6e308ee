import { readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'glob';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drift } from '../src/build/generate.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const COMPILER = [
  'rego/wasm',
  'rego/plan',
  'rego/analysis',
  'rego/syntax',
  'rego/builtins',
  'diagnostics',
];

/** What each unit of `src/` may import beside itself and packages. The house of the design: imports point down. */
const MAY_IMPORT: ReadonlyMap<string, readonly string[]> = new Map([
  ['diagnostics', []],
  ['model', ['diagnostics']],
  ['rego/syntax', ['diagnostics']],
  ['rego/builtins', ['rego/syntax', 'diagnostics']],
  ['rego/analysis', ['rego/syntax', 'rego/builtins', 'diagnostics']],
  ['rego/plan', ['rego/analysis', 'rego/syntax', 'rego/builtins', 'diagnostics']],
  ['rego/wasm', ['rego/plan', 'rego/builtins', 'diagnostics']],
  ['rego/capabilities', ['rego/builtins', 'diagnostics']],
  ['rego', ['rego/capabilities', ...COMPILER]],
  ['rego/testing', ['rego', 'rego/capabilities', ...COMPILER]],
  ['documents', ['model', 'diagnostics']],
  ['reporters', ['model', 'diagnostics']],
  ['exceptions', ['model', 'diagnostics']],
  ['engine', ['rego', 'model', 'diagnostics']],
  ['layers', ['rego', 'model', 'diagnostics']],
  ['bundles', ['rego', 'model', 'diagnostics']],
  [
    'evaluate',
    ['engine', 'layers', 'exceptions', 'bundles', 'reporters', 'documents', 'model', 'diagnostics'],
  ],
]);

/** What reaches outside although it lies below `cli`, each with its reason. */
const IMPURE_BY_DESIGN: readonly RegExp[] = [
  // Host built-ins whose meaning is the outside; they work only where a capability was granted.
  /^src\/rego\/builtins\/(http|net)\//,
  // The compiled runtime is read from beside the program.
  /^src\/rego\/wasm\/runtime-file\.ts$/,
];

/** The unit of the house that a source file belongs to: `rego/syntax`, `documents`, `evaluate`, … */
function unitOf(path: string): string {
  const parts = path.split('/');
  if (parts.length === 1) return (parts[0] as string).replace(/\.[tj]s$/, '');
  if (parts[0] === 'rego') return parts.length > 2 ? `rego/${parts[1]}` : 'rego';
  return parts[0] as string;
}

function sources(pattern: string): { path: string; text: string }[] {
  return globSync(pattern, { cwd: ROOT, posix: true, ignore: ['**/*.as.ts'] }).map((path) => ({
    path,
    text: readFileSync(join(ROOT, path), 'utf8'),
  }));
}

const imports = suite('imports');

imports('point down only', () => {
  const upward: string[] = [];
  for (const { path, text } of sources('src/**/*.ts')) {
    const inside = relative('src', path);
    const unit = unitOf(inside);
    const allowed = MAY_IMPORT.get(unit);
    if (allowed === undefined) continue;
    for (const [, target = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      const other = unitOf(posix.normalize(posix.join(dirname(inside), target)));
      const fits = allowed.some(
        (name) => name === other || (name === 'rego' && other.startsWith('rego/')),
      );
      if (other !== unit && !fits) upward.push(`${path} imports ${target}`);
    }
  }
  assert.equal(upward, []);
});

imports('reach files, console, environment and clock only from cli, bundles and build', () => {
  const outside =
    /node:(fs|child_process|net|http|https|os)\b|\bconsole\.|\bprocess\.(env|argv|cwd|exit|std)|\bDate\.now\(|\bnew Date\(\)/;
  const impure = sources('src/**/*.ts')
    .filter(({ path }) => !/^src\/(cli|bundles|build)\//.test(path))
    .filter(({ path }) => !IMPURE_BY_DESIGN.some((pattern) => pattern.test(path)))
    .filter(({ text }) => outside.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
    .map(({ path }) => path);
  assert.equal(impure, []);
});

imports.run();

const suites = suite('test suites');

suites('are all run: a suite without .run() would pass silently', () => {
  const silent: string[] = [];
  for (const { path, text } of sources('test/**/*.test.ts')) {
    const made = [...text.matchAll(/^const \w+ = suite(?:<[^(]*>)?\(/gm)].length;
    const run = [...text.matchAll(/^\w+\.run\(\);/gm)].length;
    if (made === 0 || made !== run) silent.push(`${path}: ${made} made, ${run} run`);
  }
  assert.equal(silent, []);
});

suites.run();

const generated = suite('generated files');

generated('are what the generators write', async () => {
  assert.equal(await drift(), []);
});

generated.run();

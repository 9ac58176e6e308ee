/**
 * Policies that an editor leaves half-done: whatever stands in them, the compiler ends with a module that is valid WebAssembly, or
 * with diagnostics that have places. `MUTATIONS` sets how many are tried; `npm run test:long` takes a million.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'glob';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildRuntime } from '../../src/build/runtime.js';
import { hasErrors } from '../../src/diagnostics/diagnostic.js';
import { groundPrefix } from '../../src/rego/analysis/names.js';
import { type CheckedModules, checkModules } from '../../src/rego/compile.js';
import { planEntrypoints } from '../../src/rego/plan/planner.js';
import { generate } from '../../src/rego/wasm/generator.js';
import { runtimeModule } from '../../src/rego/wasm/runtime-file.js';
import { mutate, randomNumbers } from './mutate.js';

const MUTATIONS = Number(process.env['MUTATIONS'] ?? 3000);
const SEED = Number(process.env['SEED'] ?? 1);

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const texts = globSync('**/*.rego', { cwd: policies, posix: true })
  .sort()
  .map((path) => readFileSync(join(policies, path), 'utf8'));

buildRuntime();

/** Its types belong to the browser's. */
const { validate } = (
  globalThis as unknown as { readonly WebAssembly: { validate: (bytes: Uint8Array) => boolean } }
).WebAssembly;

/** Plans and generates the whole package of a module without errors. */
function isModuleValid({ analysed, modules: [module] }: CheckedModules): boolean {
  if (analysed === undefined || module === undefined) return false;
  const entrypoint = groundPrefix(module.package.path).slice(1).join('/');
  const { wasm } = generate(runtimeModule(), planEntrypoints(analysed, [entrypoint]));
  return validate(wasm);
}

const compiling = suite('the compiler on mutated policies');

compiling(
  'neither throws, nor blames a place outside of the text, nor writes a broken module',
  () => {
    const random = randomNumbers(SEED);
    let valid = 0;
    for (let index = 0; index < MUTATIONS; index++) {
      const original = texts[Math.floor(random() * texts.length)] as string;
      const text = mutate(original, texts, random);
      const version = random() < 0.2 ? 0 : 1;
      try {
        const checked = checkModules([{ path: 'mutated.rego', text }], { version });
        const { diagnostics } = checked;
        if (!hasErrors(diagnostics)) {
          valid++;
          assert.ok(isModuleValid(checked), 'the module is not valid WebAssembly');
        }
        for (const { span } of diagnostics) {
          // The end of the file is underlined as well.
          assert.ok(span === undefined || (span.start >= 0 && span.end <= text.length + 1));
        }
      } catch (failure) {
        throw new Error(`seed ${SEED}, policy ${index}: ${failure}\n${text}`, { cause: failure });
      }
    }
    assert.ok(valid > MUTATIONS / 100, `only ${valid} policies were compiled to the end`);
  },
);

compiling.run();

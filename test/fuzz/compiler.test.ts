/**
 * Policies that an editor leaves half-done: whatever stands in them, the compiler ends with a module or with diagnostics that have
 * places. `MUTATIONS` sets how many are tried; `npm run test:long` takes a million.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'glob';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkModules } from '../../src/rego/compile.js';
import { mutate, randomNumbers } from './mutate.js';

const MUTATIONS = Number(process.env['MUTATIONS'] ?? 3000);
const SEED = Number(process.env['SEED'] ?? 1);

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const texts = globSync('**/*.rego', { cwd: policies, posix: true })
  .sort()
  .map((path) => readFileSync(join(policies, path), 'utf8'));

const compiling = suite('the compiler on mutated policies');

compiling('neither throws nor blames a place outside of the text', () => {
  const random = randomNumbers(SEED);
  for (let index = 0; index < MUTATIONS; index++) {
    const original = texts[Math.floor(random() * texts.length)] as string;
    const text = mutate(original, texts, random);
    const version = random() < 0.2 ? 0 : 1;
    try {
      const { diagnostics } = checkModules([{ path: 'mutated.rego', text }], { version });
      for (const { span } of diagnostics) {
        // The end of the file is underlined as well.
        assert.ok(span === undefined || (span.start >= 0 && span.end <= text.length + 1));
      }
    } catch (failure) {
      throw new Error(`seed ${SEED}, policy ${index}: ${failure}\n${text}`, { cause: failure });
    }
  }
});

compiling.run();

/**
 * Policies in untidy shapes: whatever white space and comments stand where, the formatter keeps what a policy means and all of its
 * comments, and has nothing to do the second time. `MUTATIONS` sets how many are tried.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'glob';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from '../../src/rego/syntax/format/format.js';
import { commentTexts, meaningOf } from '../../src/rego/syntax/format/meaning.js';
import { parseModule } from '../../src/rego/syntax/parse.js';
import { disorder } from './disorder.js';
import { mutate, randomNumbers } from './mutate.js';

const MUTATIONS = Number(process.env['MUTATIONS'] ?? 400);
const SEED = Number(process.env['SEED'] ?? 1);

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const texts = globSync('**/*.rego', { cwd: policies, posix: true })
  .sort()
  .map((path) => readFileSync(join(policies, path), 'utf8'));

/** Formats a text twice, where it parses at all. */
function check(text: string): boolean {
  const source = { path: 'mutated.rego', text };
  const before = parseModule(source);
  if (before.diagnostics.length > 0) return false;
  const once = format(source);
  assert.equal(
    once.diagnostics.map(({ code }) => code),
    [],
  );
  const after = parseModule({ ...source, text: once.value });
  assert.is(meaningOf(after.value), meaningOf(before.value));
  assert.is(commentTexts(after.value), commentTexts(before.value));
  assert.is(format({ ...source, text: once.value }).value, once.value);
  return true;
}

function checkAll(change: (text: string, random: () => number) => string): number {
  const random = randomNumbers(SEED);
  let checked = 0;
  for (let index = 0; index < MUTATIONS; index++) {
    const text = change(texts[Math.floor(random() * texts.length)] as string, random);
    try {
      if (check(text)) checked++;
    } catch (failure) {
      throw new Error(`seed ${SEED}, policy ${index}: ${failure}\n${text}`, { cause: failure });
    }
  }
  return checked;
}

const formatting = suite('the formatter');

formatting('keeps meaning and comments of policies in disorder, and settles at once', () => {
  assert.ok(checkAll(disorder) > MUTATIONS / 2);
});

formatting('does so for policies with other words in them, too', () => {
  assert.ok(checkAll((text, random) => mutate(text, texts, random)) > 0);
});

formatting.run();

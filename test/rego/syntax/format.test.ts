import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from '../../../src/rego/syntax/format/format.js';
import { expectGolden } from '../../helpers/golden.js';

const folder = fileURLToPath(new URL('golden', import.meta.url));

const formatting = suite('format');

const formatted = (text: string): string => format({ path: 'a.rego', text }).value;

formatting('puts a file in disorder in order', () => {
  const untidy = readFileSync(join(folder, 'untidy.rego'), 'utf8');
  expectGolden(join(folder, 'tidy.rego'), formatted(untidy));
});

formatting('leaves alone what is in order', () => {
  const tidy = readFileSync(join(folder, 'tidy.rego'), 'utf8');
  assert.is(formatted(tidy), tidy);
});

formatting('makes no metadata of comments that are none', () => {
  const text = '# METADATA\n# title: x\n  # not a field\npackage a\n';
  assert.is(formatted(text), '# METADATA\n# title: x\n\n# not a field\npackage a\n');
});

formatting.run();

/**
 * `npm run new <what> <name>`: the files that adding something takes, ready to be filled in.
 *
 * - `rule dockerfile/no-latest`, `reporter github`, `document helm`, `command explain`, `builtin strings.reverse`
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { templates } from './templates.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const [what = '', name = ''] = process.argv.slice(2);
const template = templates.get(what);

if (template === undefined || !template.accepts.test(name)) {
  console.error('usage: npm run new <what> <name>, with one of');
  for (const [key, { example, about }] of templates) console.error(`  ${key} ${example}\t${about}`);
  process.exit(2);
}

for (const { path, text } of template.files(name)) {
  const full = join(ROOT, path);
  if (existsSync(full)) {
    console.error(`${path} exists already: nothing of it was changed`);
    process.exitCode = 2;
    continue;
  }
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  console.log(`wrote ${path}`);
}
console.log('next: fill them in, then `npm run generate && npm test`');

/**
 * `npm run generate`: writes the generated indexes, formatted; `--check` writes nothing and exits 1 where
 * a committed file differs from what would be generated.
 *
 * Every file in `generators/` is a generator: adding one needs no change here.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Generated, Generator } from './generated.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What all generators would write, formatted as the tree is. */
export async function generateAll(): Promise<Generated[]> {
  const folder = join(ROOT, 'src/build/generators');
  const files: Generated[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.ts')) continue;
    const exported: Record<string, unknown> = await import(pathToFileURL(join(folder, name)).href);
    for (const [key, value] of Object.entries(exported)) {
      if (!key.startsWith('generate') || typeof value !== 'function') continue;
      const made = await (value as Generator)(ROOT);
      for (const file of Array.isArray(made) ? made : [made]) files.push(formatted(file));
    }
  }
  return files;
}

/** The paths of generated files that differ from the committed ones, or are missing. */
export async function drift(): Promise<string[]> {
  const files = await generateAll();
  return files.filter(({ path, text }) => current(path) !== text).map(({ path }) => path);
}

function current(path: string): string | undefined {
  const full = join(ROOT, path);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
}

/** TypeScript is formatted by the project's formatter, so that generated files need no exemption. */
function formatted(file: Generated): Generated {
  if (!file.path.endsWith('.ts')) return file;
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const text = execFileSync(
    process.execPath,
    [biome, 'check', '--write', `--stdin-file-path=${file.path}`],
    { cwd: ROOT, input: file.text, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  return { path: file.path, text };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const stale = await drift();
    for (const path of stale) console.error(`${path} is stale: run \`npm run generate\``);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    for (const { path, text } of await generateAll()) {
      if (current(path) === text) continue;
      mkdirSync(dirname(join(ROOT, path)), { recursive: true });
      writeFileSync(join(ROOT, path), text);
      console.log(`wrote ${path}`);
    }
  }
}

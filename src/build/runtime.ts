import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = join(ROOT, 'src/rego/runtime');

/** asc's options: no collector, no start function, memory from outside, static data from 1024 on. */
const OPTIONS = [
  '--runtime',
  'stub',
  '--importMemory',
  '--noExportMemory',
  '--memoryBase',
  '1024',
  '--initialMemory',
  '2',
  '--zeroFilledMemory',
  '--use',
  'abort=',
  '-O3',
  '--noAssert',
  '--enable',
  'bulk-memory',
];

/**
 * Compiles the value library into `dist/runtime.wasm`, unless that is up to date already.
 *
 * @returns the path of the module
 */
export function buildRuntime(): string {
  const target = join(ROOT, 'dist/runtime.wasm');
  const mark = join(ROOT, 'dist/runtime.digest');
  const digest = sourcesDigest();
  if (existsSync(target) && existsSync(mark) && readFileSync(mark, 'utf8') === digest)
    return target;
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  // Written beside and moved, so that a test process never reads half a file.
  const fresh = `${target}.${process.pid}`;
  const asc = join(ROOT, 'node_modules/assemblyscript/bin/asc.js');
  const text = `${fresh}.wat`;
  execFileSync(
    process.execPath,
    [asc, join(SOURCES, 'runtime.as.ts'), '-o', fresh, '-t', text, ...OPTIONS],
    {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const managed = readFileSync(text, 'utf8').includes('~lib/rt/');
  rmSync(text);
  if (managed) {
    throw new Error('the runtime uses managed memory: something allocates with `new` or literals');
  }
  renameSync(fresh, target);
  writeFileSync(mark, digest);
  return target;
}

function sourcesDigest(): string {
  const hash = createHash('sha256').update(OPTIONS.join(' '));
  for (const name of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.as.ts')) hash.update(name).update(readFileSync(join(SOURCES, name)));
  }
  return hash.digest('hex');
}

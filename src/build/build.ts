/**
 * `npm run build`: what an installed package needs, in `dist/`.
 *
 * - `runtime.wasm`: the value library, compiled from AssemblyScript.
 * - `modules/`: the shipped rules, compiled.
 * - `main.cjs`: the command line as one CommonJS file, which starts in a fraction of the time of its modules.
 * - `policy.cjs`: starts it from compiled code.
 * - `index.js`: the public API.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const src = (path: string) => join(ROOT, 'src', path);
const dist = (path: string) => join(ROOT, 'dist', path);

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: ROOT,
} as const;

const runtimeBuild: string = './runtime.js';
if (existsSync(src('build/runtime.ts'))) {
  const { buildRuntime }: { buildRuntime: () => unknown } = await import(runtimeBuild);
  await buildRuntime();
}

const { buildModules } = await import('./modules.js');
buildModules(ROOT);

if (existsSync(src('cli/main.ts'))) {
  await build({
    ...common,
    entryPoints: [src('cli/main.ts')],
    outfile: dist('main.cjs'),
    format: 'cjs',
    // Less text to read at each start; names stay, for what is printed where something breaks.
    minifyWhitespace: true,
    minifySyntax: true,
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: {
      js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;',
    },
  });
  const { buildLauncher } = await import('./launcher.js');
  buildLauncher(ROOT);
}

if (existsSync(src('index.ts'))) {
  await build({
    ...common,
    entryPoints: [src('index.ts')],
    outfile: dist('index.js'),
    format: 'esm',
    packages: 'external',
  });
}

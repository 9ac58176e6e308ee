import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A command is over before the optimising compiler has paid for itself, whose threads compete with the program's own where processors are
 * few: functions must run fifteen times as often as usual before they are optimised.
 */
const BUDGET = 1_000_000;

/**
 * Starts `main.cjs` from V8's compiled code, where that was made by the same version of Node.js; V8 refuses any other, and the text is
 * compiled as usual then. The build runs the program with DRYDOCK_MAKE_CACHE, which
 * writes the code of what these runs have loaded.
 */
const LAUNCHER = `#!/usr/bin/env node
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
setFlagsFromString('--interrupt-budget=${BUDGET}');
const filename = join(__dirname, 'main.cjs');
const cacheName = join(__dirname, 'main.cache');
let cachedData;
try {
  cachedData = readFileSync(cacheName);
} catch {}
const text = '(function (exports, require, module, __filename, __dirname) {' + readFileSync(filename, 'utf8') + '\\n})';
const script = new Script(text, { filename, cachedData });
const main = { exports: {} };
script.runInThisContext()(main.exports, createRequire(filename), main, filename, __dirname);
if (process.env.DRYDOCK_MAKE_CACHE === cacheName) {
  process.on('exit', () => writeFileSync(cacheName, script.createCachedData()));
}
`;

/**
 * Commands whose code is kept compiled; each adds to what the ones before it loaded. A policy that fails is an exit code, no matter here.
 *
 * @param folder where they may write
 */
function warming(folder: string): readonly (readonly string[])[] {
  const rules = ['policies/dockerfile', 'policies/lib'];
  return [
    ['rules'],
    ['eval', 'examples/first-look/bad'],
    ['build', ...rules, '--entrypoint', 'std/dockerfile/user_not_root/deny', '--output', folder],
  ];
}

/** Writes `dist/policy.cjs` and the compiled code beside it. */
export function buildLauncher(root: string): void {
  const launcher = join(root, 'dist/policy.cjs');
  const cache = join(root, 'dist/main.cache');
  writeFileSync(launcher, LAUNCHER);
  chmodSync(launcher, 0o755);
  // V8 tells texts apart by their length alone: code of an older text must not be taken for that of the new one.
  rmSync(cache, { force: true });
  // Where that fails, everything works as well, a little later.
  const folder = mkdtempSync(join(tmpdir(), 'drydock-'));
  for (const words of warming(folder)) {
    spawnSync(process.execPath, [launcher, ...words], {
      cwd: root,
      env: { ...process.env, DRYDOCK_MAKE_CACHE: cache },
      stdio: 'ignore',
    });
  }
  rmSync(folder, { recursive: true });
}

/**
 * Runs the test files and the conformance runner, each in a process of its own, and adds up their counts.
 * `npm test [-- part-of-a-path …]`. The last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'glob';

interface Result {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
}

/** A test file that hangs is a failure, not a wait for ever. Milliseconds. */
const PATIENCE = 600_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const files = globSync(['test/**/*.test.ts', 'test/conformance/run.ts'], { cwd: root, posix: true })
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort();

/** A file that ends without a count, with a count of nothing, or with a bad code has failed. */
function runFile(file: string): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, file)], {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    child.on('close', (code) => {
      clearTimeout(timer);
      const output = Buffer.concat(chunks).toString('utf8');
      const { passed, failed } = counts(output);
      const silentFailure = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0;
      resolve({ file, passed, failed: failed + silentFailure, output });
    });
  });
}

/** What uvu (`Total:`, `Passed:`) or the conformance runner (`N passed, N failed`) counted. */
function counts(output: string): { passed: number; failed: number } {
  const closing = /^(\d+) passed, (\d+) failed$/m.exec(output);
  if (closing) return { passed: Number(closing[1]), failed: Number(closing[2]) };
  const total = sum(output, /^\s*Total:\s+(\d+)/gm);
  const passed = sum(output, /^\s*Passed:\s+(\d+)/gm);
  return { passed, failed: total - passed };
}

function sum(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((count, match) => count + Number(match[1]), 0);
}

const results: Result[] = [];
const queue = [...files];
async function worker(): Promise<void> {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const result = await runFile(file);
    results.push(result);
    console.log(`${result.failed > 0 ? 'FAIL' : 'ok  '} ${file} (${result.passed})`);
    if (result.failed > 0) console.log(result.output);
  }
}
await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, worker));

const passed = results.reduce((count, result) => count + result.passed, 0);
const failed = results.reduce((count, result) => count + result.failed, 0);
for (const { file } of results.filter((result) => result.failed > 0))
  console.log(`failed: ${file}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

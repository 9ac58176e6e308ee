import { realIo } from '../../src/cli/io.js';
import { run } from '../../src/cli/main.js';
import type { Ended } from './program.js';

/** Runs one command line in this process, as if in a folder at a time. */
export async function runPolicy(
  words: readonly string[],
  cwd: string,
  now = '2026-12-01T12:00:00Z',
): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const code = await run(words, {
    ...realIo(cwd),
    now: () => Date.parse(now),
    print: (text) => {
      stdout += text;
    },
    complain: (text) => {
      stderr += text;
    },
    color: false,
  });
  return { code, stdout, stderr };
}

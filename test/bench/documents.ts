/** What reading documents costs: Dockerfiles, from the bytes to the checked document that rules see. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'glob';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import type { FileTree } from '../../src/model/document.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ReadingSpeed {
  readonly files: number;
  /** Lines of a file on average. */
  readonly lines: number;
  /** Files that one core reads in a minute. */
  readonly perMinute: number;
}

/**
 * Reads all Dockerfiles of the examples and of the rules' own inputs over and over.
 *
 * @param budget milliseconds
 * @param folder a folder of further Dockerfiles, read instead of those of the repository
 */
export function dockerfileSpeed(budget: number, folder = process.env['DOCKERFILES']): ReadingSpeed {
  const cwd = folder ?? root;
  const pattern = folder === undefined ? '{policies,examples}/**/*{D,d}ockerfile*' : '**';
  const files = globSync(pattern, { cwd, nodir: true, posix: true })
    .filter((path) => !/ignore$/.test(path))
    .map((path) => new Uint8Array(readFileSync(join(cwd, path))));
  const texts = files.map((bytes) => new TextDecoder().decode(bytes));
  const lines = texts.reduce((sum, text) => sum + text.split('\n').length, 0);
  const trees = files.map(
    (bytes): FileTree => ({
      read: () => bytes,
      list: () => [{ uri: 'Dockerfile', size: bytes.length }],
    }),
  );
  const round = () => {
    for (const tree of trees) parseDocuments(tree, ['Dockerfile'], { as: 'dockerfile' });
  };
  round();
  // Of the processor, not of the clock: a busy machine says nothing about a core.
  const start = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  let rounds = 0;
  do {
    round();
    rounds += 1;
  } while (spent() < budget);
  const minutes = spent() / 60_000;
  return {
    files: files.length,
    lines: Math.round(lines / files.length),
    perMinute: Math.round((rounds * files.length) / minutes),
  };
}

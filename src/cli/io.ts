/** The only door to files, clock and terminal. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileTree } from '../model/document.js';
import { appendLine } from './append-line.js';
import { EXIT } from './exit.js';
import { openTree } from './file-tree.js';

export interface Io {
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** For durations. Nanoseconds from some moment on. */
  readonly clock: () => bigint;
  /** All of the environment, for `opa.runtime` where that is granted; nothing else may ask. */
  readonly variables: () => ReadonlyMap<string, string>;
  /** A folder as a read-only tree; undefined where there is none. */
  readonly tree: (folder: string) => FileTree | undefined;
  readonly isFolder: (path: string) => boolean;
  readonly isFile: (path: string) => boolean;
  readonly read: (path: string) => Uint8Array | undefined;
  /** What a pipe or device gives, such as `/dev/fd/63` of a shell; undefined for anything else. */
  readonly readPipe: (path: string) => Uint8Array | undefined;
  /** All of standard input. */
  readonly readInput: () => Uint8Array;
  readonly write: (path: string, content: string | Uint8Array) => void;
  /** As `write`, readable for the user alone. */
  readonly writeSecret: (path: string, content: string) => void;
  /** Adds to the end of a file in one write, on the disk before it returns. */
  readonly appendLine: (path: string, line: string) => void;
  /** The paths that match a glob pattern, relative to the working folder. */
  readonly glob: (pattern: string) => Promise<readonly string[]>;
  /**
   * Runs the same command line without one of its options in a process of its own, and ends it when the time is over.
   *
   * @returns the exit code, or that it was late
   */
  readonly rerun: (without: string, milliseconds: number) => number | 'late';
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Whether colours make sense on standard output. */
  readonly color: boolean;
  /** The folder of the shipped rule library. */
  readonly policies: string;
  /** The folder of modules that were compiled when this package was built. */
  readonly shipped: string;
  readonly version: string;
}

/** The real world. */
export function realIo(cwd = process.cwd()): Io {
  const absolute = (path: string) => (isAbsolute(path) ? path : resolve(cwd, path));
  const home = packageFolder();
  return {
    cwd,
    now: () => Date.now(),
    clock: () => process.hrtime.bigint(),
    variables: () =>
      new Map(
        Object.entries(process.env).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value] as const],
        ),
      ),
    tree: (folder) => {
      const path = absolute(folder);
      return isKind(path, 'folder') ? openTree(realpathSync(path)) : undefined;
    },
    isFolder: (path) => isKind(absolute(path), 'folder'),
    isFile: (path) => isKind(absolute(path), 'file'),
    read: (path) => (isKind(absolute(path), 'file') ? readFileSync(absolute(path)) : undefined),
    readPipe: (path) => (isPipe(absolute(path)) ? readFileSync(absolute(path)) : undefined),
    readInput: () => readFileSync(0),
    write: (path, content) => {
      makeFolder(dirname(absolute(path)));
      try {
        writeFileSync(absolute(path), content);
      } catch (failure) {
        throw Object.assign(failure as Error, { path });
      }
    },
    writeSecret: (path, content) => {
      makeFolder(dirname(absolute(path)));
      writeFileSync(absolute(path), content, { mode: 0o600, flag: 'wx' });
    },
    appendLine: (path, line) => {
      makeFolder(dirname(absolute(path)));
      appendLine(absolute(path), line);
    },
    glob: async (pattern) => {
      const { glob } = await import('glob');
      return (await glob(pattern, { cwd, nodir: true, posix: true, dot: true })).sort();
    },
    rerun: (without, milliseconds) => {
      const [program = '', ...words] = process.argv.slice(1);
      const rest = words.filter(
        (word, index) =>
          word !== `--${without}` &&
          !word.startsWith(`--${without}=`) &&
          words[index - 1] !== `--${without}`,
      );
      const { status, error } = spawnSync(
        process.execPath,
        [...process.execArgv, program, ...rest],
        { cwd, stdio: 'inherit', timeout: milliseconds, killSignal: 'SIGKILL' },
      );
      if ((error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') return 'late';
      if (error !== undefined) throw error;
      return status ?? EXIT.crash;
    },
    print: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    color: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    policies: join(home, 'policies'),
    shipped: join(home, 'dist', 'modules'),
    version: versionOf(home),
  };
}

/**
 * Makes a folder and those above it. Not with `recursive`: where the system says that a folder can be neither found nor made, as in
 * `/proc`, Node.js 20 tries for ever.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

function isPipe(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && (stats.isFIFO() || stats.isCharacterDevice());
}

function isKind(path: string, kind: 'file' | 'folder'): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && (kind === 'file' ? stats.isFile() : stats.isDirectory());
}

/** Where the package lies: this file runs from `src/cli/` as well as from `dist/`. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder))
    folder = dirname(folder);
  return folder;
}

function versionOf(home: string): string {
  const text = readFileSync(join(home, 'package.json'), 'utf8');
  const { version = '0' } = JSON.parse(text) as { version?: string };
  return version;
}

/** A path as the user would write it: relative to the working folder where it lies below or beside it. */
export function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, resolve(cwd, path)).replaceAll('\\', '/');
  return short === '' ? '' : short;
}

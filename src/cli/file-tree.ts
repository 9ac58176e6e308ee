import {
  closeSync,
  type Dirent,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import type { ByteSource, FileTree } from '../model/document.js';

/** Folders that never hold anything to judge. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** A tree with more files than this is not walked to its end. */
const MOST = 200_000;

interface Listed {
  readonly uri: string;
  readonly size: number;
}

/**
 * A folder of the disk, read-only. Symbolic links are not followed, so nothing outside the folder can be reached through it.
 *
 * @param root absolute, without links in it
 */
export function openTree(root: string): FileTree {
  const lists = new Map<string, readonly Listed[]>();
  return {
    read: (uri) => {
      const path = inside(root, uri);
      try {
        return path === undefined ? undefined : readFileSync(path);
      } catch {
        return undefined;
      }
    },
    open: (uri) => {
      const path = inside(root, uri);
      return path === undefined ? undefined : openBytes(path);
    },
    list: (folder) => {
      const known = lists.get(folder);
      if (known) return known;
      const found: Listed[] = [];
      walk(root, folder, found);
      lists.set(folder, found);
      return found;
    },
  };
}

/** A file piece by piece. It is opened for every piece: pieces are large, and nothing has to be closed. */
function openBytes(path: string): ByteSource | undefined {
  let size: number;
  try {
    closeSync(openSync(path, 'r'));
    size = lstatSync(path).size;
  } catch {
    return undefined;
  }
  return {
    size,
    read: (offset, length) => {
      const piece = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      const file = openSync(path, 'r');
      try {
        return piece.subarray(0, readSync(file, piece, 0, piece.length, offset));
      } finally {
        closeSync(file);
      }
    },
  };
}

/** The absolute path of a regular file; undefined for links, for what leaves the root and for what is not there. */
function inside(root: string, uri: string): string | undefined {
  if (uri === '' || uri.split('/').includes('..')) return undefined;
  const path = join(root, uri);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile()) return undefined;
  // A link further up would lead out just as well.
  return realpathSync(path).startsWith(root.endsWith(sep) ? root : root + sep) ? path : undefined;
}

function walk(root: string, folder: string, found: Listed[]): void {
  const path = folder === '' ? root : join(root, folder);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isDirectory()) return;
  const entries = entriesOf(path);
  // Listed as a file that cannot be read, so that nobody takes it for empty.
  if (entries === undefined) found.push({ uri: folder, size: 0 });
  for (const entry of entries?.sort(byName) ?? []) {
    if (found.length >= MOST) return;
    const uri = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) walk(root, uri, found);
    } else if (entry.isFile()) {
      const size = lstatSync(join(root, uri), { throwIfNoEntry: false })?.size ?? 0;
      found.push({ uri, size });
    }
  }
}

/** Undefined for a folder that must not be listed. */
function entriesOf(path: string): Dirent[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

import { dirname, join, resolve } from 'node:path';
import type { Io } from './io.js';

const SETTINGS = ['policy.yaml', 'org.yaml', 'team.yaml'];

/** Whether a folder belongs to a layer: it, or a folder above it in the same repository, holds a layer's settings. */
export function isGoverned(path: string, io: Io): boolean {
  const start = resolve(io.cwd, path);
  if (`${start}/`.startsWith(`${io.policies}/`)) return true;
  for (let folder = start; ; folder = dirname(folder)) {
    if (SETTINGS.some((name) => isSettings(join(folder, name), io))) return true;
    if (io.isFolder(join(folder, '.git')) || io.isFile(join(folder, '.git'))) return false;
    if (folder === dirname(folder)) return false;
  }
}

/** Other tools have files of these names, too. */
function isSettings(path: string, io: Io): boolean {
  const bytes = io.isFile(path) ? io.read(path) : undefined;
  return bytes !== undefined && /^layer:/m.test(new TextDecoder().decode(bytes));
}

import { dirname, join, resolve } from 'node:path';
import type { Source } from '../diagnostics/source.js';
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

/**
 * The shared helpers of the shipped library (`std.lib.*`), which every layer's rules are compiled with, as the engine does.
 *
 * @param sources what was read already: where the library is among it, there is nothing to add
 */
export function sharedLibrary(
  paths: readonly string[],
  sources: readonly Source[],
  io: Io,
): readonly Source[] {
  const isLayer = (paths.length > 0 ? paths : ['.']).some(
    (path) => io.isFolder(path) && isGoverned(path, io),
  );
  const isThere = sources.some(({ text }) => /^package std\.lib\b/m.test(text));
  const tree = isLayer && !isThere ? io.tree(io.policies) : undefined;
  return (tree?.list('lib') ?? [])
    .filter(({ uri }) => uri.endsWith('.rego'))
    .map(({ uri }) => ({
      path: `std/${uri}`,
      text: new TextDecoder().decode(tree?.read(uri)),
    }));
}

/** Other tools have files of these names, too. */
function isSettings(path: string, io: Io): boolean {
  const bytes = io.isFile(path) ? io.read(path) : undefined;
  return bytes !== undefined && /^layer:/m.test(new TextDecoder().decode(bytes));
}

import { dirname, relative, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { renderDiagnostic } from '../diagnostics/render.js';
import type { LayerFolder } from '../layers/load-layer.js';
import { loadStack, type Stack } from '../layers/load-stack.js';
import { mergeLayers } from '../layers/merge-layers.js';
import type { FileTree } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { type Arguments, flag, text, texts } from './command.js';
import { orgInCi, pathMissing } from './errors.js';
import { type Io, shownPath } from './io.js';

/** Where a command works: the judged folder and the files in it that were named. */
export interface Place {
  /** As the user would write it; `''` for the working folder. */
  readonly root: string;
  readonly tree: FileTree;
  /** Paths below the root; empty: all of it. */
  readonly named: readonly string[];
}

/**
 * Finds the judged folder: from the first path upwards to the topmost `policy.yaml` of the same repository, so that a part of a
 * monorepo is judged under the settings of the whole.
 */
export function findPlace(
  paths: readonly string[],
  io: Io,
): { place?: Place; diagnostics: Diagnostic[] } {
  const [first = '.'] = paths;
  const missing = paths.filter((path) => !io.isFolder(path) && !io.isFile(path));
  if (missing.length > 0) return { diagnostics: missing.map((path) => pathMissing(path)) };
  const start = resolve(io.cwd, io.isFolder(first) ? first : dirname(first));
  const root = judgedFolder(start, io);
  const tree = io.tree(root);
  if (tree === undefined) return { diagnostics: [pathMissing(first)] };
  const named = paths.map((path) => relative(root, resolve(io.cwd, path)).replaceAll('\\', '/'));
  const outside = named.filter((path) => path.startsWith('..'));
  if (outside.length > 0) return { diagnostics: outside.map((path) => pathMissing(path)) };
  return { place: { root: shownPath(io.cwd, root), tree, named }, diagnostics: [] };
}

function judgedFolder(start: string, io: Io): string {
  let found = io.isFile(resolve(start, 'policy.yaml')) ? start : undefined;
  for (let folder = start; ; folder = dirname(folder)) {
    if (io.isFile(resolve(folder, 'policy.yaml'))) found = folder;
    const isTop = io.isFolder(resolve(folder, '.git')) || io.isFile(resolve(folder, '.git'));
    if (isTop || folder === io.cwd || folder === dirname(folder)) break;
  }
  return found ?? start;
}

/** Options of every command that reads layers. */
export const LAYER_OPTIONS = {
  org: {
    type: 'string',
    describe: 'the org layer: a folder, with `@sha256:…` pinned to its content',
  },
  repo: { type: 'string', describe: 'the name of the judged repository, as owner/name' },
  profile: { type: 'string', describe: 'a profile of the rule library, such as strict' },
  ci: { type: 'boolean', describe: 'in a pipeline: the org must come from `--org`' },
} as const;

/** Loads the layers that a command's arguments ask for. */
export function loadLayers(
  args: Arguments,
  place: Place,
  io: Io,
): { stack: Stack; diagnostics: Diagnostic[] } {
  const std: LayerFolder = { tree: io.tree(io.policies) ?? nothing, source: 'std' };
  const org = text(args, 'org');
  const profile = text(args, 'profile');
  const repoName = repoNameOf(args, io);
  const { value: stack, diagnostics } = loadStack({
    std,
    repo: { tree: place.tree, source: place.root },
    ...(org !== undefined && { org: parsePin(org) }),
    ...(repoName !== undefined && { repoName }),
    ...(profile !== undefined && { profile }),
    open: (source, from) => {
      const path = from === '' ? source : `${from}/${source}`;
      const tree = io.tree(path);
      return tree && { tree, source: shownPath(io.cwd, path) };
    },
  });
  const missing = flag(args, 'ci') && org === undefined ? [orgInCi()] : [];
  return { stack, diagnostics: [...missing, ...diagnostics] };
}

/** Merges loaded layers; where loading failed, what follows from that would only bury the cause. */
export function mergeIfSound(
  { stack, diagnostics }: { stack: Stack; diagnostics: readonly Diagnostic[] },
  layers: Stack = stack,
): { value: Policy; diagnostics: readonly Diagnostic[] } {
  if (hasErrors(diagnostics)) return { value: { rules: [], conflicts: [] }, diagnostics };
  const merged = mergeLayers(layers);
  return { value: merged.value, diagnostics: [...diagnostics, ...merged.diagnostics] };
}

const nothing: FileTree = { read: () => undefined, list: () => [] };

/** `folder@sha256:<hex>`; a folder's own name may have an `@` in it. */
function parsePin(org: string): { source: string; digest?: string } {
  const match = /^(.*)@(sha256:[0-9a-f]{64})$/.exec(org);
  return match ? { source: match[1] ?? '', digest: match[2] ?? '' } : { source: org };
}

/** The repository's name as given, or as the pipeline knows it; it selects teams, and never loosens anything. */
export function repoNameOf(args: Arguments, io: Io): string | undefined {
  return (
    text(args, 'repo') ?? io.environment('GITHUB_REPOSITORY') ?? io.environment('CI_PROJECT_PATH')
  );
}

/** Prints diagnostics; true where there was an error among them. */
export function complain(diagnostics: readonly Diagnostic[], io: Io): boolean {
  const shown = new Set(diagnostics.map(renderDiagnostic));
  for (const line of shown) io.complain(`${line}\n`);
  return hasErrors(diagnostics);
}

/** The paths that a command was given. */
export function pathsOf(args: Arguments): string[] {
  const paths = texts(args, 'paths');
  return paths.length > 0 ? paths : ['.'];
}

import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { renderDiagnostic } from '../diagnostics/render.js';
import { secretsOf, textHider } from '../documents/hide-secrets.js';
import type { LayerFolder } from '../layers/layer-content.js';
import { loadStack, type Stack } from '../layers/load-stack.js';
import { type LayerRules, mergeLayers } from '../layers/merge-layers.js';
import { readStoredRules } from '../layers/rule-store.js';
import type { Document, FileTree } from '../model/document.js';
import { matchesGlob } from '../model/glob.js';
import type { Policy } from '../model/policy.js';
import { type Arguments, flag, text, texts } from './command.js';
import { badPin, orgInCi, pathMissing, repoInCi, unpinnedInCi } from './errors.js';
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
 * Finds the judged folder: from the paths upwards to the topmost `policy.yaml` of the same repository, so that a part of a
 * monorepo is judged under the settings of the whole.
 *
 * @param paths files, folders or glob patterns; those of the arguments where not given
 */
export async function findPlace(
  args: Arguments,
  io: Io,
  paths: readonly string[] = pathsOf(args),
): Promise<{ place?: Place; diagnostics: Diagnostic[] }> {
  const given: string[] = [];
  for (const path of paths) {
    if (io.isFolder(path) || io.isFile(path)) given.push(path);
    else {
      const found = /[*?[{]/.test(path) ? await io.glob(path) : [];
      if (found.length === 0) return { diagnostics: [pathMissing(path)] };
      given.push(...found);
    }
  }
  const absolute = given.map((path) => resolve(io.cwd, path));
  const folders = absolute.map((path) => (io.isFolder(path) ? path : dirname(path)));
  const start = folders.reduce(common);
  const root = judgedFolder(start, io);
  const whole = io.tree(root);
  if (whole === undefined) return { diagnostics: [pathMissing(start)] };
  const tree = withoutExcluded(whole, texts(args, 'exclude'));
  const place: Place = { root: shownPath(io.cwd, root), tree, named: [] };
  const named = absolute.map((path) => placed(place, path, io));
  return { place: { ...place, named }, diagnostics: [] };
}

/** Without the files that `--exclude` leaves out, be they judged or settings of a folder. */
function withoutExcluded(tree: FileTree, globs: readonly string[]): FileTree {
  if (globs.length === 0) return tree;
  return {
    ...tree,
    list: (folder) =>
      tree.list(folder).filter(({ uri }) => !globs.some((glob) => matchesGlob(glob, uri))),
  };
}

/** An absolute path as it is called below the judged folder. */
export function placed(place: Place, path: string, io: Io): string {
  return relative(resolve(io.cwd, place.root), path).replaceAll('\\', '/');
}

/** The deepest folder that holds both. */
function common(a: string, b: string): string {
  let folder = a;
  while (folder !== dirname(folder) && b !== folder && !b.startsWith(`${folder}/`)) {
    folder = dirname(folder);
  }
  return folder;
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
  config: { type: 'string', describe: "a settings file instead of the folder's `policy.yaml`" },
  exclude: { type: 'string', array: true, nargs: 1, describe: 'leave out files that match' },
  ci: { type: 'boolean', describe: 'in a pipeline: the org must come from `--org`, pinned' },
  'allow-unpinned': {
    type: 'boolean',
    describe: 'with `--ci`: take an org that is not pinned; the verdict says so',
  },
} as const;

/** Loaded layers, and which of them were pinned to their content. */
export interface LoadedLayers {
  readonly stack: Stack;
  readonly pinned: ReadonlySet<LayerRules>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Loads the layers that a command's arguments ask for. */
export function loadLayers(args: Arguments, place: Place, io: Io): LoadedLayers {
  const std: LayerFolder = {
    tree: io.tree(io.policies) ?? nothing,
    source: 'std',
    known: (digest) => {
      const bytes = io.read(`${io.shipped}/${digest}.json`);
      return bytes && readStoredRules(new TextDecoder().decode(bytes));
    },
  };
  const org = text(args, 'org');
  const profile = text(args, 'profile');
  const config = text(args, 'config');
  const repoName = repoNameOf(args);
  const settings = config === undefined ? undefined : settingsFile(config, io);
  if (config !== undefined && settings === undefined) {
    return { stack: [], pinned: new Set(), diagnostics: [pathMissing(config)] };
  }
  const pin = org === undefined ? undefined : parsePin(org);
  if (pin && pin.digest === undefined && /@(sha256:[^/]*)?$/.test(pin.source)) {
    if (!io.isFolder(pin.source)) {
      return { stack: [], pinned: new Set(), diagnostics: [badPin(pin.source)] };
    }
  }
  const {
    value: stack,
    pinned,
    diagnostics,
  } = loadStack({
    std,
    repo: { tree: place.tree, source: place.root },
    ...(settings && { settings }),
    ...(pin && { org: pin }),
    ...(repoName !== undefined && { repoName }),
    ...(profile !== undefined && { profile }),
    open: (source, from) => {
      const path = from === '' || isAbsolute(source) ? source : `${from}/${source}`;
      const tree = io.tree(path);
      return tree && { tree, source: shownPath(io.cwd, path) };
    },
  });
  return { stack, pinned, diagnostics: [...pipelineFaults(args, pin, stack), ...diagnostics] };
}

/** In a pipeline the org is given, and its content known beforehand. */
function pipelineFaults(args: Arguments, pin: Pin | undefined, stack: Stack): Diagnostic[] {
  if (!flag(args, 'ci')) return [];
  if (pin === undefined) return [orgInCi()];
  const org = stack.find(({ layer }) => layer.kind === 'org')?.layer;
  if (org === undefined) return [];
  const teams = org.settings.org?.teams.size ?? 0;
  const isPinned = pin.digest !== undefined || flag(args, 'allow-unpinned');
  return [
    ...(isPinned ? [] : [unpinnedInCi(pin.source, org.digest)]),
    ...(teams > 0 && repoNameOf(args) === undefined ? [repoInCi(org.name)] : []),
  ];
}

function settingsFile(path: string, io: Io): { folder: LayerFolder; file: string } | undefined {
  if (!io.isFile(path)) return undefined;
  const folder = dirname(resolve(io.cwd, path));
  const tree = io.tree(folder);
  return tree && { folder: { tree, source: shownPath(io.cwd, folder) }, file: basename(path) };
}

/** Merges loaded layers; where loading failed, what follows from that would only bury the cause. */
export function mergeIfSound(
  { stack, diagnostics }: LoadedLayers,
  layers: Stack = stack,
): { value: Policy; diagnostics: readonly Diagnostic[] } {
  if (hasErrors(diagnostics)) return { value: { rules: [], conflicts: [] }, diagnostics };
  const merged = mergeLayers(layers);
  return { value: merged.value, diagnostics: [...diagnostics, ...merged.diagnostics] };
}

const nothing: FileTree = { read: () => undefined, list: () => [] };

interface Pin {
  readonly source: string;
  readonly digest?: string;
}

/** `folder@sha256:<hex>`; a folder's own name may have an `@` in it. */
function parsePin(org: string): Pin {
  const match = /^(.*)@(sha256:[0-9a-f]{64})$/.exec(org);
  return match ? { source: match[1] ?? '', digest: match[2] ?? '' } : { source: org };
}

/** The repository's name: teams and exceptions hang on it, so it is given openly and never taken from the environment. */
export function repoNameOf(args: Arguments): string | undefined {
  return text(args, 'repo');
}

/**
 * Prints diagnostics; true where there was an error among them.
 *
 * @param documents what was judged: their secrets are hidden
 */
export function complain(
  diagnostics: readonly Diagnostic[],
  io: Io,
  documents: readonly Document[] = [],
): boolean {
  const hideSecret = textHider(diagnostics.length === 0 ? [] : secretsOf(documents));
  const shown = new Set(diagnostics.map((one) => hideSecret(renderDiagnostic(one))));
  for (const line of shown) io.complain(`${line}\n`);
  return hasErrors(diagnostics);
}

/** The paths that a command was given. */
export function pathsOf(args: Arguments): string[] {
  const paths = texts(args, 'paths');
  return paths.length > 0 ? paths : ['.'];
}

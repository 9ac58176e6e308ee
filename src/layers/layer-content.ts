import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import type { FileTree } from '../model/document.js';
import type { Rule } from '../model/rule.js';
import type { LayerKind, Placed, Settings } from '../model/settings.js';
import { nothingFound } from './errors.js';

/** A folder that holds a layer, or several. */
export interface LayerFolder {
  readonly tree: FileTree;
  /** Where the tree came from, as diagnostics and the verdict show it; `''` for the judged folder. */
  readonly source: string;
  /** Rules of modules that were read before, by `modulesDigest`. */
  readonly known?: (digest: string) => readonly Rule[] | undefined;
}

/** What a layer consists of, apart from what its rules mean. */
export interface LayerContent {
  readonly modules: readonly Source[];
  readonly dataFiles: readonly Source[];
  /** Exceptions and their signatures: bound by their own rules, and no part of the digest. */
  readonly records: readonly Source[];
  /** Files of keys, by the path that settings name. */
  readonly keyFiles: ReadonlyMap<string, Source>;
  /** Schemas of kinds of documents, by the path that settings name. */
  readonly schemaFiles: ReadonlyMap<string, Source>;
  /** `sha256:<hex>` over settings, rule code, data, keys, schemas and profiles. */
  readonly digest: string;
}

/** Which layer's files are wanted; without settings (the shipped library) all files of the folder count. */
export interface ContentRequest {
  readonly folder: LayerFolder;
  readonly kind: LayerKind;
  readonly settings: Settings;
  readonly settingsSource?: Source;
  /** The folder of the settings file, below `folder`. */
  readonly base: string;
}

/** Reads the files of a layer; what settings name must be there. */
export function readContent(request: ContentRequest, diagnostics: Diagnostic[]): LayerContent {
  const { folder, kind, settings, settingsSource, base } = request;
  const isStd = kind === 'std';
  const files = isStd
    ? filesBelow(folder, '')
    : named(folder, base, settings.policies, 'rule code', /\.rego$/, diagnostics);
  const modules = texts(
    folder,
    files.filter((uri) => uri.endsWith('.rego') && !uri.endsWith('_test.rego')),
  );
  const dataFiles = texts(
    folder,
    isStd
      ? files.filter((uri) => /^data\/.*\.(json|ya?ml)$/.test(uri))
      : named(folder, base, settings.data, 'data', /\.(json|ya?ml)$/, diagnostics),
  );
  const records = texts(
    folder,
    named(folder, base, settings.exceptions, undefined, /\.(ya?ml|json)$/, diagnostics),
  );
  const keyFiles = readKeys(folder, base, settings, diagnostics);
  const schemaFiles = readSchemas(folder, base, settings, diagnostics);
  const profiles = isStd ? [] : texts(folder, filesBelow(folder, join(base, 'profiles')));
  const covered = [
    ...(settingsSource ? [settingsSource] : []),
    ...modules,
    ...dataFiles,
    ...keyFiles.values(),
    ...schemaFiles.values(),
    ...profiles,
  ];
  const digest = digestOf(covered, (path) => relative(folder, path));
  return { modules, dataFiles, records, keyFiles, schemaFiles, digest };
}

/** `<hex>` over the texts of a layer's modules: the key of what is known of them. */
export function modulesDigest(modules: readonly Source[]): string {
  return digestOf(modules, (path) => path).slice('sha256:'.length);
}

/** The digest of an org with the teams it declares: who pins an org pins what stands below it. */
export function digestWithTeams(own: string, teams: ReadonlyMap<string, string>): string {
  if (teams.size === 0) return own;
  const hash = createHash('sha256').update(own);
  for (const [name, digest] of [...teams].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`\n${JSON.stringify(name)} ${digest}`);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** Whoever pins an org's content pins the keys it trusts as well. */
function readKeys(
  folder: LayerFolder,
  base: string,
  { org }: Settings,
  diagnostics: Diagnostic[],
): Map<string, Source> {
  const files = new Map<string, Source>();
  for (const { ed25519, allowedSigners } of org?.trust?.keys.values() ?? []) {
    for (const path of [ed25519, allowedSigners]) {
      const source = path && readText(folder, join(base, path.value));
      if (path && source) files.set(path.value, source);
    }
  }
  const { keys = [], trustedRoots = [] } = org?.trust?.documents ?? {};
  for (const { value, span } of [...keys, ...trustedRoots]) {
    const source = readText(folder, join(base, value));
    if (source) files.set(value, source);
    else diagnostics.push(nothingFound(span, 'key or trusted root', value));
  }
  return files;
}

/** Schemas of kinds of the layer's own; one that is named must be there. */
function readSchemas(
  folder: LayerFolder,
  base: string,
  { kinds }: Settings,
  diagnostics: Diagnostic[],
): Map<string, Source> {
  const files = new Map<string, Source>();
  for (const { schema } of kinds) {
    if (schema === undefined) continue;
    const source = readText(folder, join(base, schema.value));
    if (source) files.set(schema.value, source);
    else diagnostics.push(nothingFound(schema.span, 'schema', schema.value));
  }
  return files;
}

/** The files of the folders that settings name; a folder that is named must hold something. */
function named(
  folder: LayerFolder,
  base: string,
  folders: readonly Placed<string>[],
  what: string | undefined,
  pattern: RegExp,
  diagnostics: Diagnostic[],
): string[] {
  const found: string[] = [];
  for (const { value, span } of folders) {
    const path = join(base, value);
    const files = filesBelow(folder, path).filter((uri) => pattern.test(uri));
    if (folder.tree.read(path) !== undefined && pattern.test(path)) files.push(path);
    if (files.length === 0 && what) diagnostics.push(nothingFound(span, what, value));
    found.push(...files);
  }
  return [...new Set(found)].sort();
}

/** The files below a path of the folder, in one order. */
export function filesBelow({ tree }: LayerFolder, path: string): string[] {
  return tree
    .list(path)
    .map(({ uri }) => uri)
    .sort();
}

/** A path that settings name, below the layer's own folder. */
export function join(base: string, path: string): string {
  const clean = path.replace(/^(\.\/)+|\/+$/g, '');
  if (clean === '.' || clean === '') return base;
  return base === '' ? clean : `${base}/${clean}`;
}

function texts(folder: LayerFolder, uris: readonly string[]): Source[] {
  return uris.flatMap((uri) => readText(folder, uri) ?? []);
}

/** A file of the folder, its path as the user would write it. */
export function readText({ tree, source }: LayerFolder, uri: string): Source | undefined {
  const bytes = tree.read(uri);
  if (bytes === undefined) return undefined;
  return {
    path: source === '' ? uri : `${source.replace(/\/+$/, '')}/${uri}`,
    text: new TextDecoder('utf-8').decode(bytes),
  };
}

/** A file's path as it is below the folder. */
export function relative({ source }: LayerFolder, path: string): string {
  return source === '' ? path : path.slice(source.replace(/\/+$/, '').length + 1);
}

/** `sha256:<hex>` over names and contents, independent of the order in which files were found. */
export function digestOf(files: readonly Source[], name: (path: string) => string): string {
  const hash = createHash('sha256');
  const entries = files.map(({ path, text }) => [name(path), text] as const);
  for (const [path, text] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path.length}:${path}:${Buffer.byteLength(text)}:`).update(text);
  }
  return `sha256:${hash.digest('hex')}`;
}

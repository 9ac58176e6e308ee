import { createHash } from 'node:crypto';
import { type Diagnosed, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import type { FileTree } from '../model/document.js';
import type { Layer } from '../model/layer.js';
import type { Rule } from '../model/rule.js';
import type { LayerKind, Placed, Settings } from '../model/settings.js';
import { parseModule } from '../rego/syntax/parse.js';
import { foreignPackage, layerEmpty, layerKind, nothingFound, unknownProfile } from './errors.js';
import { readData } from './layer-data.js';
import type { LayerRules } from './merge-layers.js';
import { packageOf, readRules } from './rule-metadata.js';
import { parseSettings, rootOf } from './settings.js';

/** A folder that holds a layer, or several. */
export interface LayerFolder {
  readonly tree: FileTree;
  /** Where the tree came from, as diagnostics and the verdict show it; `''` for the judged folder. */
  readonly source: string;
  /** Rules of modules that were read before, by `modulesDigest`. */
  readonly known?: (digest: string) => readonly Rule[] | undefined;
}

/** `<hex>` over the texts of a layer's modules: the key of what is known of them. */
export function modulesDigest(modules: readonly Source[]): string {
  return digestOf(modules, (path) => path).slice('sha256:'.length);
}

/** Where one layer is to be read. */
export interface LayerRequest {
  readonly folder: LayerFolder;
  readonly kind: LayerKind;
  /** The settings file below the folder; its own folder is the layer's. */
  readonly file: string;
  /** Further folders in which profiles are looked up, after the layer's own. */
  readonly profiles: readonly LayerFolder[];
}

/** Reads one layer: settings, profile, rule code, data, exception files. */
export function loadLayer(request: LayerRequest): Diagnosed<LayerRules | undefined> {
  const { folder, kind, file } = request;
  const source = readText(folder, file);
  if (source === undefined) return { value: undefined, diagnostics: [] };
  const { value: settings, diagnostics: faults } = parseSettings(source, kind);
  if (settings === undefined) return { value: undefined, diagnostics: faults };
  const whole = { source, start: 0, end: Math.min(1, source.text.length) };
  if (settings.layer !== kind) {
    return { value: undefined, diagnostics: [...faults, layerKind(whole, kind, settings.layer)] };
  }
  const base = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  const loaded = readLayer({ ...request, settings, settingsSource: source, base });
  return { value: loaded.value, diagnostics: [...faults, ...loaded.diagnostics] };
}

interface ReadLayer extends LayerRequest {
  readonly settings: Settings;
  readonly settingsSource?: Source;
  readonly base: string;
}

const BARE: Settings = {
  version: 1,
  layer: 'profile',
  name: 'std',
  extends: [],
  policies: [],
  data: [],
  exceptions: [],
  include: [],
  exclude: [],
  subjects: [],
  rules: [],
  gates: new Map(),
};

/** A profile asked for on the command line, as a layer of its own at the very bottom. */
export function loadProfile(
  name: string,
  folders: readonly LayerFolder[],
): Diagnosed<LayerRules | undefined> {
  const diagnostics: Diagnostic[] = [];
  const profile = findProfile(name, undefined, folders, diagnostics);
  if (profile === undefined) return { value: undefined, diagnostics };
  const layer: Layer = {
    kind: 'repo',
    name: 'command line',
    root: 'repo.command_line',
    source: `profile ${name}`,
    digest: digestOf([], (path) => path),
    settings: { ...BARE, layer: 'repo', name: 'command line' },
    modules: [],
    data: {},
    exceptionFiles: [],
    signatureFiles: [],
    keyFiles: new Map(),
    folder: '',
  };
  return { value: { layer, rules: [], profile: profile.settings }, diagnostics };
}

/** The shipped library: rule code without a settings file of its own. */
export function loadStd(folder: LayerFolder, profile: string | undefined): Diagnosed<LayerRules> {
  const settings = BARE;
  const diagnostics: Diagnostic[] = [];
  const loaded = readLayer({ folder, kind: 'std', file: '', profiles: [], settings, base: '' });
  diagnostics.push(...loaded.diagnostics);
  const found =
    profile === undefined ? undefined : findProfile(profile, undefined, [folder], diagnostics);
  return { value: { ...loaded.value, ...(found && { profile: found.settings }) }, diagnostics };
}

function readLayer(request: ReadLayer): Diagnosed<LayerRules> {
  const { folder, kind, settings, settingsSource, base, profiles } = request;
  const diagnostics: Diagnostic[] = [];
  const name = kind === 'std' ? 'std' : settings.name;
  const root = settings.root?.value ?? rootOf(kind, name);
  const isStd = kind === 'std';
  const files = isStd
    ? filesBelow(folder, '')
    : named(folder, base, settings.policies, 'rule code', /\.rego$/, diagnostics);
  const regoFiles = files.filter((uri) => uri.endsWith('.rego') && !uri.endsWith('_test.rego'));
  const modules = texts(folder, regoFiles);
  const dataFiles = isStd
    ? files.filter((uri) => /^data\/.*\.(json|ya?ml)$/.test(uri))
    : named(folder, base, settings.data, 'data', /\.(json|ya?ml)$/, diagnostics);
  const data = readData(
    texts(folder, dataFiles),
    isStd ? ['data'] : settings.data.map(({ value }) => join(base, value)),
    (path) => relative(folder, path),
    diagnostics,
  );
  const records = texts(
    folder,
    named(folder, base, settings.exceptions, undefined, /\.(ya?ml|json)$/, diagnostics),
  );
  const isSignature = ({ path }: Source) => /\.sig\.(ya?ml|json)$/.test(path);
  const keyFiles = readKeys(folder, base, settings, diagnostics);
  const rules = folder.known?.(modulesDigest(modules)) ?? rulesOf(modules, root, diagnostics);
  if (settingsSource && modules.length === 0 && isBare(settings)) {
    diagnostics.push(layerEmpty(settingsSource.path, name));
  }
  const profile =
    settings.profile &&
    findProfile(settings.profile.value, settings.profile, [folder, ...profiles], diagnostics, base);
  const layer: Layer = {
    kind,
    name,
    root,
    source: folder.source || '.',
    digest: digestOf(
      [
        ...(settingsSource ? [settingsSource] : []),
        ...modules,
        ...texts(folder, dataFiles),
        ...keyFiles.values(),
        ...(profile?.isOwn ? [profile.source] : []),
      ],
      (path) => relative(folder, path),
    ),
    settings,
    modules,
    data,
    exceptionFiles: records.filter((file) => !isSignature(file)),
    signatureFiles: records.filter(isSignature),
    keyFiles,
    folder: kind === 'repo' ? base : '',
  };
  return { value: { layer, rules, ...(profile && { profile: profile.settings }) }, diagnostics };
}

function rulesOf(
  modules: readonly Source[],
  root: string,
  diagnostics: Diagnostic[],
): readonly Rule[] {
  const parsed = modules.map((module) => parseModule(module));
  const before = diagnostics.length;
  diagnostics.push(...parsed.flatMap(({ diagnostics: faults }) => faults));
  for (const { value: module } of parsed) {
    const path = packageOf(module);
    if (path !== root && !path.startsWith(`${root}.`)) {
      diagnostics.push(foreignPackage(module.package.span, path, root));
    }
  }
  const { value: rules, diagnostics: faults } = readRules(parsed.map(({ value }) => value));
  // A module that does not parse has been reported already; its half-read metadata would only repeat that.
  if (!hasErrors(diagnostics.slice(before))) diagnostics.push(...faults);
  return rules;
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

function isBare(settings: Settings): boolean {
  return (
    settings.rules.length === 0 &&
    settings.gates.size === 0 &&
    settings.profile === undefined &&
    settings.extends.length === 0 &&
    settings.include.length === 0 &&
    settings.exclude.length === 0 &&
    settings.subjects.length === 0 &&
    hasNothing(settings.org) &&
    settings.exceptions.length === 0
  );
}

function hasNothing(org: Settings['org']): boolean {
  return (
    org === undefined || (org.teams.size === 0 && Object.keys(org).every((key) => key === 'teams'))
  );
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

function filesBelow({ tree }: LayerFolder, path: string): string[] {
  return tree
    .list(path)
    .map(({ uri }) => uri)
    .sort();
}

function join(base: string, path: string): string {
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

function relative({ source }: LayerFolder, path: string): string {
  return source === '' ? path : path.slice(source.replace(/\/+$/, '').length + 1);
}

/** `sha256:<hex>` over names and contents, independent of the order in which files were found. */
function digestOf(files: readonly Source[], name: (path: string) => string): string {
  const hash = createHash('sha256');
  const entries = files.map(({ path, text }) => [name(path), text] as const);
  for (const [path, text] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path.length}:${path}:${Buffer.byteLength(text)}:`).update(text);
  }
  return `sha256:${hash.digest('hex')}`;
}

interface FoundProfile {
  readonly settings: Settings;
  readonly source: Source;
  /** From the layer's own folder: part of its content, where a shipped profile is part of the library. */
  readonly isOwn: boolean;
}

function findProfile(
  name: string,
  written: Placed<string> | undefined,
  folders: readonly LayerFolder[],
  diagnostics: Diagnostic[],
  base = '',
): FoundProfile | undefined {
  for (const [index, folder] of folders.entries()) {
    const source = readText(folder, join(index === 0 ? base : '', `profiles/${name}.yaml`));
    if (source === undefined) continue;
    const { value, diagnostics: faults } = parseSettings(source, 'profile');
    diagnostics.push(...faults);
    return value && { settings: value, source, isOwn: index === 0 };
  }
  const known = folders.flatMap((folder) =>
    filesBelow(folder, 'profiles').flatMap((uri) => /([^/]+)\.yaml$/.exec(uri)?.[1] ?? []),
  );
  diagnostics.push(unknownProfile(written?.span, name, [...new Set(known)].sort()));
  return undefined;
}

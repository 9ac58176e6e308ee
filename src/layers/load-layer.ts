import { type Diagnosed, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import type { Layer } from '../model/layer.js';
import type { Rule } from '../model/rule.js';
import type { LayerKind, Placed, Settings } from '../model/settings.js';
import { parseModule } from '../rego/syntax/parse.js';
import { foreignPackage, layerEmpty, layerKind, unknownProfile } from './errors.js';
import {
  digestOf,
  filesBelow,
  join,
  type LayerFolder,
  modulesDigest,
  readContent,
  readText,
  relative,
} from './layer-content.js';
import { readData } from './layer-data.js';
import type { LayerRules } from './merge-layers.js';
import { packageOf, readRules } from './rule-metadata.js';
import { parseSettings, rootOf } from './settings.js';

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
  const loaded = readLayer({ ...request, settings, settingsSource: source, base: folderOf(file) });
  return { value: loaded.value, diagnostics: [...faults, ...loaded.diagnostics] };
}

/** The digest that `loadLayer` would give, without reading what the rules mean; undefined where there is no such layer. */
export function digestOfLayer({ folder, kind, file }: LayerRequest): string | undefined {
  const source = readText(folder, file);
  if (source === undefined) return undefined;
  const settings = parseSettings(source, kind).value;
  if (settings === undefined) return undefined;
  const base = folderOf(file);
  return readContent({ folder, kind, settings, settingsSource: source, base }, []).digest;
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
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
  kinds: [],
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
    digest: digestOf([], String),
    settings: { ...BARE, layer: 'repo', name: 'command line' },
    modules: [],
    data: {},
    exceptionFiles: [],
    signatureFiles: [],
    keyFiles: new Map(),
    schemaFiles: new Map(),
    folder: '',
  };
  return { value: { layer, rules: [], profile }, diagnostics };
}

/** The shipped library: rule code without a settings file of its own. */
export function loadStd(folder: LayerFolder, profile: string | undefined): Diagnosed<LayerRules> {
  const settings = BARE;
  const diagnostics: Diagnostic[] = [];
  const loaded = readLayer({ folder, kind: 'std', file: '', profiles: [], settings, base: '' });
  diagnostics.push(...loaded.diagnostics);
  const found =
    profile === undefined ? undefined : findProfile(profile, undefined, [folder], diagnostics);
  return { value: { ...loaded.value, ...(found && { profile: found }) }, diagnostics };
}

function readLayer(request: ReadLayer): Diagnosed<LayerRules> {
  const { folder, kind, settings, settingsSource, base, profiles } = request;
  const diagnostics: Diagnostic[] = [];
  const name = kind === 'std' ? 'std' : settings.name;
  const root = settings.root?.value ?? rootOf(kind, name);
  const content = readContent(request, diagnostics);
  const { modules, records, keyFiles, schemaFiles, digest } = content;
  const data = readData(
    content.dataFiles,
    kind === 'std' ? ['data'] : settings.data.map(({ value }) => join(base, value)),
    (path) => relative(folder, path),
    diagnostics,
  );
  const isSignature = ({ path }: Source) => /\.sig\.(ya?ml|json)$/.test(path);
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
    digest,
    settings,
    modules,
    data,
    exceptionFiles: records.filter((file) => !isSignature(file)),
    signatureFiles: records.filter(isSignature),
    keyFiles,
    schemaFiles,
    folder: kind === 'repo' ? base : '',
  };
  return { value: { layer, rules, ...(profile && { profile }) }, diagnostics };
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

function isBare(settings: Settings): boolean {
  return (
    settings.rules.length === 0 &&
    settings.gates.size === 0 &&
    settings.profile === undefined &&
    settings.extends.length === 0 &&
    settings.include.length === 0 &&
    settings.exclude.length === 0 &&
    settings.subjects.length === 0 &&
    settings.kinds.length === 0 &&
    hasNothing(settings.org) &&
    settings.exceptions.length === 0
  );
}

function hasNothing(org: Settings['org']): boolean {
  return (
    org === undefined || (org.teams.size === 0 && Object.keys(org).every((key) => key === 'teams'))
  );
}

function findProfile(
  name: string,
  written: Placed<string> | undefined,
  folders: readonly LayerFolder[],
  diagnostics: Diagnostic[],
  base = '',
): Settings | undefined {
  for (const [index, folder] of folders.entries()) {
    const source = readText(folder, join(index === 0 ? base : '', `profiles/${name}.yaml`));
    if (source === undefined) continue;
    const { value, diagnostics: faults } = parseSettings(source, 'profile');
    diagnostics.push(...faults);
    return value;
  }
  const known = folders.flatMap((folder) =>
    filesBelow(folder, 'profiles').flatMap((uri) => /([^/]+)\.yaml$/.exec(uri)?.[1] ?? []),
  );
  diagnostics.push(unknownProfile(written?.span, name, [...new Set(known)].sort()));
  return undefined;
}

import { type Diagnosed, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/source.js';
import { matchesGlob } from '../model/glob.js';
import type { LayerKind } from '../model/settings.js';
import {
  digestMismatch,
  layerCycle,
  layerMissing,
  otherOrg,
  repoUnknown,
  secondOrg,
  settingsMissing,
  sharedRoot,
  teamNotAssigned,
  unknownTeam,
} from './errors.js';
import { repoSettings, settingsFile, settingsNames } from './find-settings.js';
import { digestWithTeams, type LayerFolder } from './layer-content.js';
import { digestOfLayer, loadLayer, loadProfile, loadStd } from './load-layer.js';
import type { LayerRules } from './merge-layers.js';

/** What a stack of layers is made from. Folders are opened by whoever calls: nothing here touches the disk. */
export interface StackRequest {
  /** The shipped rule library. */
  readonly std: LayerFolder;
  /** The judged folder, whose `policy.yaml` (and nested ones) are the repo layers. */
  readonly repo: LayerFolder;
  /** The org as the pipeline names it, with the digest it is pinned to. */
  readonly org?: { readonly source: string; readonly digest?: string };
  /** `owner/name` of the judged repository. */
  readonly repoName?: string;
  /** A settings file that stands in for the judged folder's own `policy.yaml`. */
  readonly settings?: { readonly folder: LayerFolder; readonly file: string };
  /** A profile asked for on the command line: the lowest word of all, so that it cannot loosen what a layer locks. */
  readonly profile?: string;
  /** Opens a folder named in settings; `from` is where the naming layer came from. Undefined: not there. */
  readonly open: (source: string, from: string) => LayerFolder | undefined;
}

/** The layers in order, `std` first; nested repo layers last, outer before inner. */
export type Stack = readonly LayerRules[];

/** A loaded stack, and what of it is known to be what the pipeline meant. */
export interface LoadedStack extends Diagnosed<Stack> {
  /** The org and the teams that it gives to the repository, where `--org` was pinned to their content. */
  readonly pinned: ReadonlySet<LayerRules>;
}

/** Without a `policy.yaml` anywhere, this profile of `std` counts. */
const DEFAULT_PROFILE = 'recommended';

/** Loads every layer that counts for the judged folder. What is named but not there is an error, never a smaller stack. */
export function loadStack(request: StackRequest): LoadedStack {
  return new StackLoader(request).load();
}

class StackLoader {
  readonly #request: StackRequest;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #loading: string[] = [];
  #org: LayerRules | undefined;
  readonly #teams = new Map<string, LayerRules>();
  #orgFolder: LayerFolder | undefined;
  readonly #pinned = new Set<LayerRules>();

  constructor(request: StackRequest) {
    this.#request = request;
  }

  load(): LoadedStack {
    const { std, org } = this.#request;
    if (org) this.#loadGivenOrg(org);
    const repos = this.#loadRepos();
    const [top] = repos;
    const from = this.#request.settings?.folder.source ?? this.#request.repo.source;
    if (top && top.layer.folder === '') this.#loadExtends(top, from);
    this.#assignTeams();
    const isBroken = hasErrors(this.#diagnostics);
    const alone =
      !isBroken && this.#org === undefined && this.#teams.size === 0 && top === undefined;
    const asked = this.#request.profile;
    const profile = alone ? (asked ?? DEFAULT_PROFILE) : undefined;
    const { value: standard, diagnostics } = loadStd(std, profile);
    this.#diagnostics.push(...diagnostics);
    const added = asked !== undefined && !alone && !isBroken ? this.#profileLayer(asked) : [];
    const stack = [
      standard,
      ...(this.#org ? [this.#org] : []),
      ...this.#teams.values(),
      ...repos.filter(({ layer }) => layer.folder === ''),
      ...added,
      ...repos.filter(({ layer }) => layer.folder !== ''),
    ];
    this.#checkRoots(stack);
    return { value: stack, pinned: this.#pinned, diagnostics: this.#diagnostics };
  }

  #loadGivenOrg({ source, digest }: { source: string; digest?: string }): void {
    const folder = this.#request.open(source, '');
    if (folder === undefined) {
      this.#diagnostics.push(layerMissing(undefined, 'org', source));
      return;
    }
    const org = this.#takeOrg(folder, this.#loadOne(folder, 'org'));
    if (digest === undefined || org === undefined) return;
    if (digest === org.layer.digest) this.#pinned.add(org);
    else this.#diagnostics.push(digestMismatch(source, digest, org.layer.digest));
  }

  /** The org's digest covers the teams it declares: they are its own word on who gets which rules. */
  #takeOrg(folder: LayerFolder, loaded: LayerRules | undefined): LayerRules | undefined {
    this.#orgFolder = folder;
    if (loaded === undefined) return undefined;
    const teams = new Map<string, string>();
    for (const [name, { source }] of loaded.layer.settings.org?.teams ?? []) {
      const team = this.#request.open(source.value, folder.source);
      const file = team && settingsFile(team, 'team');
      const digest =
        team && file && digestOfLayer({ folder: team, kind: 'team', file, profiles: [] });
      teams.set(name, digest ?? 'missing');
    }
    const digest = digestWithTeams(loaded.layer.digest, teams);
    this.#org = { ...loaded, layer: { ...loaded.layer, digest } };
    return this.#org;
  }

  #loadOne(folder: LayerFolder, kind: LayerKind, span?: Span): LayerRules | undefined {
    const file = settingsFile(folder, kind);
    if (file === undefined) {
      this.#diagnostics.push(
        span
          ? layerMissing(span, kind, folder.source)
          : settingsMissing(folder.source, settingsNames(kind)),
      );
      return undefined;
    }
    const { value, diagnostics } = loadLayer({
      folder,
      kind,
      file,
      profiles: this.#profileFolders(),
    });
    this.#diagnostics.push(...diagnostics);
    return value;
  }

  #profileFolders(): LayerFolder[] {
    return [...(this.#orgFolder ? [this.#orgFolder] : []), this.#request.std];
  }

  #profileLayer(name: string): LayerRules[] {
    const { value, diagnostics } = loadProfile(name, this.#profileFolders());
    this.#diagnostics.push(...diagnostics);
    return value ? [value] : [];
  }

  /** The repo's own `policy.yaml` and those in folders below it that say they are repo layers. */
  #loadRepos(): LayerRules[] {
    const { repo, settings } = this.#request;
    const files = repoSettings(repo);
    const layers: LayerRules[] = [];
    const profiles = this.#profileFolders();
    if (settings) {
      const { value, diagnostics } = loadLayer({ ...settings, kind: 'repo', profiles });
      this.#diagnostics.push(...diagnostics);
      if (value) layers.push({ ...value, layer: { ...value.layer, folder: '' } });
    }
    for (const file of files) {
      const nested = file.includes('/');
      if (settings && !nested) continue;
      const { value, diagnostics } = loadLayer({ folder: repo, kind: 'repo', file, profiles });
      // A team's or an org's settings below the judged folder are nobody's nested repo layer.
      if (nested && diagnostics.some(({ code }) => code === 'layer/kind')) continue;
      this.#diagnostics.push(...diagnostics);
      if (value) layers.push(value);
    }
    return layers;
  }

  #loadExtends({ layer }: LayerRules, from: string): void {
    for (const { value: entry, span } of layer.settings.extends) {
      const folder = this.#request.open(entry.source, from);
      if (entry.layer === 'org') this.#extendOrg(entry.source, entry.name, span, folder);
      else this.#extendTeam(entry.source, span, folder);
    }
  }

  #extendOrg(
    source: string,
    name: string | undefined,
    span: Span,
    folder: LayerFolder | undefined,
  ) {
    if (this.#org) {
      // The org comes from the pipeline; what the repository names must be the same one.
      const asked = name ?? this.#peekName(folder);
      if (asked !== undefined && asked !== this.#org.layer.name) {
        this.#diagnostics.push(otherOrg(span, asked, this.#org.layer.name));
      }
      return;
    }
    if (this.#request.org) return;
    if (folder === undefined) {
      this.#diagnostics.push(layerMissing(span, 'org', source));
      return;
    }
    const org = this.#takeOrg(folder, this.#guarded(folder, 'org', span));
    const [above] = org?.layer.settings.extends ?? [];
    if (org && above) this.#diagnostics.push(secondOrg(above.span, org.layer.name));
  }

  #peekName(folder: LayerFolder | undefined): string | undefined {
    const file = folder && settingsFile(folder, 'org');
    if (folder === undefined || file === undefined) return undefined;
    return loadLayer({ folder, kind: 'org', file, profiles: this.#profileFolders() }).value?.layer
      .name;
  }

  #extendTeam(source: string, span: Span, folder: LayerFolder | undefined): void {
    if (folder === undefined) {
      this.#diagnostics.push(layerMissing(span, 'team', source));
      return;
    }
    const team = this.#guarded(folder, 'team', span);
    if (team === undefined) return;
    const teams = this.#org?.layer.settings.org?.teams;
    const { repoName } = this.#request;
    const { name } = team.layer;
    if (teams && !teams.has(name)) {
      this.#diagnostics.push(unknownTeam(span, name, [...teams.keys()]));
    } else if (teams && repoName !== undefined && !this.#belongs(name, repoName)) {
      this.#diagnostics.push(teamNotAssigned(span, name, repoName));
    } else this.#teams.set(name, team);
    this.#loadExtends(team, folder.source);
  }

  #belongs(team: string, repoName: string): boolean {
    const globs = this.#org?.layer.settings.org?.teams.get(team)?.repos ?? [];
    return globs.some(({ value }) => matchesGlob(value, repoName));
  }

  #guarded(folder: LayerFolder, kind: LayerKind, span: Span): LayerRules | undefined {
    const key = `${kind} ${folder.source}`;
    if (this.#loading.includes(key)) {
      this.#diagnostics.push(layerCycle(span, folder.source));
      return undefined;
    }
    this.#loading.push(key);
    return this.#loadOne(folder, kind, span);
  }

  /** Teams that the org gives to the repository, whatever the repository says itself; from the org's own folder. */
  #assignTeams(): void {
    const teams = this.#org?.layer.settings.org?.teams ?? new Map();
    const { repoName } = this.#request;
    if (teams.size === 0 || this.#org === undefined || this.#orgFolder === undefined) return;
    if (repoName === undefined) {
      if (this.#teams.size === 0) this.#diagnostics.push(repoUnknown(this.#org.layer.name));
      return;
    }
    for (const [name, { source }] of teams) {
      if (!this.#belongs(name, repoName)) continue;
      const folder = this.#request.open(source.value, this.#orgFolder.source);
      const team = folder && this.#loadOne(folder, 'team', source.span);
      if (folder === undefined)
        this.#diagnostics.push(layerMissing(source.span, 'team', source.value));
      if (team === undefined) continue;
      this.#teams.set(name, team);
      if (this.#pinned.has(this.#org)) this.#pinned.add(team);
    }
  }

  #checkRoots(stack: Stack): void {
    for (const [index, { layer }] of stack.entries()) {
      if (layer.folder !== '') continue;
      for (const { layer: other } of stack.slice(0, index)) {
        if (
          `${layer.root}.`.startsWith(`${other.root}.`) ||
          `${other.root}.`.startsWith(`${layer.root}.`)
        ) {
          this.#diagnostics.push(sharedRoot(layer.source, layer.root, other.root));
        }
      }
    }
  }
}

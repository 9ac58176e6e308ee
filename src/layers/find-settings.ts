import type { LayerKind } from '../model/settings.js';
import { type LayerFolder, readText } from './layer-content.js';

const SETTINGS_FILES: ReadonlyMap<LayerKind, readonly string[]> = new Map([
  ['org', ['org.yaml', 'policy.yaml']],
  ['team', ['team.yaml', 'policy.yaml']],
  ['repo', ['policy.yaml']],
]);

/** What the settings file of a layer may be called, best first. */
export function settingsNames(kind: LayerKind): readonly string[] {
  return SETTINGS_FILES.get(kind) ?? [];
}

/** The settings file at the top of a layer's folder. */
export function settingsFile({ tree }: LayerFolder, kind: LayerKind): string | undefined {
  return settingsNames(kind).find((name) => tree.read(name) !== undefined);
}

/** Every file of the judged folder that may hold settings of a repo layer, outer ones first. */
export function repoSettings(repo: LayerFolder): readonly string[] {
  return repo.tree
    .list('')
    .map(({ uri }) => uri)
    .filter((uri) => /(^|\/)policy\.yaml$/.test(uri) && !/(^|\/)node_modules\//.test(uri))
    .filter((uri) => !isManifest(repo, uri))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
}

/** Whether a `policy.yaml` is a manifest of Kubernetes, which many a repository has by that name. */
function isManifest(folder: LayerFolder, file: string): boolean {
  const { text = '' } = readText(folder, file) ?? {};
  const isOurs = /^(version|layer|rules):/m.test(text);
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text) && !isOurs;
}

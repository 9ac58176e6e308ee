import type { Span } from '../../../diagnostics/source.js';
import { matchesGlob } from '../../../model/glob.js';
import {
  entryOf,
  locationOf,
  stringOf,
  stringsOf,
  type YamlMap,
  type YamlNode,
} from '../../yaml/node.js';
import { pathInside, type Reading, readFileOf, report } from '../reading.js';
import type { Include } from '../types.js';
import { mergeMaps } from './merge.js';

/** Files that include files are followed up to this depth. */
const DEEPEST = 20;

/** What one `include` names. */
interface Wanted {
  readonly kind: Include['kind'];
  readonly path: string | null;
  readonly project: string | null;
  readonly ref: string | null;
  readonly digest: string | null;
  readonly span: Span;
}

/**
 * A file with those of the repository that it includes merged below it. What lies in other projects, templates and components is not at
 * hand, and is recorded as such.
 *
 * @param base the folder that paths of the repository start from
 */
export function withIncludes(
  root: YamlMap,
  reading: Reading,
  base: string,
  around: readonly string[] = [],
): YamlMap {
  let whole: YamlMap = { kind: 'map', entries: new Map(), span: root.span, size: 1 };
  for (const wanted of wantedOf(entryOf(root, 'include'))) {
    const uris = wanted.kind === 'local' ? filesOf(wanted, reading, base) : [];
    const read = uris.filter((uri) => readFileOf(reading, uri) !== undefined);
    const { span, ...facts } = wanted;
    if (read.length === 0) reading.includes.push({ ...facts, uri: null, loc: locationOf(span) });
    for (const uri of read) {
      reading.includes.push({ ...facts, uri, loc: locationOf(span) });
      const file = readFileOf(reading, uri);
      if (around.includes(uri) || around.length >= DEEPEST) {
        report(reading, 'cycle', `it includes \`${uri}\` once more`, span);
      } else if (file?.kind === 'map') {
        whole = mergeMaps(whole, withIncludes(file, reading, base, [...around, uri]));
      }
    }
  }
  return mergeMaps(whole, root);
}

function wantedOf(node: YamlNode | undefined): readonly Wanted[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.flatMap(wantedOf);
  const none = { path: null, project: null, ref: null, digest: null, span: node.span };
  if (node.kind === 'scalar') {
    const path = stringOf(node);
    if (path === undefined) return [];
    return [{ ...none, kind: /^https?:\/\//.test(path) ? 'remote' : 'local', path }];
  }
  const project = stringOf(entryOf(node, 'project'));
  if (project !== undefined) {
    const ref = stringOf(entryOf(node, 'ref')) ?? null;
    const files = stringsOf(entryOf(node, 'file'));
    return files.map((path) => ({ ...none, kind: 'project' as const, path, project, ref }));
  }
  for (const kind of ['local', 'remote', 'template'] as const) {
    const path = stringOf(entryOf(node, kind));
    const digest = stringOf(entryOf(node, 'integrity')) ?? null;
    if (path !== undefined) return [{ ...none, kind, path, digest }];
  }
  const component = stringOf(entryOf(node, 'component'));
  if (component === undefined) return [];
  const at = component.lastIndexOf('@');
  const path = at < 0 ? component : component.slice(0, at);
  return [{ ...none, kind: 'component', path, ref: at < 0 ? null : component.slice(at + 1) }];
}

/** The files of a local include; a pattern may name several. */
function filesOf({ path, span }: Wanted, reading: Reading, base: string): readonly string[] {
  const uri = pathInside(base, path ?? '');
  if (uri === undefined) {
    report(reading, 'path', 'this path leads out of the repository', span);
    return [];
  }
  if (!uri.includes('*')) return [uri];
  return reading.files
    .list('')
    .map((file) => file.uri)
    .filter((file) => /\.ya?ml$/i.test(file) && matchesGlob(uri, file))
    .slice(0, 100);
}

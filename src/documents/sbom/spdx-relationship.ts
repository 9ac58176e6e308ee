import type { PointerLocation } from '../../model/location.js';
import { type JsonObject, textOf } from '../json/fields.js';
import type { Relationship } from './types.js';

/** Relationships that say the same from the other end. */
const TURNED: ReadonlyMap<string, string> = new Map([
  ['dependency-of', 'depends-on'],
  ['contained-by', 'contains'],
  ['described-by', 'describes'],
  ['runtime-dependency-of', 'runtime-depends-on'],
  ['dev-dependency-of', 'dev-depends-on'],
  ['build-dependency-of', 'build-depends-on'],
  ['test-dependency-of', 'test-depends-on'],
  ['optional-dependency-of', 'optional-depends-on'],
  ['provided-dependency-of', 'provided-depends-on'],
  ['generated-from', 'generates'],
  ['ancestor-of', 'descendant-of'],
  ['build-tool-of', 'uses-build-tool'],
  ['dev-tool-of', 'uses-dev-tool'],
  ['test-tool-of', 'uses-test-tool'],
]);

/** Reads a relationship of SPDX 2, turned around where it says the same from the other end. */
export function relationshipOf(value: JsonObject, loc: PointerLocation): Relationship | undefined {
  const from = textOf(value['spdxElementId']);
  const to = textOf(value['relatedSpdxElement']);
  const type = (textOf(value['relationshipType']) ?? '').toLowerCase().replaceAll('_', '-');
  if (from === undefined || to === undefined) return undefined;
  const turned = TURNED.get(type);
  return turned === undefined ? { from, to, type, loc } : { from: to, to: from, type: turned, loc };
}

/** A word of SPDX 2, and whether it says the same from the other end. */
interface Word {
  readonly type: string;
  readonly isTurned: boolean;
}

const same = (type: string): Word => ({ type, isTurned: false });
const turned = (type: string): Word => ({ type, isTurned: true });

/** SPDX 3's words where they differ from those of SPDX 2 by more than their writing. */
const RENAMED: ReadonlyMap<string, Word> = new Map([
  ['has-static-link', same('static-link')],
  ['has-dynamic-link', same('dynamic-link')],
  ['has-distribution-artifact', same('distribution-artifact')],
  ['has-optional-dependency', same('optional-depends-on')],
  ['has-provided-dependency', same('provided-depends-on')],
  ['has-optional-component', turned('optional-component-of')],
  ['has-data-file', turned('data-file-of')],
  ['has-dependency-manifest', turned('dependency-manifest-of')],
  ['has-documentation', turned('documentation-of')],
  ['has-example', turned('example-of')],
  ['has-metadata', turned('metafile-of')],
  ['has-test', turned('test-of')],
  ['has-test-case', turned('test-case-of')],
  ['has-variant', turned('variant-of')],
  ['has-added-file', turned('file-added')],
  ['has-deleted-file', turned('file-deleted')],
  ['copied-to', turned('copy-of')],
  ['amended-by', turned('amends')],
  ['patched-by', turned('patch-for')],
  ['packaged-by', turned('package-of')],
  ['expands-archive', turned('expanded-from-archive')],
]);

/** Tools, by the stage of the life cycle in which they are used. */
const TOOLS: ReadonlyMap<string, string> = new Map([
  ['build', 'uses-build-tool'],
  ['development', 'uses-dev-tool'],
  ['test', 'uses-test-tool'],
]);

/** What a relationship of SPDX 3 says. */
export interface Spdx3Statement {
  readonly from: string;
  readonly to: string;
  /** As SPDX 3 writes it, `dependsOn`. */
  readonly type: string;
  /** The stage of the life cycle to which it is limited, such as `runtime` or `development`. */
  readonly scope?: string;
}

/** A relationship of SPDX 3 in the words of SPDX 2, its ends swapped where these say it from the other one. */
export function relationshipOfSpdx3(
  { from, to, type: camelCase, scope }: Spdx3Statement,
  loc: PointerLocation,
): Relationship {
  const type = camelCase.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  const word = scoped(type, scope) ?? RENAMED.get(type) ?? same(type);
  return word.isTurned
    ? { from: to, to: from, type: word.type, loc }
    : { from, to, type: word.type, loc };
}

function scoped(type: string, scope: string | undefined): Word | undefined {
  if (scope === undefined) return undefined;
  if (type === 'uses-tool') return same(TOOLS.get(scope) ?? type);
  if (type !== 'depends-on') return undefined;
  return same(scope === 'development' ? 'dev-depends-on' : `${scope}-depends-on`);
}

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

/** SPDX 3's words where they differ from those of SPDX 2 by more than their writing. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['has-static-link', 'static-link'],
  ['has-dynamic-link', 'dynamic-link'],
  ['has-optional-component', 'optional-component-of'],
  ['has-distribution-artifact', 'distribution-artifact'],
  ['has-data-file', 'data-file-of'],
  ['copied-to', 'copy-of'],
  ['uses-tool', 'uses-tool'],
]);

/**
 * The type of a relationship of SPDX 3 in the words of SPDX 2.
 *
 * @param scope the lifecycle to which it is limited, such as `runtime` or `development`
 */
export function typeOfSpdx3(type: string, scope: string | undefined): string {
  const word = type.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  if (word === 'depends-on' && scope !== undefined) {
    return scope === 'development' ? 'dev-depends-on' : `${scope}-depends-on`;
  }
  return RENAMED.get(word) ?? word;
}

import { entryOf, stringsOf, type YamlMap } from '../../yaml/node.js';
import { type Reading, report } from '../reading.js';
import { mergeMaps } from './merge.js';

/** Jobs that extend jobs are followed up to this depth, as GitLab does. */
const DEEPEST = 11;

/** A job with what it extends merged below it; names that no file at hand has are handed to `missing`. */
export function withExtended(
  job: YamlMap,
  root: YamlMap,
  reading: Reading,
  missing: (name: string) => void,
  around: readonly string[] = [],
): YamlMap {
  let whole: YamlMap | undefined;
  for (const name of stringsOf(entryOf(job, 'extends'))) {
    const base = root.entries.get(name)?.value;
    if (around.includes(name) || around.length >= DEEPEST) {
      report(reading, 'cycle', `\`${name}\` extends itself, directly or through others`, job.span);
    } else if (base?.kind === 'map') {
      const own = withExtended(base, root, reading, missing, [...around, name]);
      whole = whole === undefined ? own : mergeMaps(whole, own);
    } else missing(name);
  }
  return whole === undefined ? job : mergeMaps(whole, job);
}

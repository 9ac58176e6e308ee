import {
  entryOf,
  itemsOf,
  locationOf,
  stringOf,
  type YamlMap,
  type YamlNode,
} from '../../yaml/node.js';
import { pathInside, type Reading, readFileOf } from '../reading.js';
import type { Job } from '../types.js';
import { withIncludes } from './includes.js';

/**
 * The jobs of pipelines that `trigger: include` starts from files of the repository, named `<job>/<child's job>`. Whoever triggers does not
 * wait for them; they come after whatever it waits for.
 */
export function childJobs(
  root: YamlMap,
  jobs: readonly Job[],
  reading: Reading,
  base: string,
  readJobs: (root: YamlMap, reading: Reading) => readonly Job[],
): readonly Job[] {
  return jobs.flatMap((job) => {
    const include = entryOf(entryOf(entryOf(root, job.id), 'trigger'), 'include');
    return filesOf(include).flatMap(({ path, node }) => {
      const uri = path === undefined ? undefined : pathInside(base, path);
      const file = uri === undefined ? undefined : readFileOf(reading, uri);
      reading.includes.push({
        kind: 'local',
        path: path ?? null,
        project: null,
        ref: null,
        digest: null,
        uri: file === undefined ? null : (uri ?? null),
        loc: locationOf(node.span),
      });
      if (file?.kind !== 'map' || uri === undefined) return [];
      const whole = withIncludes(file, reading, base, [uri]);
      return readJobs(whole, reading).map((child) => ({
        ...child,
        id: `${job.id}/${child.id}`,
        needs:
          child.needs.length > 0 ? child.needs.map((need) => `${job.id}/${need}`) : [...job.needs],
        rules: child.rules.length > 0 ? child.rules : job.rules,
        if: child.if ?? job.if,
        via: uri,
      }));
    });
  });
}

function filesOf(
  node: YamlNode | undefined,
): readonly { readonly path: string | undefined; readonly node: YamlNode }[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return itemsOf(node).flatMap(filesOf);
  return [{ path: stringOf(node) ?? stringOf(entryOf(node, 'local')), node }];
}

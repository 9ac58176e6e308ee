import { entryOf, itemsOf, stringOf, type YamlNode } from '../yaml/node.js';
import { stepOf } from './read-job.js';
import { MOST_STEPS, pathInside, type Reading, readFileOf } from './reading.js';
import type { Job, Step } from './types.js';

/** Actions that use actions are followed up to this depth, as GitHub does. */
const DEEPEST = 10;

/** A job with the steps of the repository's own composite actions behind the steps that use them. */
export function withActions(job: Job, reading: Reading, base: string): Job {
  const steps = followed(job.steps, reading, base, []);
  return steps.length === job.steps.length ? job : { ...job, steps: steps.slice(0, MOST_STEPS) };
}

function followed(
  steps: readonly Step[],
  reading: Reading,
  base: string,
  around: readonly string[],
): readonly Step[] {
  return steps.flatMap((step) => {
    if (step.uses?.refKind !== 'local' || around.length >= DEEPEST) return [step];
    const found = actionAt(step.uses.path ?? '', reading, base);
    if (around.length === 0 || found !== undefined) {
      reading.includes.push({
        kind: 'action',
        path: step.uses.path,
        project: null,
        ref: null,
        digest: null,
        uri: found?.uri ?? null,
        loc: step.uses.loc,
      });
    }
    if (found === undefined || around.includes(found.uri)) return [step];
    const own = itemsOf(entryOf(entryOf(found.root, 'runs'), 'steps'))
      .slice(0, MOST_STEPS)
      .map((node) => ({ ...stepOf(node, undefined), via: found.uri }));
    const inner = followed(own, reading, base, [...around, found.uri]);
    return [step, ...inner.map((one) => ({ ...one, if: both(step.if, one.if) }))].slice(
      0,
      MOST_STEPS,
    );
  });
}

function actionAt(
  path: string,
  reading: Reading,
  base: string,
): { readonly uri: string; readonly root: YamlNode } | undefined {
  const folder = pathInside(base, path);
  if (folder === undefined) return undefined;
  for (const name of ['action.yml', 'action.yaml']) {
    const uri = folder === '' || folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
    const root = readFileOf(reading, uri);
    const using = stringOf(entryOf(entryOf(root, 'runs'), 'using'));
    if (root !== undefined) return using === undefined ? undefined : { uri, root };
  }
  return undefined;
}

/** A step of an action runs where both the step that uses it and its own condition let it. */
function both(outer: string | null, inner: string | null): string | null {
  if (outer === null || inner === null) return outer ?? inner;
  return `(${outer}) && (${inner})`;
}

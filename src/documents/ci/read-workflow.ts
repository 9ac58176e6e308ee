import type { Json } from '../../model/json.js';
import { isObject, textsOf } from '../json/fields.js';
import { entryOf, jsonOf, stringOf, type YamlNode } from '../yaml/node.js';
import { expressionsOf } from './expressions.js';
import { withActions } from './follow-actions.js';
import { withCalledJobs } from './follow-workflows.js';
import { jobsOf } from './read-job.js';
import { environmentOf, MOST_JOBS, type Reading, valueOf } from './reading.js';
import type { Pipeline } from './types.js';

/**
 * Reads a workflow of GitHub. Workflows and actions of the same repository are followed: their jobs and steps stand beside those that
 * call them.
 *
 * @param base the folder that the repository's paths start from, with `/` at its end
 */
export function readWorkflow(root: YamlNode, reading: Reading, base: string): Pipeline {
  const jobs = jobsOf(root, reading).map((job) => withActions(job, reading, base));
  return {
    system: 'github',
    name: stringOf(entryOf(root, 'name')) ?? null,
    triggers: triggersOf(jsonOf(entryOf(root, 'on') ?? entryOf(root, 'true'))),
    permissions: valueOf(root, 'permissions'),
    ...environmentOf(entryOf(root, 'env')),
    concurrency: valueOf(root, 'concurrency'),
    stages: [],
    rules: [],
    jobs: withCalledJobs(jobs, reading, base).slice(0, MOST_JOBS),
    includes: reading.includes,
    expressions: expressionsOf(root),
  };
}

/** Three ways to write the same: a name, a list of names, a map. */
function triggersOf(value: Json): { readonly [event: string]: Json } {
  if (typeof value === 'string') return { [value]: null };
  if (Array.isArray(value)) return Object.fromEntries(textsOf(value).map((event) => [event, null]));
  return isObject(value) ? value : {};
}

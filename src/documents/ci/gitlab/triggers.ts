import type { Json } from '../../../model/json.js';
import type { Job, JobRule } from '../types.js';

/** What a job without rules runs for. */
const USUAL = ['push', 'schedule', 'web', 'api', 'trigger'];

/** Sources whose pipelines a file speaks of; the others exist wherever somebody sets them up. */
const SPOKEN = ['push', 'merge_request_event'];

/**
 * What starts the pipeline: the sources (`CI_PIPELINE_SOURCE`) of pipelines in which some job runs. Schedules and calls are set up outside
 * of the file: they are named where a condition of it names them.
 */
export function triggersOf(
  workflow: readonly JobRule[],
  jobs: readonly Job[],
): { readonly [event: string]: Json } {
  const all = new Set(jobs.flatMap(({ rules }) => eventsOf(rules, false)));
  const allowed = workflow.length === 0 ? undefined : new Set(eventsOf(workflow, true));
  const named = new Set(
    [workflow, ...jobs.map(({ rules }) => rules)]
      .flat()
      .flatMap((rule) => (rule.when === 'never' ? [] : sourcesIn(rule.if ?? ''))),
  );
  const found = [...all]
    .filter((event) => allowed === undefined || allowed.has(event))
    .filter((event) => SPOKEN.includes(event) || named.has(event));
  return Object.fromEntries(found.sort().map((event) => [event, null]));
}

function eventsOf(rules: readonly JobRule[], isWorkflow: boolean): readonly string[] {
  if (rules.length === 0) return isWorkflow ? [...USUAL, 'merge_request_event'] : USUAL;
  const events = new Set<string>();
  const refused = new Set<string>();
  for (const { if: condition, when } of rules) {
    const sources = condition === null ? undefined : sourcesIn(condition);
    if (when === 'never') {
      for (const source of sources ?? []) refused.add(source);
      // What comes behind it is never asked.
      if (condition === null) break;
      continue;
    }
    const meant = sources === undefined || sources.length === 0 ? impliedBy(condition) : sources;
    for (const event of meant) if (!refused.has(event)) events.add(event);
  }
  return [...events];
}

/** The sources that a condition names. */
function sourcesIn(written: string): readonly string[] {
  const condition = written.replace(/!\([^()]*\)/g, '');
  const found = [...condition.matchAll(/CI_PIPELINE_SOURCE\s*==\s*["']([a-z_]+)["']/g)].map(
    ([, source]) => source as string,
  );
  for (const [, pattern] of condition.matchAll(/CI_PIPELINE_SOURCE\s*=~\s*\/([^/]*)\//g)) {
    found.push(...(pattern ?? '').split(/[^a-z_]+/).filter((word) => word !== ''));
  }
  if (/CI_MERGE_REQUEST_/.test(condition)) found.push('merge_request_event');
  return found;
}

/** Conditions about branches and tags are not meant for pipelines of merge requests. */
function impliedBy(condition: string | null): readonly string[] {
  const isRef = condition !== null && /CI_COMMIT_(BRANCH|TAG|REF_NAME)/.test(condition);
  return isRef ? USUAL : [...USUAL, 'merge_request_event'];
}

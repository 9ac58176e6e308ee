import { withActions } from './follow-actions.js';
import { jobsOf } from './read-job.js';
import { MOST_JOBS, pathInside, type Reading, readFileOf, report } from './reading.js';
import type { Job } from './types.js';

/** Workflows that call workflows are followed up to this depth, as GitHub does. */
const DEEPEST = 10;

/**
 * Jobs with those of the repository's own workflows that they call. A called job is named `<caller>/<job>`; the caller comes after it,
 * so that whoever waits for the caller waits for all of it.
 */
export function withCalledJobs(
  jobs: readonly Job[],
  reading: Reading,
  base: string,
  around: readonly string[] = [],
): readonly Job[] {
  const found: Job[] = [];
  for (const job of jobs) {
    if (found.length >= MOST_JOBS) break;
    const called = job.uses?.refKind === 'local' ? calledJobs(job, reading, base, around) : [];
    found.push({ ...job, needs: [...job.needs, ...called.map(({ id }) => id)] }, ...called);
  }
  return found;
}

function calledJobs(
  caller: Job,
  reading: Reading,
  base: string,
  around: readonly string[],
): readonly Job[] {
  const { uses } = caller;
  const uri = pathInside(base, uses?.path ?? '');
  const root = uri === undefined || around.length >= DEEPEST ? undefined : readFileOf(reading, uri);
  if (uses) {
    reading.includes.push({
      kind: 'workflow',
      path: uses.path,
      project: null,
      ref: null,
      digest: null,
      uri: root === undefined ? null : (uri ?? null),
      loc: uses.loc,
    });
  }
  if (root === undefined || uri === undefined) return [];
  if (around.includes(uri)) {
    report(reading, 'cycle', 'it calls itself, directly or through others', root.span);
    return [];
  }
  const own = jobsOf(root, reading).map((job) => withActions(job, reading, base));
  const inner = withCalledJobs(own, reading, base, [...around, uri]);
  return inner.map((job) => ({
    ...job,
    id: `${caller.id}/${job.id}`,
    needs:
      job.needs.length > 0 ? job.needs.map((need) => `${caller.id}/${need}`) : [...caller.needs],
    if: caller.if === null ? job.if : job.if === null ? caller.if : `(${caller.if}) && (${job.if})`,
    environment: job.environment ?? caller.environment,
    permissions: job.permissions ?? caller.permissions,
    via: job.via ?? uri,
  }));
}

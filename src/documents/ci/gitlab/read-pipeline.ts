import { entriesOf, entryOf, jsonOf, stringOf, stringsOf, type YamlMap } from '../../yaml/node.js';
import { expressionsOf } from '../expressions.js';
import { environmentOf, MOST_JOBS, type Reading, report } from '../reading.js';
import type { Job, Pipeline } from '../types.js';
import { childJobs } from './child-pipelines.js';
import { withIncludes } from './includes.js';
import { jobRulesOf } from './job-rules.js';
import { readJob } from './read-job.js';
import { triggersOf } from './triggers.js';

/** Keys at the top of a file that are no jobs. */
const NO_JOBS: ReadonlySet<string> = new Set([
  'after_script',
  'before_script',
  'cache',
  'default',
  'image',
  'include',
  'services',
  'spec',
  'stages',
  'types',
  'variables',
  'workflow',
]);

const STAGES = ['build', 'test', 'deploy'];

/** Reads a pipeline of GitLab with the files of the repository that it includes and the child pipelines that it starts. */
export function readPipeline(root: YamlMap, reading: Reading, uri: string): Pipeline {
  const base = uri.includes('/') ? uri.slice(0, uri.lastIndexOf('/') + 1) : '';
  const whole = withIncludes(root, reading, base, [uri]);
  const stages = stagesOf(whole);
  const jobs = readJobs(whole, reading, stages);
  const rules = jobRulesOf({
    kind: 'map',
    entries: new Map([...entriesOf(entryOf(whole, 'workflow'))].filter(([key]) => key === 'rules')),
    span: whole.span,
    size: 1,
  });
  checkNames(jobs, reading);
  return {
    system: 'gitlab',
    name: stringOf(entryOf(entryOf(whole, 'workflow'), 'name')) ?? null,
    triggers: triggersOf(rules, jobs),
    permissions: null,
    ...environmentOf(entryOf(whole, 'variables')),
    concurrency: jsonOf(entryOf(entryOf(whole, 'workflow'), 'auto_cancel')),
    stages,
    rules,
    jobs: [...jobs, ...childJobs(whole, jobs, reading, base, readJobs)].slice(0, MOST_JOBS),
    includes: reading.includes,
    expressions: expressionsOf(root),
  };
}

function stagesOf(root: YamlMap): readonly string[] {
  const named = stringsOf(entryOf(root, 'stages') ?? entryOf(root, 'types'));
  const stages = (named.length > 0 ? named : STAGES).filter((one) => !/^\.(pre|post)$/.test(one));
  return ['.pre', ...stages, '.post'];
}

/** The jobs of a file, each with the jobs that it waits for. */
function readJobs(root: YamlMap, reading: Reading, stages = stagesOf(root)): readonly Job[] {
  const entries = [...root.entries].filter(
    ([name, { value }]) => !NO_JOBS.has(name) && !name.startsWith('.') && value.kind === 'map',
  );
  if (entries.length > MOST_JOBS) {
    report(reading, 'limit', `only ${MOST_JOBS} of its jobs are read`, root.span);
  }
  const jobs = entries.slice(0, MOST_JOBS).map(([id, entry]) => ({
    job: readJob(id, entry, root, reading),
    hasNeeds: entryOf(entry.value, 'needs') !== undefined,
  }));
  return jobs.map(({ job, hasNeeds }) => {
    if (hasNeeds || job.needs.length > 0) return job;
    const rank = stages.indexOf(job.stage ?? '');
    const earlier = jobs.filter((other) => stages.indexOf(other.job.stage ?? '') < rank);
    return { ...job, needs: earlier.map((other) => other.job.id) };
  });
}

/** A name that nothing has is a fault where all files are at hand. */
function checkNames(jobs: readonly Job[], reading: Reading): void {
  if (reading.includes.some(({ uri }) => uri === null)) return;
  for (const { id, unresolved, loc } of jobs) {
    for (const name of unresolved) {
      const message = `\`${id.slice(0, 50)}\` refers to \`${name.slice(0, 50)}\`, which is not there`;
      reading.problems.push({ code: 'reference', message, loc });
    }
  }
}

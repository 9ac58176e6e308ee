import { objectOf } from '../json/fields.js';
import {
  entriesOf,
  entryOf,
  itemsOf,
  locationOf,
  stringOf,
  stringsOf,
  type YamlEntry,
  type YamlNode,
} from '../yaml/node.js';
import { readUses } from './read-uses.js';
import {
  conditionOf,
  environmentOf,
  MOST_JOBS,
  MOST_STEPS,
  mapOfNode,
  pairOf,
  type Reading,
  report,
  valueOf,
} from './reading.js';
import { readStepScript } from './step-script.js';
import type { Job, Step } from './types.js';

/** What GitHub runs scripts with where nothing is said, and what the short names mean. */
const SHELLS: { readonly [name: string]: readonly string[] } = {
  '': ['bash', '-e', '{0}'],
  bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '{0}'],
  sh: ['sh', '-e', '{0}'],
};

/** The jobs that a file itself has. */
export function jobsOf(root: YamlNode, reading: Reading): readonly Job[] {
  const shell = stringOf(entryOf(entryOf(entryOf(root, 'defaults'), 'run'), 'shell'));
  const jobs = entriesOf(entryOf(root, 'jobs'));
  if (jobs.length > MOST_JOBS) {
    report(reading, 'limit', `only ${MOST_JOBS} of its jobs are read`, root.span);
  }
  return jobs.slice(0, MOST_JOBS).map(([id, entry]) => jobOf(id, entry, shell, reading));
}

function jobOf(id: string, entry: YamlEntry, outer: string | undefined, reading: Reading): Job {
  const node = entry.value;
  const own = stringOf(entryOf(entryOf(entryOf(node, 'defaults'), 'run'), 'shell'));
  const runner = valueOf(node, 'runs-on');
  const isWindows = /windows/i.test(JSON.stringify(runner));
  const shell = own ?? outer ?? (isWindows ? 'pwsh' : undefined);
  const steps = itemsOf(entryOf(node, 'steps'));
  if (steps.length > MOST_STEPS) {
    report(reading, 'limit', `only ${MOST_STEPS} of its steps are read`, entry.key);
  }
  const isSame = node.span.source === entry.key.source && node.span.start >= entry.key.start;
  return {
    id,
    name: stringOf(entryOf(node, 'name')) ?? null,
    stage: null,
    needs: stringsOf(entryOf(node, 'needs')),
    if: conditionOf(entryOf(node, 'if')),
    rules: [],
    environment: valueOf(node, 'environment'),
    runner,
    permissions: valueOf(node, 'permissions'),
    ...environmentOf(entryOf(node, 'env')),
    continueOnError: valueOf(node, 'continue-on-error') === true,
    allowFailure: false,
    when: null,
    uses: readUses(pairOf(node, 'uses')),
    with: mapOfNode(entryOf(node, 'with')),
    secrets: valueOf(node, 'secrets'),
    container: valueOf(node, 'container'),
    services: valueOf(node, 'services'),
    strategy: valueOf(node, 'strategy'),
    artifacts: null,
    idTokens: null,
    extends: [],
    unresolved: [],
    steps: steps.slice(0, MOST_STEPS).map((step) => stepOf(step, shell)),
    via: null,
    loc: locationOf(isSame ? { ...entry.key, end: node.span.end } : entry.key),
  };
}

/** One step of a job or of an action. */
export function stepOf(node: YamlNode, outer: string | undefined): Step {
  const run = entryOf(node, 'run');
  const shell = stringOf(entryOf(node, 'shell')) ?? outer ?? '';
  return {
    id: stringOf(entryOf(node, 'id')) ?? null,
    name: stringOf(entryOf(node, 'name')) ?? null,
    uses: readUses(pairOf(node, 'uses')),
    run:
      run?.kind === 'scalar' && stringOf(run) !== undefined
        ? readStepScript(run, SHELLS[shell] ?? shell.split(' '))
        : null,
    with: objectOf(valueOf(node, 'with')),
    ...environmentOf(entryOf(node, 'env')),
    if: conditionOf(entryOf(node, 'if')),
    continueOnError: valueOf(node, 'continue-on-error') === true,
    workdir: stringOf(entryOf(node, 'working-directory')) ?? null,
    section: null,
    via: null,
    loc: locationOf(node.span),
  };
}

import {
  entryOf,
  itemsOf,
  jsonOf,
  locationOf,
  stringOf,
  stringsOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../../yaml/node.js';
import { environmentOf, MOST_STEPS, type Reading, report, valueOf } from '../reading.js';
import { readStepScript } from '../step-script.js';
import type { Job, Step } from '../types.js';
import { withExtended } from './extend.js';
import { jobRulesOf } from './job-rules.js';
import { withReferences } from './references.js';

/** How the runner starts scripts. */
const SHELL = ['bash', '-eo', 'pipefail'];

/** Lists in lists of a script are read up to this depth, as GitLab does. */
const DEEPEST_SCRIPT = 10;

/** Keys that jobs take from `default`. */
const DEFAULTS = [
  'image',
  'services',
  'before_script',
  'after_script',
  'tags',
  'artifacts',
  'id_tokens',
];

/** One job with what it extends, refers to and takes from `default`. Who it waits for is filled in where all jobs are known. */
export function readJob(id: string, entry: YamlEntry, root: YamlMap, reading: Reading): Job {
  const unresolved = new Set<string>();
  const missing = (name: string) => void unresolved.add(name);
  const extended = withExtended(entry.value as YamlMap, root, reading, missing);
  const node = withReferences(extended, root, missing) as YamlMap;
  // A job that starts another pipeline runs nothing itself.
  const isTrigger = entryOf(node, 'trigger') !== undefined;
  const value = (key: string) =>
    entryOf(node, key) ?? (isTrigger ? undefined : inherited(key, node, root));
  const rules = jobRulesOf(node);
  const when = stringOf(entryOf(node, 'when')) ?? null;
  const allowed = valueOf(node, 'allow_failure');
  const steps = ['before_script', 'script', 'after_script'].flatMap((section) =>
    stepsOf(value(section), section),
  );
  if (steps.length > MOST_STEPS) {
    report(reading, 'limit', `only ${MOST_STEPS} of its commands are read`, entry.key);
  }
  const conditions = rules.flatMap((rule) => (rule.when === 'never' ? [] : (rule.if ?? [])));
  const isSame = entry.value.span.source === entry.key.source;
  return {
    id,
    name: null,
    stage: stringOf(entryOf(node, 'stage')) ?? 'test',
    needs: needsOf(entryOf(node, 'needs')),
    if: conditions.length === 0 ? null : conditions.join(' || '),
    rules,
    environment: valueOf(node, 'environment'),
    runner: jsonOf(value('tags')),
    permissions: null,
    ...environmentOf(entryOf(node, 'variables')),
    continueOnError: false,
    // A manual job does not hold the pipeline up, unless it is told to or has rules.
    allowFailure:
      (allowed !== null && allowed !== false) ||
      (when === 'manual' && allowed === null && entryOf(node, 'rules') === undefined) ||
      rules.some(({ allowFailure }) => allowFailure),
    when,
    uses: null,
    with: {},
    secrets: valueOf(node, 'secrets'),
    container: jsonOf(value('image')),
    services: jsonOf(value('services')),
    strategy: valueOf(node, 'parallel'),
    artifacts: jsonOf(value('artifacts')),
    idTokens: jsonOf(value('id_tokens')),
    extends: stringsOf(entryOf(entry.value, 'extends')),
    unresolved: [...unresolved],
    steps: steps.slice(0, MOST_STEPS),
    via: null,
    loc: locationOf(isSame ? { ...entry.key, end: entry.value.span.end } : entry.key),
  };
}

/** What `default`, or the same key at the top of the file, says where a job says nothing and does not refuse it. */
function inherited(key: string, job: YamlMap, root: YamlMap): YamlNode | undefined {
  if (!DEFAULTS.includes(key)) return undefined;
  const inherit = entryOf(entryOf(job, 'inherit'), 'default');
  if (inherit?.kind === 'scalar' && inherit.value === false) return undefined;
  if (inherit?.kind === 'list' && !stringsOf(inherit).includes(key)) return undefined;
  return entryOf(entryOf(root, 'default'), key) ?? entryOf(root, key);
}

function needsOf(node: YamlNode | undefined): readonly string[] {
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => stringOf(item) ?? stringOf(entryOf(item, 'job')) ?? []);
}

/** Every entry of a script is a step of its own: what comes before what is then seen. */
function stepsOf(node: YamlNode | undefined, section: string): readonly Step[] {
  return scriptsOf(node, 0).map(
    (script): Step => ({
      id: null,
      name: null,
      uses: null,
      run: readStepScript(script, SHELL),
      with: {},
      env: {},
      envLoc: {},
      if: null,
      continueOnError: false,
      workdir: null,
      section,
      via: null,
      loc: locationOf(script.span),
    }),
  );
}

function scriptsOf(node: YamlNode | undefined, depth: number): readonly YamlScalar[] {
  if (node?.kind === 'list' && depth <= DEEPEST_SCRIPT) {
    return itemsOf(node).flatMap((item) => scriptsOf(item, depth + 1));
  }
  return node?.kind === 'scalar' && node.value !== null ? [node] : [];
}

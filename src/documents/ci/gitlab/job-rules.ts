import {
  entryOf,
  itemsOf,
  locationOf,
  stringOf,
  stringsOf,
  type YamlNode,
} from '../../yaml/node.js';
import { conditionOf, valueOf } from '../reading.js';
import type { JobRule } from '../types.js';

/** Rules of one job that are read. */
const MOST = 200;

/** What `rules` says, or `only` and `except` in the words of `rules`; none where a job has neither. */
export function jobRulesOf(job: YamlNode): readonly JobRule[] {
  const rules = entryOf(job, 'rules');
  if (rules !== undefined) return flat(rules).slice(0, MOST).map(ruleOf);
  const only = entryOf(job, 'only');
  const except = entryOf(job, 'except');
  const node = only ?? except;
  if (node === undefined) return [];
  const wanted = only === undefined ? ['$CI_COMMIT_BRANCH', '$CI_COMMIT_TAG'] : conditions(only);
  const refused = except === undefined ? [] : conditions(except);
  const not = refused.map((text) => `!(${text})`);
  const all = wanted.length === 0 ? [null] : wanted;
  return all.slice(0, MOST).map((text) => ({
    if: [...(text === null ? [] : [text]), ...not].join(' && ') || null,
    when: stringOf(entryOf(job, 'when')) ?? 'on_success',
    allowFailure: false,
    changes: entryOf(only, 'changes') !== undefined,
    loc: locationOf(node.span),
  }));
}

function ruleOf(rule: YamlNode): JobRule {
  const allowed = valueOf(rule, 'allow_failure');
  return {
    if: conditionOf(entryOf(rule, 'if')),
    when: stringOf(entryOf(rule, 'when')) ?? 'on_success',
    allowFailure: allowed !== null && allowed !== false,
    changes: entryOf(rule, 'changes') !== undefined || entryOf(rule, 'exists') !== undefined,
    loc: locationOf(rule.span),
  };
}

/** References put lists into lists. */
function flat(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'list' ? node.items.flatMap(flat) : [node];
}

/** Words of `only` and `except` as conditions. */
const SOURCES: { readonly [word: string]: string } = {
  branches: '$CI_COMMIT_BRANCH',
  tags: '$CI_COMMIT_TAG',
  merge_requests: '$CI_PIPELINE_SOURCE == "merge_request_event"',
  schedules: '$CI_PIPELINE_SOURCE == "schedule"',
  pushes: '$CI_PIPELINE_SOURCE == "push"',
  web: '$CI_PIPELINE_SOURCE == "web"',
  api: '$CI_PIPELINE_SOURCE == "api"',
  triggers: '$CI_PIPELINE_SOURCE == "trigger"',
  pipelines: '$CI_PIPELINE_SOURCE == "pipeline"',
  external_pull_requests: '$CI_PIPELINE_SOURCE == "external_pull_request_event"',
};

function conditions(node: YamlNode): readonly string[] {
  const refs = node.kind === 'map' ? stringsOf(entryOf(node, 'refs')) : stringsOf(node);
  const variables = itemsOf(entryOf(node, 'variables')).flatMap((one) => stringOf(one) ?? []);
  const byRef = refs.map((ref) => {
    const [name = ''] = ref.split('@');
    const source = SOURCES[name];
    if (source !== undefined) return source;
    return /^\/.*\/[a-z]*$/.test(name)
      ? `$CI_COMMIT_REF_NAME =~ ${name}`
      : `$CI_COMMIT_REF_NAME == "${name}"`;
  });
  if (variables.length === 0) return byRef;
  const some = `(${variables.join(' || ')})`;
  return byRef.length === 0 ? [some] : byRef.map((text) => `${text} && ${some}`);
}

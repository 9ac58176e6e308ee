import type { Document } from '../model/document.js';
import type { Finding } from '../model/finding.js';
import type { Json } from '../model/json.js';
import type { Subject } from '../model/subject.js';
import type { RuleStatus, VerdictRule } from '../model/verdict.js';
import { type ActiveRule, findingOf } from './findings.js';
import { inputBytes } from './input.js';
import { type PolicyModule, runLayer } from './run-layer.js';
import { inScope } from './select.js';

/** The rules of one layer, its module, and the files that they see. */
export interface LayerTask {
  /** Absent where the layer has no rules. */
  readonly module?: PolicyModule;
  readonly data: Json;
  readonly rules: readonly ActiveRule[];
  readonly sees: (uri: string) => boolean;
}

export interface SubjectRun {
  readonly findings: readonly Finding[];
  readonly rules: readonly VerdictRule[];
}

/**
 * Evaluates one subject: one call per layer.
 *
 * @param now RFC 3339
 */
export function runSubject(subject: Subject, tasks: readonly LayerTask[], now: string): SubjectRun {
  const findings: Finding[] = [];
  const rules: VerdictRule[] = [];
  for (const task of tasks) {
    const documents = subject.documents.filter(
      ({ kind, uri }) => kind === 'exception' || task.sees(uri),
    );
    const run = runTask(subject, documents, task, now);
    findings.push(...run.findings);
    rules.push(...run.rules);
  }
  return { findings, rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function runTask(
  subject: Subject,
  documents: readonly Document[],
  { module, data, rules }: LayerTask,
  now: string,
): SubjectRun {
  const kinds = new Set(documents.map(({ kind }) => kind));
  const byId = new Map(rules.map((active) => [active.effective.rule.id, active]));
  const applicable = rules.filter(
    ({ effective, level }) =>
      level.value !== 'off' && effective.rule.needs.every((kind) => kinds.has(kind)),
  );
  const selected = applicable.map(({ effective }) => effective.rule.id);
  const params = Object.fromEntries(
    applicable.map(({ effective }) => [
      effective.rule.id,
      Object.fromEntries([...effective.params].map(([name, { value }]) => [name, value])),
    ]),
  ) as Json;
  const judged: Subject = { ...subject, documents };
  const { results, errors } = module
    ? runLayer(module, inputBytes(subject, documents, now), data, params, selected)
    : { results: [], errors: new Map<string, string>() };
  const findings = results.flatMap((raw) => {
    const active = byId.get(raw.rule);
    if (active === undefined) return [];
    const finding = findingOf(raw, active, judged);
    return inScope(active.effective.scope.value, finding, documents) ? [finding] : [];
  });
  return {
    findings,
    rules: rules.map((active) => statusOf(active, subject, kinds, errors, findings)),
  };
}

function statusOf(
  { effective, level, note }: ActiveRule,
  subject: Subject,
  kinds: ReadonlySet<string>,
  errors: ReadonlyMap<string, string>,
  findings: readonly Finding[],
): VerdictRule {
  const { id, needs } = effective.rule;
  const entry = (status: RuleStatus, reason?: string): VerdictRule => ({
    id,
    subject: subject.name,
    status,
    ...(reason !== undefined && { reason }),
  });
  if (level.value === 'off') return entry('off', note ?? `decided by ${level.origin.layer}`);
  const missing = needs.filter((kind) => !kinds.has(kind));
  if (missing.length > 0) return entry('notApplicable', `the subject has no ${missing.join(', ')}`);
  const error = errors.get(id);
  if (error !== undefined) return entry('error', error);
  const own = findings.filter(({ rule, status }) => rule === id && status !== 'shadow');
  if (own.some(({ status }) => status === 'fail')) return entry('fail', note);
  if (own.some(({ status }) => status === 'warn')) return entry('warn', note);
  if (own.length > 0) return entry('unknown', own[0]?.message);
  return entry('pass');
}

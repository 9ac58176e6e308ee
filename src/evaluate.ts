/**
 * The story of a verdict on one page:
 * merge settings → select rules → evaluate → effective dates → exceptions → outcome.
 */
import { type Diagnostic, hasErrors } from './diagnostics/diagnostic.js';
import { positionAt } from './diagnostics/source.js';
import { sortFindings } from './engine/findings.js';
import {
  type Compile,
  compileLayer,
  type ModuleCache,
  sharedModules,
} from './engine/layer-module.js';
import type { LoadModule, PolicyModule } from './engine/run-layer.js';
import { type LayerTask, runSubject } from './engine/run-subject.js';
import { activate } from './engine/select.js';
import { loadExceptions, withoutTwins } from './exceptions/load-exceptions.js';
import type { SubjectFacts } from './exceptions/match.js';
import { waive } from './exceptions/waive.js';
import { nothingSelected } from './layers/errors.js';
import { type LayerRules, mergeLayers } from './layers/merge-layers.js';
import { indexRules } from './layers/rule-index.js';
import { stackFor, subjectFiles } from './layers/subject-files.js';
import type { Finding } from './model/finding.js';
import type { LockConflict } from './model/policy.js';
import type { Gate } from './model/settings.js';
import type { Subject } from './model/subject.js';
import { formatTime } from './model/time.js';
import type {
  Outcome,
  Verdict,
  VerdictProblem,
  VerdictRule,
  VerdictSubject,
} from './model/verdict.js';

/** Everything that a verdict depends on. */
export interface EvaluateRequest {
  readonly stack: readonly LayerRules[];
  readonly subjects: readonly Subject[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly gate?: Gate;
  /** Name and version of this program. */
  readonly engine: string;
  readonly compile: Compile;
  readonly load: LoadModule;
  readonly cache?: ModuleCache;
  readonly skippedChecks: Verdict['skippedChecks'];
  /** Names of the layers whose content was checked against a pin or a signature. */
  readonly verified: ReadonlySet<string>;
  /** Trouble met before: layers, documents. Those of severity `error` make the verdict incomplete. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Evaluation {
  /** Absent where layers or exceptions are wrong, or rules do not compile: nothing was judged then. */
  readonly verdict?: Verdict;
  readonly conflicts: readonly LockConflict[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges the subjects. The same request gives the same verdict. */
export async function evaluate(request: EvaluateRequest): Promise<Evaluation> {
  const { stack, subjects, now, gate } = request;
  const diagnostics: Diagnostic[] = [];
  const modules = await compileAll(request, diagnostics);
  const conflicts = new Map<string, LockConflict>();
  const findings: Finding[] = [];
  const rules: VerdictRule[] = [];
  const seen = new Set<string>();
  for (const subject of subjects) {
    const tasks = tasksFor(subject, request, modules, conflicts, diagnostics, seen);
    if (hasErrors(diagnostics)) continue;
    const run = runSubject(subject, tasks, formatTime(now));
    findings.push(...run.findings);
    rules.push(...run.rules);
  }
  const records = loadAllExceptions(stack, diagnostics);
  const locked = [...conflicts.values()];
  if (hasErrors(diagnostics)) return { conflicts: locked, diagnostics };

  const index = indexRules(
    stack.flatMap(({ rules: own, layer }) => own.map((rule) => ({ rule, root: layer.root }))),
  );
  const orgRules = stack.find(({ layer }) => layer.kind === 'org')?.layer.settings.org
    ?.exceptionRules;
  const bySubject = new Map(subjects.map((subject) => [subject.name, factsOf(subject)]));
  const waived = waive(findings, records, {
    now,
    ...(orgRules && { rules: orgRules }),
    findRule: (name) => {
      const found = index.find(name);
      return found.kind === 'rule' ? found.rule.id : undefined;
    },
    ruleNames: index.names,
    factsOf: (finding) => bySubject.get(finding.subject) ?? { images: [], digests: [] },
  });
  const problems = [...request.diagnostics, ...diagnostics, ...waived.diagnostics];
  const complete =
    subjects.every(({ documents }) => documents.every((document) => document.complete)) &&
    !hasErrors(request.diagnostics) &&
    rules.every(({ status }) => status !== 'error');
  const sorted = sortFindings(waived.findings);
  const verdict: Verdict = {
    schema: 'https://drydock.example/schemas/verdict.json',
    outcome: outcomeOf(sorted, complete),
    complete,
    effectiveTime: formatTime(now),
    ...(gate && { gate }),
    engine: request.engine,
    layers: stack.map(({ layer }) => ({
      name: layer.name,
      kind: layer.kind,
      source: layer.source,
      digest: layer.digest,
      verified: request.verified.has(layer.name),
    })),
    subjects: subjects.map(subjectEntry),
    findings: sorted,
    rules: settleRules(rules, sorted),
    conflicts: locked.map(({ askedAt: _, decidedAt: __, ...conflict }) => conflict),
    exceptions: waived.use,
    skippedChecks: request.skippedChecks,
    problems: problems.map(problemOf),
    summary: summaryOf(sorted),
  };
  return { verdict, conflicts: locked, diagnostics: waived.diagnostics };
}

/** One module per layer, compiled and ready. */
async function compileAll(
  { stack, compile, load, cache }: EvaluateRequest,
  diagnostics: Diagnostic[],
): Promise<ReadonlyMap<LayerRules, PolicyModule>> {
  const shared = sharedModules(stack.map(({ layer }) => layer));
  const modules = new Map<LayerRules, PolicyModule>();
  for (const entry of stack) {
    const compiled = compileLayer(entry.layer, entry.rules, shared, compile, cache);
    diagnostics.push(...compiled.diagnostics);
    if (compiled.wasm) modules.set(entry, await load(compiled.wasm));
  }
  return modules;
}

/** Merges the layers that count for a subject and selects its rules. */
function tasksFor(
  subject: Subject,
  { stack, gate, now }: EvaluateRequest,
  modules: ReadonlyMap<LayerRules, PolicyModule>,
  conflicts: Map<string, LockConflict>,
  diagnostics: Diagnostic[],
  seen: Set<string>,
): LayerTask[] {
  const layers = stackFor(stack, subject.build?.dockerfile ?? subject.documents[0]?.uri ?? '');
  const { value: policy, diagnostics: faults } = mergeLayers(layers);
  const files = subjectFiles(layers);
  const key = layers.map(({ layer }) => `${layer.name} ${layer.folder}`).join('\n');
  if (!seen.has(key)) diagnostics.push(...faults);
  for (const conflict of [...policy.conflicts, ...files.conflicts]) {
    const { rule, field, asked } = conflict;
    conflicts.set(`${rule} ${field} ${asked.file}:${asked.line}:${asked.column}`, conflict);
  }
  const active = policy.rules.map((effective) => activate(effective, gate ?? 'any', now));
  if (active.length > 0 && active.every(({ level }) => level.value === 'off') && !seen.has(key)) {
    diagnostics.push(nothingSelected());
  }
  seen.add(key);
  return layers.map((entry) => {
    const module = modules.get(entry);
    return {
      ...(module && { module }),
      data: entry.layer.data,
      rules: active.filter(({ effective }) => entry.rules.includes(effective.rule)),
      sees: (uri) => files.sees(entry, uri),
    };
  });
}

function loadAllExceptions(stack: readonly LayerRules[], diagnostics: Diagnostic[]) {
  const loaded = stack.map(({ layer }) => loadExceptions(layer.exceptionFiles, layer.name));
  diagnostics.push(...loaded.flatMap((one) => one.diagnostics));
  return withoutTwins(
    loaded.flatMap(({ value }) => value),
    diagnostics,
  );
}

function factsOf({ source, image }: Subject): SubjectFacts {
  const digest = image?.digest;
  return {
    ...(source?.repo !== undefined && { repo: source.repo }),
    images: image?.tags ?? [],
    digests: digest === undefined ? [] : [digest],
  };
}

function outcomeOf(findings: readonly Finding[], complete: boolean): Outcome {
  if (findings.some(({ status }) => status === 'fail')) return 'fail';
  if (!complete) return 'error';
  return findings.some(({ status }) => status === 'warn' || status === 'unknown') ? 'warn' : 'pass';
}

/** A rule whose findings are all waived passes, and says so. */
function settleRules(rules: readonly VerdictRule[], findings: readonly Finding[]): VerdictRule[] {
  return rules.map((entry) => {
    if (entry.status !== 'fail' && entry.status !== 'warn' && entry.status !== 'unknown')
      return entry;
    const own = findings.filter(
      ({ rule, subject }) => rule === entry.id && subject === entry.subject,
    );
    const standing = own.filter(
      ({ status }) => !['waived', 'baselined', 'shadow'].includes(status),
    );
    if (standing.length === 0)
      return { ...entry, status: 'pass', reason: 'all findings are waived' };
    const status = (['fail', 'warn', 'unknown'] as const).find((word) =>
      standing.some((finding) => finding.status === word),
    );
    return status && status !== entry.status ? { ...entry, status } : entry;
  });
}

function subjectEntry({ name, documents }: Subject): VerdictSubject {
  return {
    name,
    documents: documents.map(({ kind, uri, fileDigest }) => ({ kind, uri, digest: fileDigest })),
  };
}

function problemOf({ code, severity, message, span, path }: Diagnostic): VerdictProblem {
  const uri = span?.source.path ?? path;
  const place = span && positionAt(span.source, span.start);
  return {
    code,
    severity,
    message,
    ...(uri !== undefined && { uri }),
    ...(place && { line: place.line, column: place.column }),
  };
}

function summaryOf(findings: readonly Finding[]): Verdict['summary'] {
  const statuses = ['fail', 'warn', 'unknown', 'waived', 'baselined', 'shadow'] as const;
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      findings.filter((finding) => finding.status === status).length,
    ]),
  );
}

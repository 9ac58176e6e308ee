/**
 * The story of a verdict on one page:
 * merge settings → select rules → evaluate → effective dates → exceptions → baseline → outcome.
 */
import { type Diagnostic, hasErrors } from './diagnostics/diagnostic.js';
import type { Source } from './diagnostics/source.js';
import { textsOf } from './documents/json/fields.js';
import { identityOf } from './documents/subjects/identity.js';
import { applyVex } from './documents/vex/apply-vex.js';
import { recordVex } from './documents/vex/record-vex.js';
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
import {
  outcomeOf,
  problemOf,
  settleRules,
  subjectEntry,
  summaryOf,
} from './engine/verdict-parts.js';
import { type Decision, decide } from './exceptions/decide.js';
import { evidenceOf } from './exceptions/evidence.js';
import { exceptionDocuments } from './exceptions/exception-document.js';
import type { SubjectFacts } from './exceptions/match.js';
import { nothingSeen, nothingSelected } from './layers/errors.js';
import { type LayerRules, mergeLayers } from './layers/merge-layers.js';
import { indexRules } from './layers/rule-index.js';
import { stackFor, subjectFiles } from './layers/subject-files.js';
import type { Finding } from './model/finding.js';
import type { Decided, LockConflict } from './model/policy.js';
import type { Gate, Lock, PeerTool } from './model/settings.js';
import type { Subject } from './model/subject.js';
import { formatTime } from './model/time.js';
import type { Verdict, VerdictRule } from './model/verdict.js';

/** Everything that a verdict depends on. */
export interface EvaluateRequest {
  readonly stack: readonly LayerRules[];
  readonly subjects: readonly Subject[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly gate?: Gate;
  /** `owner/name` of the judged repository. */
  readonly repo?: string;
  /** Findings that were there when the policy came. */
  readonly baseline?: Source;
  /** Name and version of this program. */
  readonly engine: string;
  readonly compile: Compile;
  readonly load: LoadModule;
  readonly cache?: ModuleCache;
  readonly skippedChecks: Verdict['skippedChecks'];
  /** Tools whose comments are heeded, where no org says which. */
  readonly peerIgnores?: readonly PeerTool[];
  /** The layers whose content was checked against a pin or a signature. */
  readonly verified: ReadonlySet<LayerRules>;
  /** Trouble met before: layers, documents. Those of severity `error` make the verdict incomplete. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Evaluation {
  /** What became of exceptions; absent where there is no verdict. */
  readonly decision?: Decision;
  /** Absent where layers or exceptions are wrong, or rules do not compile: nothing was judged then. */
  readonly verdict?: Verdict;
  readonly conflicts: readonly LockConflict[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges the subjects. The same request gives the same verdict. */
export async function evaluate(given: EvaluateRequest): Promise<Evaluation> {
  const request = { ...given, subjects: withVex(given) };
  const { stack, subjects, now, gate } = request;
  const diagnostics: Diagnostic[] = [];
  const modules = await compileAll(request, diagnostics);
  const conflicts = new Map<string, LockConflict>();
  const findings: Finding[] = [];
  const rules: VerdictRule[] = [];
  const seen = new Set<string>();
  const locks: Locks = new Map();
  const exceptions = exceptionDocuments(stack.map(({ layer }) => layer));
  let isAnySeen = false;
  for (const subject of subjects) {
    const tasks = tasksFor(subject, request, modules, { conflicts, diagnostics, seen, locks });
    if (hasErrors(diagnostics)) continue;
    isAnySeen ||= subject.documents.some(({ uri }) => tasks.some(({ sees }) => sees(uri)));
    const judged = { ...subject, documents: [...subject.documents, ...exceptions] };
    const run = runSubject(judged, tasks, formatTime(now));
    findings.push(...run.findings);
    rules.push(...run.rules);
  }
  if (!isAnySeen && subjects.length > 0 && !hasErrors(diagnostics)) diagnostics.push(nothingSeen());
  const locked = [...conflicts.values()].sort(byPlace);
  if (hasErrors(diagnostics)) return { conflicts: locked, diagnostics };

  const decision = decideFindings(request, findings, locks);
  diagnostics.push(...decision.faults);
  if (hasErrors(diagnostics)) return { conflicts: locked, diagnostics };
  const problems = [...request.diagnostics, ...diagnostics, ...decision.refusals];
  const complete =
    subjects.every(({ documents }) => documents.every((document) => document.complete)) &&
    !hasErrors(request.diagnostics) &&
    rules.every(({ status }) => status !== 'error');
  const sorted = sortFindings(decision.findings);
  const vex = recordVex(subjects);
  const verdict: Verdict = {
    schema: 'https://drydock.example/schemas/verdict.json',
    outcome: outcomeOf(sorted, complete),
    complete,
    effectiveTime: formatTime(now),
    ...(gate && { gate }),
    engine: request.engine,
    layers: stack.map((entry) => ({
      name: entry.layer.name,
      kind: entry.layer.kind,
      source: entry.layer.source,
      digest: entry.layer.digest,
      verified: request.verified.has(entry),
    })),
    subjects: subjects.map(subjectEntry),
    findings: sorted,
    rules: settleRules(rules, sorted),
    conflicts: locked.map(({ askedAt: _, decidedAt: __, ...conflict }) => conflict),
    exceptions: decision.use,
    ...(vex.length > 0 && { vex }),
    skippedChecks: request.skippedChecks,
    problems: problems.map(problemOf),
    summary: summaryOf(sorted),
  };
  return { verdict, decision, conflicts: locked, diagnostics: problems };
}

/** The subjects with what VEX says about their vulnerabilities; the org decides whether that counts. */
export function withVex({
  stack,
  subjects,
  now,
}: Pick<EvaluateRequest, 'stack' | 'subjects' | 'now'>): readonly Subject[] {
  const rules = stack.find(({ layer }) => layer.kind === 'org')?.layer.settings.org?.vex;
  const isGoverned = stack.some(({ layer }) => layer.kind === 'org' || layer.kind === 'team');
  return subjects.map((subject) => applyVex(subject, { now, ...(rules && { rules }), isGoverned }));
}

function byPlace({ asked: a }: LockConflict, { asked: b }: LockConflict): number {
  if (a.file !== b.file) return (a.file ?? '') < (b.file ?? '') ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
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

/** The locks in force: subject → rule → lock. */
type Locks = Map<string, ReadonlyMap<string, Decided<Lock>>>;

/** What is gathered while subjects are looked at one by one. */
interface Collected {
  readonly conflicts: Map<string, LockConflict>;
  readonly diagnostics: Diagnostic[];
  /** Sets of layers whose own faults were reported already. */
  readonly seen: Set<string>;
  readonly locks: Locks;
}

/** Merges the layers that count for a subject and selects its rules. */
function tasksFor(
  subject: Subject,
  { stack, gate, now }: EvaluateRequest,
  modules: ReadonlyMap<LayerRules, PolicyModule>,
  { conflicts, diagnostics, seen, locks }: Collected,
): LayerTask[] {
  const layers = stackFor(stack, decidingFiles(subject));
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
  locks.set(
    subject.name,
    new Map(
      policy.rules
        .filter(({ lock }) => lock.value !== 'none')
        .map(({ rule, lock }) => [rule.id, lock]),
    ),
  );
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

/** The files whose folders decide which nested layers count: the Dockerfiles, or else the first document. */
function decidingFiles({ documents }: Subject): readonly string[] {
  const dockerfiles = documents.filter(({ kind }) => kind === 'dockerfile');
  return (dockerfiles.length > 0 ? dockerfiles : documents.slice(0, 1)).map(({ uri }) => uri);
}

/** Lets exceptions, comments and the baseline decide what becomes of the findings. */
function decideFindings(
  { stack, subjects, now, repo, baseline, peerIgnores }: EvaluateRequest,
  findings: readonly Finding[],
  locks: Locks,
): Decision {
  const index = indexRules(
    stack.flatMap(({ rules: own, layer }) => own.map((rule) => ({ rule, root: layer.root }))),
  );
  const byName = new Map(subjects.map((subject) => [subject.name, subject]));
  return decide({
    findings,
    layers: stack.map(({ layer }) => layer),
    documents: [...new Set(subjects.flatMap(({ documents }) => documents))],
    now,
    ...(repo !== undefined && { repo }),
    ...(baseline && { baseline }),
    ...(peerIgnores && { peerIgnores }),
    findRule: (name) => {
      const found = index.find(name);
      return found.kind === 'rule' ? found.rule.id : undefined;
    },
    ruleNames: index.names,
    factsOf: (finding) => factsOf(finding, byName.get(finding.subject)),
    evidenceOf: (finding) => {
      const found = index.find(finding.rule);
      const digest = found.kind === 'rule' ? found.rule.digest : undefined;
      return evidenceOf(finding, byName.get(finding.subject), digest);
    },
    lockedBy: ({ subject, rule }) => locks.get(subject)?.get(rule)?.origin.layer,
    namedLockBy: ({ subject, rule }) => {
      const lock = locks.get(subject)?.get(rule);
      return lock?.span && lock.origin.layer;
    },
  });
}

/**
 * What the selectors of exceptions are held against. Which image a finding is about counts only by the word of the image itself and of
 * the document found fault with: a declaration, or a file put beside it, would move an exception to where nobody granted it.
 */
function factsOf({ locations }: Finding, subject: Subject | undefined): SubjectFacts {
  const documents = subject?.documents ?? [];
  const images = documents.filter(({ kind }) => kind === 'image');
  const own = documents.filter(({ uri }) => locations.some((at) => at.uri === uri));
  const repo = subject?.source?.repo;
  return {
    ...(repo !== undefined && { repo }),
    images: images.flatMap(({ value }) => textsOf(value['tags'])),
    digests: [...images, ...own].flatMap((document) => identityOf(document).digests),
  };
}

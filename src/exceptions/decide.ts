/** What becomes of findings: exceptions first, then comments in the judged files, then the baseline. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import type { Document } from '../model/document.js';
import type { Exception, ExceptionEvidence } from '../model/exception.js';
import type { Finding } from '../model/finding.js';
import type { Layer } from '../model/layer.js';
import type { PeerTool } from '../model/settings.js';
import type { ExceptionUse } from '../model/verdict.js';
import { applyInlineIgnores } from './apply-inline.js';
import { applyBaseline, loadBaseline } from './baseline.js';
import { unknownExceptionRule } from './errors.js';
import { type InlineIgnore, readInlineIgnores } from './inline-ignores.js';
import { loadExceptions, withoutTwins } from './load-exceptions.js';
import type { FindRule, SubjectFacts } from './match.js';
import { prepareObjections } from './objections.js';
import { readPeerIgnores } from './peer-ignores.js';
import type { Signed } from './verify-signatures.js';
import { waive } from './waive.js';

export interface DecideRequest {
  readonly findings: readonly Finding[];
  /** From `std` down. */
  readonly layers: readonly Layer[];
  readonly documents: readonly Document[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly repo?: string;
  readonly baseline?: Source;
  /** Tools whose comments are heeded, where no org says which. */
  readonly peerIgnores?: readonly PeerTool[];
  readonly findRule: FindRule;
  /** All names of rules, for suggestions. */
  readonly ruleNames: readonly string[];
  readonly factsOf: (finding: Finding) => SubjectFacts;
  readonly evidenceOf: (finding: Finding) => ExceptionEvidence;
  /** The layer that locks the finding's rule; undefined where none does. */
  readonly lockedBy: (finding: Finding) => string | undefined;
  /** As `lockedBy`, but only where a lock is written for this very rule, not where it is an org's default. */
  readonly namedLockBy: (finding: Finding) => string | undefined;
}

export interface Decision {
  readonly findings: readonly Finding[];
  readonly use: ExceptionUse;
  readonly exceptions: readonly Exception[];
  readonly signedBy: ReadonlyMap<string, Signed>;
  /** Records that are wrong in themselves: with these nothing is decided. */
  readonly faults: readonly Diagnostic[];
  /** Records that are well-formed but do not hold. */
  readonly refusals: readonly Diagnostic[];
}

export function decide(request: DecideRequest): Decision {
  const { layers, documents, now, repo, findRule, namedLockBy: lockedBy } = request;
  const loaded = layers.map(({ exceptionFiles, name }) => loadExceptions(exceptionFiles, name));
  const faults = loaded.flatMap(({ diagnostics }) => diagnostics);
  const exceptions = withoutTwins(
    loaded.flatMap(({ value }) => value),
    faults,
  );
  const objections = prepareObjections({ ...request, exceptions });
  faults.push(...objections.diagnostics);
  const org = layers.find(({ kind }) => kind === 'org')?.settings.org;
  const waived = waive(request.findings, exceptions, {
    now,
    ...(org?.exceptionRules && { rules: org.exceptionRules }),
    ...(repo !== undefined && { repo }),
    findRule,
    ruleNames: request.ruleNames,
    factsOf: request.factsOf,
    objection: objections.objection,
  });
  const comments = readInlineIgnores(documents);
  faults.push(...comments.diagnostics, ...unknownRules(comments.value, request));
  const hasOrg = org !== undefined;
  // Where there is an org, it decides which comments hold.
  const peers = (hasOrg ? org.inlineIgnores?.peers : request.peerIgnores) ?? [];
  const ignores = [...comments.value, ...readPeerIgnores(documents, peers)];
  const inline = applyInlineIgnores(waived.findings, ignores, {
    now,
    ...(org?.inlineIgnores && { rules: org.inlineIgnores }),
    hasOrg,
    findRule,
    lockedBy,
  });
  const refusals = [...waived.diagnostics, ...inline.diagnostics];
  const baseline = request.baseline && loadBaseline(request.baseline);
  faults.push(...(baseline?.diagnostics ?? []));
  const based = baseline?.value
    ? applyBaseline(inline.findings, baseline.value, {
        now,
        ...(org?.baseline && { rules: org.baseline }),
        hasOrg,
        lockedBy,
      })
    : undefined;
  refusals.push(...(based?.diagnostics ?? []));
  const both = (a: readonly string[], b: readonly string[]) => [...a, ...b].sort();
  return {
    findings: based?.findings ?? inline.findings,
    use: {
      ...waived.use,
      used: both(waived.use.used, inline.used),
      unused: both(waived.use.unused, inline.unused),
    },
    exceptions,
    signedBy: objections.signedBy,
    faults,
    refusals,
  };
}

function unknownRules(
  ignores: readonly InlineIgnore[],
  { findRule, ruleNames }: DecideRequest,
): Diagnostic[] {
  return ignores.flatMap(({ rules, span }) =>
    rules
      .map((name) => name.split('#')[0] ?? '')
      .filter((name) => findRule(name) === undefined)
      .map((name) => unknownExceptionRule(span, name, ruleNames)),
  );
}

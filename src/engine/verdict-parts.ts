import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { positionAt } from '../diagnostics/source.js';
import type { Finding } from '../model/finding.js';
import type { Subject } from '../model/subject.js';
import type {
  Outcome,
  Verdict,
  VerdictProblem,
  VerdictRule,
  VerdictSubject,
} from '../model/verdict.js';

/** `fail` if an enforced finding stands; an incomplete evaluation is never a pass. */
export function outcomeOf(findings: readonly Finding[], complete: boolean): Outcome {
  if (findings.some(({ status }) => status === 'fail')) return 'fail';
  if (!complete) return 'error';
  return findings.some(({ status }) => status === 'warn' || status === 'unknown') ? 'warn' : 'pass';
}

/** Rules after exceptions: one whose findings are all waived passes, and says so. */
export function settleRules(
  rules: readonly VerdictRule[],
  findings: readonly Finding[],
): VerdictRule[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule}\n${finding.subject}`;
    const known = byRule.get(key);
    if (known) known.push(finding);
    else byRule.set(key, [finding]);
  }
  return rules.map((entry) => {
    if (!['fail', 'warn', 'unknown'].includes(entry.status)) return entry;
    const own = byRule.get(`${entry.id}\n${entry.subject}`) ?? [];
    const status = (['fail', 'warn', 'unknown'] as const).find((word) =>
      own.some((finding) => finding.status === word),
    );
    if (status === undefined) {
      return { ...entry, status: 'pass', reason: 'all findings are waived or in the baseline' };
    }
    return status === entry.status ? entry : { ...entry, status };
  });
}

export function subjectEntry({ name, documents, matches = [] }: Subject): VerdictSubject {
  const reasons = new Map(matches.map(({ kind, uri, by }) => [`${kind} ${uri}`, by]));
  return {
    name,
    documents: documents.map(({ kind, uri, fileDigest }) => {
      const by = reasons.get(`${kind} ${uri}`);
      return { kind, uri, digest: fileDigest, ...(by !== undefined && { by }) };
    }),
  };
}

export function problemOf({
  code,
  severity,
  message,
  span,
  path,
  hint,
}: Diagnostic): VerdictProblem {
  const uri = span?.source.path ?? path;
  const place = span && positionAt(span.source, span.start);
  return {
    code,
    severity,
    message,
    ...(hint !== undefined && { hint }),
    ...(uri !== undefined && { uri }),
    ...(place && { line: place.line, column: place.column }),
  };
}

/** How many findings have each status. */
export function summaryOf(findings: readonly Finding[]): Verdict['summary'] {
  const statuses = ['fail', 'warn', 'unknown', 'waived', 'baselined', 'shadow'] as const;
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      findings.filter((finding) => finding.status === status).length,
    ]),
  );
}

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Exception } from '../model/exception.js';
import type { Finding } from '../model/finding.js';
import { isGlob, matchesGlob } from '../model/glob.js';
import type { ExceptionRules } from '../model/settings.js';
import { DAY, endOf } from '../model/time.js';
import type { ExceptionUse } from '../model/verdict.js';
import { refusalFor, refusalOf } from './bounds.js';
import { refused, unknownExceptionRule } from './errors.js';
import { type FindRule, matchException, type SubjectFacts } from './match.js';
import { beyondLimit } from './renewals.js';

/** What decides over exceptions besides themselves. */
export interface WaiveContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The org's bounds; absent: none. */
  readonly rules?: ExceptionRules;
  readonly findRule: FindRule;
  /** All names of rules, for suggestions. */
  readonly ruleNames: readonly string[];
  readonly factsOf: (finding: Finding) => SubjectFacts;
  /** The judged repository; exceptions for other ones only are nobody's concern here. */
  readonly repo?: string;
  /** Further reasons, such as missing signatures or approvals; undefined where an exception may waive. */
  readonly objection?: (exception: Exception, finding: Finding) => string | undefined;
}

export interface Waived {
  readonly findings: readonly Finding[];
  readonly use: ExceptionUse;
  readonly diagnostics: readonly Diagnostic[];
}

/** Days before its end from which an exception counts as expiring, where the org says nothing. */
const EXPIRING_DAYS = 30;

/** Findings keep standing in the verdict; those that a valid exception is about become `waived`. */
export function waive(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  context: WaiveContext,
): Waived {
  const { now, rules, findRule } = context;
  const diagnostics: Diagnostic[] = [];
  const all = exceptions.map((exception) => {
    const reason = refusalOf(exception, rules, now, findRule);
    if (reason) diagnostics.push(refused(exception.origin.span, exception.id, reason));
    const known = checkRuleNames(exception, context, diagnostics);
    const ends = endOf(exception.expires.value) ?? Number.NEGATIVE_INFINITY;
    return { exception, holds: reason === undefined && known, expired: ends < now, ends };
  });
  const states = all.filter(({ exception }) => concerns(exception, context.repo));
  const active = states.filter(({ holds, expired }) => holds && !expired);
  const surplus = beyondLimit(
    active.map(({ exception }) => exception),
    rules?.maxActive ?? Number.POSITIVE_INFINITY,
  );
  const used = new Set<string>();
  const touched = new Set<string>();
  const objections = new Map<string, Diagnostic>();
  const result = findings.map((finding): Finding => {
    const facts = context.factsOf(finding);
    let note: string | undefined;
    const about = states.filter(({ exception }) =>
      matchException(exception, finding, facts, findRule),
    );
    for (const { exception, holds, expired } of about) {
      touched.add(exception.id);
      if (!holds) continue;
      const others = about.map((state) => state.exception);
      const reason = surplus.has(exception.id)
        ? `the repository may have ${rules?.maxActive} active exceptions at the most`
        : (refusalFor(exception, finding, rules, findRule, others) ??
          context.objection?.(exception, finding));
      if (reason) {
        objections.set(
          `${exception.id} ${reason}`,
          refused(exception.origin.span, exception.id, reason),
        );
      } else if (expired) {
        note = `exception ${exception.id} expired on ${exception.expires.value}`;
      } else {
        used.add(exception.id);
        return { ...finding, status: 'waived', exception: exception.id };
      }
    }
    return note ? { ...finding, note: finding.note ? `${finding.note}; ${note}` : note } : finding;
  });
  diagnostics.push(...objections.values());
  const expiringFrom = now + (rules?.expiringWithinDays ?? EXPIRING_DAYS) * DAY;
  const dated = (list: typeof states) =>
    list
      .map(({ exception }) => ({ id: exception.id, expires: exception.expires.value }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    findings: result,
    use: {
      used: [...used].sort(),
      unused: states
        .filter(({ exception, expired }) => !touched.has(exception.id) && !expired)
        .map(({ exception }) => exception.id)
        .sort(),
      expiring: dated(states.filter(({ ends, expired }) => !expired && ends <= expiringFrom)),
      expired: dated(states.filter(({ expired }) => expired)),
    },
    diagnostics,
  };
}

/** Whether an exception may be about the judged repository at all. */
function concerns({ subject }: Exception, repo: string | undefined): boolean {
  if (subject.repo === undefined || repo === undefined) return true;
  return subject.repo.some((glob) => matchesGlob(glob, repo));
}

function checkRuleNames(
  exception: Exception,
  { findRule, ruleNames }: WaiveContext,
  diagnostics: Diagnostic[],
): boolean {
  let known = true;
  for (const { value, span } of exception.rules) {
    const name = value.split('#')[0] ?? '';
    if (isGlob(name) || findRule(name) !== undefined) continue;
    diagnostics.push(unknownExceptionRule(span, name, ruleNames));
    known = false;
  }
  return known;
}

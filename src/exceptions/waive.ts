import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Exception } from '../model/exception.js';
import type { Finding } from '../model/finding.js';
import { isGlob } from '../model/glob.js';
import type { ExceptionRules } from '../model/settings.js';
import { DAY, endOf } from '../model/time.js';
import type { ExceptionUse } from '../model/verdict.js';
import { refusalFor, refusalOf } from './bounds.js';
import { refused, unknownExceptionRule } from './errors.js';
import { type FindRule, matchException, type SubjectFacts } from './match.js';

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
  const states = exceptions.map((exception) => {
    const reason = refusalOf(exception, rules, now, findRule);
    if (reason) diagnostics.push(refused(exception.origin.span, exception.id, reason));
    const known = checkRuleNames(exception, context, diagnostics);
    const ends = endOf(exception.expires.value) ?? Number.NEGATIVE_INFINITY;
    return { exception, holds: reason === undefined && known, expired: ends < now, ends };
  });
  const used = new Set<string>();
  const touched = new Set<string>();
  const objections = new Map<string, Diagnostic>();
  const result = findings.map((finding): Finding => {
    const facts = context.factsOf(finding);
    let note: string | undefined;
    for (const { exception, holds, expired } of states) {
      if (!matchException(exception, finding, facts, findRule)) continue;
      touched.add(exception.id);
      if (!holds) continue;
      const reason =
        refusalFor(exception, finding, rules, findRule) ?? context.objection?.(exception, finding);
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

import type { Exception } from '../model/exception.js';
import type { Finding } from '../model/finding.js';
import { isGlob } from '../model/glob.js';
import type { ExceptionRules } from '../model/settings.js';
import { DAY, endOf, startOf } from '../model/time.js';
import type { FindRule } from './match.js';
import { renewalsOf } from './renewals.js';

/** What the org holds against an exception as a whole, for any finding; undefined where nothing. */
export function refusalOf(
  exception: Exception,
  rules: ExceptionRules | undefined,
  now: number,
  findRule: FindRule,
): string | undefined {
  const created = exception.created && startOf(exception.created.value);
  if (created !== undefined && created > now)
    return `it begins on ${exception.created?.value} only`;
  for (const { value } of exception.rules) {
    const name = value.split('#')[0] ?? '';
    if (isGlob(name) && !rules?.wildcards)
      return `\`${value}\` is a wildcard, which is not allowed`;
  }
  if (rules === undefined) return undefined;
  for (const { value } of rules.forbid) {
    const forbidden = findRule(value) ?? value;
    const named = exception.rules.some(
      (rule) => findRule(rule.value.split('#')[0] ?? '') === forbidden,
    );
    if (named) return `the org forbids exceptions from \`${value}\``;
  }
  if (rules.requireTicket !== undefined) {
    const pattern = new RegExp(rules.requireTicket, 'u');
    if (exception.ticket === undefined || !pattern.test(exception.ticket)) {
      return `it needs a ticket that matches \`${rules.requireTicket}\``;
    }
  }
  return undefined;
}

/**
 * What the org holds against an exception for one finding, whose severity sets the bounds.
 *
 * @param others all exceptions about the finding, expired ones included
 */
export function refusalFor(
  exception: Exception,
  finding: Finding,
  rules: ExceptionRules | undefined,
  findRule: FindRule,
  others: readonly Exception[],
): string | undefined {
  if (rules === undefined) return undefined;
  if (rules.forbid.some(({ value }) => (findRule(value) ?? value) === finding.rule)) {
    return `the org forbids exceptions from \`${finding.rule}\``;
  }
  const days = rules.maxDays.get(finding.severity);
  if (days !== undefined) {
    const begins = exception.created && startOf(exception.created.value);
    const ends = endOf(exception.expires.value);
    if (begins === undefined) return '`created` is missing, so its length cannot be checked';
    if (ends === undefined || ends - begins > (days + 1) * DAY) {
      return `for ${finding.severity} findings it may last ${days} days at the most`;
    }
  }
  if (rules.requireDigest.includes(finding.severity) && exception.subject.digest === undefined) {
    return `for ${finding.severity} findings it must name the image's digest`;
  }
  const renewals = renewalsOf(exception, others);
  if (rules.renewals !== undefined && renewals > rules.renewals) {
    return `it renews ${renewals} others, and the org allows ${rules.renewals}`;
  }
  return undefined;
}

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Finding } from '../model/finding.js';
import type { InlineIgnoreRules } from '../model/settings.js';
import { DAY, endOf } from '../model/time.js';
import { inlineRefused } from './errors.js';
import type { InlineIgnore } from './inline-ignores.js';
import type { FindRule } from './match.js';
import { namesFinding } from './peer-ignores.js';

export interface InlineContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What the org says of them; absent where it says nothing. */
  readonly rules?: InlineIgnoreRules;
  readonly hasOrg: boolean;
  readonly findRule: FindRule;
  /** The layer that locks the finding's rule; undefined where none does. */
  readonly lockedBy: (finding: Finding) => string | undefined;
}

export interface InlineResult {
  readonly findings: readonly Finding[];
  readonly used: readonly string[];
  readonly unused: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Waives findings that a comment in the judged file asks to be ignored, where the org lets comments do that. */
export function applyInlineIgnores(
  findings: readonly Finding[],
  ignores: readonly InlineIgnore[],
  context: InlineContext,
): InlineResult {
  const diagnostics = new Map<string, Diagnostic>();
  const used = new Set<string>();
  const touched = new Set<string>();
  const result = findings.map((finding): Finding => {
    if (finding.status === 'waived' || finding.status === 'shadow') return finding;
    let note: string | undefined;
    for (const ignore of ignores) {
      if (!matches(ignore, finding, context.findRule)) continue;
      touched.add(ignore.id);
      const reason = objectionTo(ignore, finding, context);
      if (reason === undefined) {
        used.add(ignore.id);
        return { ...finding, status: 'waived', exception: ignore.id };
      }
      diagnostics.set(`${ignore.id} ${reason}`, inlineRefused(ignore.span, reason));
      if (ignore.expires !== undefined && (endOf(ignore.expires) ?? 0) < context.now) {
        note = `the comment in line ${ignore.line} expired on ${ignore.expires}`;
      }
    }
    return note ? { ...finding, note: finding.note ? `${finding.note}; ${note}` : note } : finding;
  });
  return {
    findings: result,
    used: [...used].sort(),
    unused: ignores
      .filter(({ id }) => !touched.has(id))
      .map(({ id }) => id)
      .sort(),
    diagnostics: [...diagnostics.values()],
  };
}

function matches(ignore: InlineIgnore, finding: Finding, findRule: FindRule): boolean {
  const [place] = finding.locations;
  const names =
    ignore.peer === undefined
      ? ignore.rules.some((name) => {
          const [rule = '', check] = name.split('#');
          return (
            findRule(rule) === finding.rule && (check === undefined || check === finding.check)
          );
        })
      : namesFinding(ignore, finding.aliases);
  if (!names || place?.uri !== ignore.uri) return false;
  if (ignore.lines === undefined) return true;
  const { from, to } = ignore.lines;
  return place.line !== undefined && place.line >= from && place.line <= to;
}

function objectionTo(
  { expires }: InlineIgnore,
  finding: Finding,
  { now, rules, hasOrg, lockedBy }: InlineContext,
): string | undefined {
  if (hasOrg && !rules?.allowed) return 'the org does not allow ignoring by comment';
  const locker = lockedBy(finding);
  if (locker !== undefined) return `\`${finding.rule}\` is locked by ${locker}`;
  if (rules?.severities && !rules.severities.includes(finding.severity)) {
    return `findings of severity ${finding.severity} cannot be ignored by comment`;
  }
  // Comments for other tools hold where somebody asked for them, although they name no end.
  if (expires === undefined) return undefined;
  const ends = endOf(expires) ?? Number.NEGATIVE_INFINITY;
  if (ends < now) return `it expired on ${expires}`;
  if (rules?.maxDays !== undefined && ends > now + (rules.maxDays + 1) * DAY) {
    return `it may last ${rules.maxDays} days from now at the most`;
  }
  return undefined;
}

import { createHash } from 'node:crypto';
import type { Document } from '../model/document.js';
import type { Finding, FindingStatus } from '../model/finding.js';
import type { Json } from '../model/json.js';
import type { ResolvedLocation } from '../model/location.js';
import type { Decided, EffectiveRule } from '../model/policy.js';
import type { RuleSet } from '../model/rule.js';
import { LEVELS, type Level, SEVERITIES, type Severity } from '../model/settings.js';
import type { Subject } from '../model/subject.js';
import type { RawResult } from './run-layer.js';

/** A rule with the level that counts at this gate and time. */
export interface ActiveRule {
  readonly effective: EffectiveRule;
  readonly level: Decided<Level>;
  /** From when on the rule fails, where that is still to come. */
  readonly note?: string;
}

type Fields = { readonly [key: string]: Json };

/** Turns one element of a rule's set into a finding. */
export function findingOf(raw: RawResult, active: ActiveRule, subject: Subject): Finding {
  const { effective } = active;
  const { rule } = effective;
  const fields: Fields = isFields(raw.value) ? raw.value : { message: raw.value };
  const message = text(fields['message']) ?? text(fields['msg']) ?? rule.title;
  const check = text(fields['check']);
  const at = locationsOf(fields['at'], subject.documents);
  const term = text(fields['term']);
  const level = levelFor(raw.set, active.level.value, effective.onUnknown.value);
  const severity = severityOf(fields['severity'], check, effective);
  const known = check === undefined ? undefined : rule.checks.get(check);
  return {
    key: keyOf([
      rule.id,
      check ?? '',
      subject.name,
      at[0]?.uri ?? '',
      term ?? sourceText(at[0], subject),
    ]),
    rule: rule.id,
    ...(check !== undefined && { check }),
    ...(term !== undefined && { term }),
    ...(rule.code !== undefined && { code: rule.code }),
    aliases: known && known.aliases.length > 0 ? known.aliases : rule.aliases,
    severity,
    level: active.level.value,
    status: statusOf(raw.set, level, effective.onUnknown.value),
    message,
    locations: at,
    ...(fields['evidence'] !== undefined && { evidence: fields['evidence'] }),
    ...(rule.remediation !== undefined && { remediation: rule.remediation }),
    ...(fields['fix'] !== undefined && fields['fix'] !== null && { fix: fields['fix'] }),
    decidedBy: active.level.origin,
    ...(active.note !== undefined && { note: active.note }),
    subject: subject.name,
  };
}

function isFields(value: Json): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `warn` never fails; `unknown` only where the rule is set so. */
function levelFor(set: RuleSet, level: Level, onUnknown: 'warn' | 'fail'): Level {
  const most: Level =
    set === 'warn' || (set === 'unknown' && onUnknown === 'warn') ? 'warn' : 'enforce';
  return LEVELS.indexOf(level) < LEVELS.indexOf(most) ? level : most;
}

function statusOf(set: RuleSet, level: Level, onUnknown: 'warn' | 'fail'): FindingStatus {
  if (level === 'shadow' || level === 'off') return 'shadow';
  if (set === 'unknown' && onUnknown === 'warn') return 'unknown';
  return level === 'enforce' ? 'fail' : 'warn';
}

/** A finding's own severity, its check's, or the rule's; never above the rule's. */
function severityOf(
  written: Json | undefined,
  check: string | undefined,
  { rule, severity }: EffectiveRule,
): Severity {
  const own =
    SEVERITIES.find((word) => word === written) ??
    (check === undefined ? undefined : rule.checks.get(check)?.severity) ??
    severity.value;
  return SEVERITIES.indexOf(own) < SEVERITIES.indexOf(severity.value) ? own : severity.value;
}

/** `at` is a node's `loc`, or a list of them; pointers become lines where the document can tell. */
function locationsOf(at: Json | undefined, documents: readonly Document[]): ResolvedLocation[] {
  const list = Array.isArray(at) ? (at as readonly Json[]) : at === undefined ? [] : [at];
  return list.flatMap((item) => {
    if (!isFields(item) || typeof item['uri'] !== 'string') return [];
    const { uri } = item;
    if (typeof item['ptr'] === 'string') {
      const document = documents.find((one) => one.uri === uri && one.locate);
      return [document?.locate?.(item['ptr']) ?? { uri, ptr: item['ptr'] }];
    }
    const number = (key: string): number | undefined => {
      const value = item[key];
      return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
    };
    const line = number('line');
    const column = number('col');
    const endLine = number('endLine');
    const endColumn = number('endCol');
    return [
      {
        uri,
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column }),
        ...(endLine !== undefined && { endLine }),
        ...(endColumn !== undefined && { endColumn }),
      },
    ];
  });
}

/** The text of the place, its white space evened out, so that a key does not depend on where the place is. */
function sourceText(place: ResolvedLocation | undefined, subject: Subject): string {
  if (place === undefined) return '';
  const source = subject.documents.find(({ uri }) => uri === place.uri)?.source;
  if (source === undefined || place.line === undefined) return place.ptr ?? '';
  const lines = source.text.split('\n').slice(place.line - 1, place.endLine ?? place.line);
  const last = lines.length - 1;
  const cut = lines.map((line, index) =>
    line.slice(
      index === 0 ? (place.column ?? 1) - 1 : 0,
      index === last && place.endColumn !== undefined ? place.endColumn - 1 : undefined,
    ),
  );
  return cut.join('\n').replace(/\s+/g, ' ').trim();
}

function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Findings in a stable order: subject, place, rule, message, key. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const order = (finding: Finding): (string | number)[] => {
    const [place] = finding.locations;
    const { subject, rule, message, key } = finding;
    return [subject, place?.uri ?? '', place?.line ?? 0, place?.column ?? 0, rule, message, key];
  };
  return [...findings].sort((a, b) => compare(order(a), order(b)));
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] as string | number;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source, Span } from '../diagnostics/source.js';
import type { Finding } from '../model/finding.js';
import { RecordReader } from '../model/record-reader.js';
import type { BaselineRules, Placed } from '../model/settings.js';
import { parseStrictYaml } from '../model/strict-yaml.js';
import { endOf } from '../model/time.js';
import { badExpiry, baselineRefused, staleBaseline } from './errors.js';

/** How often a finding stood in a file when the baseline was made. */
export interface BaselineEntry {
  readonly key: string;
  readonly rule: string;
  readonly file: string;
  readonly count: number;
  readonly span?: Span;
}

/** Findings that were there when the policy came: they are not excused, only postponed. */
export interface Baseline {
  readonly owner: string;
  /** As written. */
  readonly until: Placed<string>;
  readonly entries: readonly BaselineEntry[];
}

/** Reads a baseline file; no value where anything is wrong with it. */
export function loadBaseline(source: Source): Diagnosed<Baseline | undefined> {
  const yaml = parseStrictYaml(source);
  if (yaml.value === undefined) return { value: undefined, diagnostics: yaml.diagnostics };
  const reader = new RecordReader();
  const fields = reader.fields(yaml.value, 'baseline', ['version', 'owner', 'until', 'entries']);
  const owner = fields?.required('owner');
  const until = fields?.required('until');
  if (until && endOf(until.value) === undefined) {
    reader.diagnostics.push(badExpiry(until.span, 'until', until.value));
  }
  const list = fields?.get('entries');
  if (fields && list?.kind !== 'list') reader.missing(fields.map.span, 'entries');
  const entries = (list?.kind === 'list' ? list.items : []).flatMap((item): BaselineEntry[] => {
    const entry = reader.fields(item, 'entry', ['key', 'rule', 'file', 'count']);
    const key = entry?.required('key');
    const rule = entry?.required('rule');
    const file = entry?.required('file');
    const count = entry?.count('count', 1);
    if (!key || !rule || !file) return [];
    const { value, span } = key;
    return [{ key: value, rule: rule.value, file: file.value, count: count?.value ?? 1, span }];
  });
  const { diagnostics } = reader;
  if (diagnostics.length > 0 || !owner || !until) return { value: undefined, diagnostics };
  return { value: { owner: owner.value, until, entries }, diagnostics };
}

/** A baseline of the findings that stand. */
export function makeBaseline(findings: readonly Finding[]): BaselineEntry[] {
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    if (!isStanding(finding)) continue;
    const { key, rule } = finding;
    const file = finding.locations[0]?.uri ?? '';
    const id = `${key} ${file}`;
    entries.set(id, { key, rule, file: file || '.', count: (entries.get(id)?.count ?? 0) + 1 });
  }
  return [...entries.values()].sort((a, b) => order(a, b));
}

function order(a: BaselineEntry, b: BaselineEntry): number {
  const text = ({ file, rule, key }: BaselineEntry) => `${file}\0${rule}\0${key}`;
  return text(a) < text(b) ? -1 : 1;
}

function isStanding({ status }: Finding): boolean {
  return status === 'fail' || status === 'warn';
}

export interface BaselineContext {
  readonly now: number;
  readonly rules?: BaselineRules;
  readonly hasOrg: boolean;
  readonly lockedBy: (finding: Finding) => string | undefined;
}

/**
 * Marks findings that the baseline holds, at most as many per key and file as it says. An entry that has fewer findings than it says
 * is stale and an error until it is pruned: room that is left would be room for new findings.
 */
export function applyBaseline(
  findings: readonly Finding[],
  { until, entries }: Baseline,
  { now, rules, hasOrg, lockedBy }: BaselineContext,
): { findings: readonly Finding[]; stale: readonly BaselineEntry[]; diagnostics: Diagnostic[] } {
  const refusal = refusalOf(until, now, rules, hasOrg);
  if (refusal) {
    return { findings, stale: [], diagnostics: [baselineRefused(until.span, refusal)] };
  }
  const room = new Map(entries.map((entry) => [`${entry.key} ${entry.file}`, entry.count]));
  const diagnostics: Diagnostic[] = [];
  const result = findings.map((finding): Finding => {
    const id = `${finding.key} ${finding.locations[0]?.uri ?? '.'}`;
    const left = room.get(id) ?? 0;
    if (!isStanding(finding) || left === 0) return finding;
    room.set(id, left - 1);
    const locker = rules && !rules.lockedRules ? lockedBy(finding) : undefined;
    if (locker !== undefined) {
      const span = entries.find(({ key }) => key === finding.key)?.span ?? until.span;
      diagnostics.push(baselineRefused(span, `\`${finding.rule}\` is locked by ${locker}`));
      return finding;
    }
    return { ...finding, status: 'baselined' };
  });
  const stale = entries.filter((entry) => (room.get(`${entry.key} ${entry.file}`) ?? 0) > 0);
  diagnostics.push(
    ...stale.map(({ span, rule, file }) => staleBaseline(span ?? until.span, rule, file)),
  );
  return { findings: result, stale, diagnostics };
}

function refusalOf(
  until: Placed<string>,
  now: number,
  rules: BaselineRules | undefined,
  hasOrg: boolean,
): string | undefined {
  if (hasOrg && !rules?.allowed) return 'the org does not allow a baseline';
  const ends = endOf(until.value) ?? Number.NEGATIVE_INFINITY;
  if (ends < now) return `it ended on ${until.value}`;
  const latest = rules?.until && endOf(rules.until.value);
  if (latest !== undefined && now > latest)
    return `the org allowed it until ${rules?.until?.value}`;
  return undefined;
}

import { arrayOf, type JsonObject, numberOf, objectOf, textOf, textsOf } from '../json/fields.js';
import { findingOf, reportOf, severityOf } from './finding.js';
import type { ScanFacts, ScanFinding } from './types.js';

/** Reads a SARIF report; the runs of several tools count as one report of the first. */
export function readSarif(report: JsonObject, uri: string): ScanFacts {
  const runs = arrayOf(report['runs']).map(objectOf);
  const driver = objectOf(objectOf(runs[0]?.['tool'])['driver']);
  const name = (textOf(driver['name']) ?? 'sarif').toLowerCase();
  const invocations = runs.flatMap((run) => arrayOf(run['invocations']).map(objectOf));
  const failed = invocations.filter((one) => one['executionSuccessful'] === false);
  const ended = invocations.map((one) => textOf(one['endTimeUtc'])).find((time) => time);
  return reportOf(name, {
    tool: {
      name,
      version: textOf(driver['semanticVersion']) ?? textOf(driver['version']) ?? null,
      db: { version: null, builtAt: null },
    },
    createdAt: ended ?? null,
    completed: failed.length === 0,
    errors: failed.map((one) => textOf(one['exitCodeDescription']) ?? 'the run did not succeed'),
    findings: runs.flatMap((run, at) => resultsOf(run, uri, `/runs/${at}/results`)),
  });
}

function resultsOf(run: JsonObject, uri: string, at: string): ScanFinding[] {
  const rules = arrayOf(objectOf(objectOf(run['tool'])['driver'])['rules']).map(objectOf);
  const byId = new Map(rules.map((rule) => [textOf(rule['id']) ?? '', rule]));
  return arrayOf(run['results']).map((value, index) => {
    const result = objectOf(value);
    const place = numberOf(result['ruleIndex']);
    const id = textOf(result['ruleId']) ?? textOf(objectOf(result['rule'])['id']) ?? '';
    const rule = byId.get(id) ?? (place === undefined ? undefined : rules[place]) ?? {};
    const [suppression] = arrayOf(result['suppressions']).map(objectOf);
    const properties = objectOf(rule['properties']);
    const tags = textsOf(properties['tags']);
    return findingOf(
      {
        kind: kindOf(id, tags),
        id: id === '' ? (textOf(rule['id']) ?? '') : id,
        severity:
          scored(properties['security-severity']) ?? LEVELS.get(levelOf(result, rule)) ?? null,
        title: textOf(objectOf(result['message'])['text']) ?? null,
        suppressed: suppression
          ? {
              by: textOf(suppression['kind']) ?? 'sarif',
              reason: textOf(suppression['justification']) ?? null,
            }
          : null,
        locations: arrayOf(result['locations']).flatMap(locationOf),
      },
      { uri, ptr: `${at}/${index}` },
    );
  });
}

const LEVELS: ReadonlyMap<string, string> = new Map([
  ['error', 'high'],
  ['warning', 'medium'],
  ['note', 'low'],
  ['none', 'info'],
]);

function levelOf(result: JsonObject, rule: JsonObject): string {
  const configured = textOf(objectOf(rule['defaultConfiguration'])['level']);
  return textOf(result['level']) ?? configured ?? 'warning';
}

/** `security-severity` is a CVSS score as a text. */
function scored(value: unknown): string | null {
  const score = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  if (Number.isNaN(score)) return null;
  if (score >= 9) return severityOf('critical');
  if (score >= 7) return 'high';
  return score >= 4 ? 'medium' : score > 0 ? 'low' : 'info';
}

function kindOf(id: string, tags: readonly string[]): ScanFinding['kind'] {
  const words = tags.map((tag) => tag.toLowerCase());
  if (/^(CVE|GHSA|PYSEC|RUSTSEC|GO|OSV)-/.test(id) || words.includes('vulnerability'))
    return 'vulnerability';
  if (words.includes('secret') || words.includes('secrets')) return 'secret';
  return words.includes('misconfiguration') ? 'misconfiguration' : 'other';
}

function locationOf(value: unknown): { uri: string; line: number | null }[] {
  const physical = objectOf(objectOf(value)['physicalLocation']);
  const uri = textOf(objectOf(physical['artifactLocation'])['uri']);
  const line = numberOf(objectOf(physical['region'])['startLine']);
  return uri === undefined ? [] : [{ uri, line: line ?? null }];
}

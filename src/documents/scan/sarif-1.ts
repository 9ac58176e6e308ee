import { arrayOf, isObject, type JsonObject, numberOf, objectOf, textOf } from '../json/fields.js';
import { findingOf, reportOf, toolOf } from './finding.js';
import { entriesOf, type ScanForm } from './form.js';
import type { ScanFinding } from './types.js';

/** SARIF 1, which some older tools still write. */
export const sarif1: ScanForm = {
  name: 'sarif-1',
  recognises: (root) => {
    if (!isObject(root) || !Array.isArray(root['runs'])) return false;
    const { version } = root;
    return typeof version === 'string' && version.startsWith('1.');
  },
  read: (root, uri) => {
    const runs = entriesOf(arrayOf(objectOf(root)['runs']), '/runs');
    const first = runs[0]?.value ?? {};
    const tool = objectOf(first['tool']);
    const name = (textOf(tool['name']) ?? 'sarif').toLowerCase();
    return reportOf(name, {
      tool: toolOf(name, textOf(tool['semanticVersion']) ?? textOf(tool['version']) ?? null),
      createdAt: textOf(objectOf(first['invocation'])['endTime']) ?? null,
      findings: runs.flatMap(({ value, ptr }) => resultsOf(value, uri, `${ptr}/results`)),
    });
  },
};

const LEVELS: ReadonlyMap<string, string> = new Map([
  ['error', 'high'],
  ['warning', 'medium'],
  ['default', 'medium'],
  ['note', 'low'],
]);

function resultsOf(run: JsonObject, uri: string, at: string): ScanFinding[] {
  const rules = objectOf(run['rules']);
  return entriesOf(arrayOf(run['results']), at).flatMap(({ value, ptr }): ScanFinding[] => {
    const id = textOf(value['ruleId']) ?? textOf(value['ruleKey']) ?? '';
    const rule = objectOf(rules[textOf(value['ruleKey']) ?? id]);
    const level = textOf(value['level']) ?? textOf(rule['defaultLevel']) ?? 'warning';
    if (level === 'pass' || level === 'notApplicable') return [];
    const states = arrayOf(value['suppressionStates']);
    const { message } = value;
    return [
      findingOf(
        {
          kind: 'other',
          id: textOf(rule['id']) ?? id,
          severity: LEVELS.get(level) ?? null,
          title: textOf(message) ?? textOf(rule['shortDescription']) ?? null,
          suppressed: states.length > 0 ? { by: String(states[0]), reason: null } : null,
          locations: entriesOf(arrayOf(value['locations'])).flatMap((place) =>
            placeOf(place.value),
          ),
        },
        { uri, ptr },
      ),
    ];
  });
}

function placeOf(location: JsonObject): { uri: string; line: number | null }[] {
  const place = objectOf(location['resultFile'] ?? location['analysisTarget']);
  const uri = textOf(place['uri']);
  const line = numberOf(objectOf(place['region'])['startLine']);
  return uri === undefined ? [] : [{ uri, line: line ?? null }];
}

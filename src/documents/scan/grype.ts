import { arrayOf, type JsonObject, numberOf, objectOf, textOf, textsOf } from '../json/fields.js';
import { findingOf, reportOf, severityOf } from './finding.js';
import type { ScanFacts, ScanFinding } from './types.js';

/** Reads a report of Grype. */
export function readGrype(report: JsonObject, uri: string): ScanFacts {
  const descriptor = objectOf(report['descriptor']);
  const db = objectOf(descriptor['db']);
  const status = objectOf(db['status'] ?? db);
  const source = objectOf(report['source']);
  const target = objectOf(source['target']);
  const distro = objectOf(report['distro']);
  const name =
    typeof source['target'] === 'string' ? source['target'] : textOf(target['userInput']);
  const family = textOf(distro['name']);
  return reportOf('grype', {
    tool: {
      name: 'grype',
      version: textOf(descriptor['version']) ?? null,
      db: {
        version: textOf(status['schemaVersion']) ?? null,
        builtAt: textOf(status['built']) ?? null,
      },
    },
    createdAt: textOf(descriptor['timestamp']) ?? null,
    subject: {
      type: textOf(source['type']) ?? null,
      name: name ?? null,
      digest: textOf(target['manifestDigest']) ?? null,
      imageId: textOf(target['imageID']) ?? null,
      tags: textsOf(target['tags']),
    },
    os:
      family === undefined ? null : { family, name: String(distro['version'] ?? ''), eosl: false },
    targets: [...types(report)].map((type) => ({ name: name ?? '', class: null, type })),
    findings: [
      ...arrayOf(report['matches']).map((value, index) =>
        matchOf(objectOf(value), uri, `/matches/${index}`),
      ),
      ...arrayOf(report['ignoredMatches']).map((value, index): ScanFinding => {
        const match = objectOf(value);
        const [rule] = arrayOf(match['appliedIgnoreRules']).map(objectOf);
        const reason = textOf(rule?.['reason']) ?? textOf(rule?.['namespace']) ?? null;
        const finding = matchOf(match, uri, `/ignoredMatches/${index}`);
        return { ...finding, suppressed: { by: 'grype', reason } };
      }),
    ],
  });
}

function types(report: JsonObject): ReadonlySet<string> {
  return new Set(
    arrayOf(report['matches']).flatMap(
      (value) => textOf(objectOf(objectOf(value)['artifact'])['type']) ?? [],
    ),
  );
}

function matchOf(match: JsonObject, uri: string, ptr: string): ScanFinding {
  const vulnerability = objectOf(match['vulnerability']);
  const artifact = objectOf(match['artifact']);
  const fix = objectOf(vulnerability['fix']);
  const [available] = arrayOf(fix['available']).map(objectOf);
  return findingOf(
    {
      kind: 'vulnerability',
      id: textOf(vulnerability['id']) ?? '',
      aliases: arrayOf(match['relatedVulnerabilities']).flatMap(
        (one) => textOf(objectOf(one)['id']) ?? [],
      ),
      severity: severityOf(vulnerability['severity']),
      package: textOf(artifact['name']) ?? null,
      purl: textOf(artifact['purl']) ?? null,
      installed: textOf(artifact['version']) ?? null,
      fixed: textsOf(fix['versions']),
      fixState: textOf(fix['state']) ?? null,
      fixAvailableAt: textOf(available?.['date']) ?? null,
      locations: arrayOf(artifact['locations']).flatMap((one) => {
        const path = textOf(objectOf(one)['path']);
        return path === undefined ? [] : [{ uri: path, line: null }];
      }),
      cvss: arrayOf(vulnerability['cvss']).map((value) => {
        const fields = objectOf(value);
        return {
          source: textOf(fields['source']) ?? '',
          version: textOf(fields['version']) ?? null,
          vector: textOf(fields['vector']) ?? null,
          score: numberOf(objectOf(fields['metrics'])['baseScore']) ?? null,
        };
      }),
    },
    { uri, ptr },
  );
}

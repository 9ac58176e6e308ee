import {
  arrayOf,
  isObject,
  type JsonObject,
  numberOf,
  objectOf,
  textOf,
  textsOf,
} from '../json/fields.js';
import {
  aliasesOf,
  cwesOf,
  findingOf,
  fixStateOf,
  reportOf,
  severityOf,
  toolOf,
} from './finding.js';
import type { ScanForm } from './form.js';
import type { ScanFacts, ScanFinding } from './types.js';

/** Reads a report of Grype. */
function readGrype(report: JsonObject, uri: string): ScanFacts {
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
    tool: toolOf('grype', textOf(descriptor['version']) ?? null, {
      version: String(status['schemaVersion'] ?? '') || null,
      builtAt: textOf(status['built']) ?? null,
    }),
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
  const id = textOf(vulnerability['id']) ?? '';
  const [epss] = arrayOf(vulnerability['epss']).map(objectOf);
  // Before `fix`, in the first versions of Grype.
  const old = textOf(vulnerability['fixedInVersion']);
  return findingOf(
    {
      kind: 'vulnerability',
      id,
      aliases: aliasesOf(
        id,
        arrayOf(match['relatedVulnerabilities']).map((one) => textOf(objectOf(one)['id'])),
      ),
      severity: severityOf(vulnerability['severity']),
      cwes: cwesOf(arrayOf(vulnerability['cwes']).map((one) => objectOf(one)['cwe'])),
      package: textOf(artifact['name']) ?? null,
      purl: textOf(artifact['purl']) ?? null,
      installed: textOf(artifact['version']) ?? null,
      fixed: old === undefined ? textsOf(fix['versions']) : [old],
      fixState: old === undefined ? fixStateOf(fix['state']) : 'fixed',
      fixAvailableAt: textOf(available?.['date']) ?? null,
      epss: numberOf(epss?.['epss']) ?? null,
      kev: arrayOf(vulnerability['knownExploited']).length > 0,
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

export const grype: ScanForm = {
  name: 'grype',
  recognises: (root) => {
    if (!isObject(root) || !Array.isArray(root['matches'])) return false;
    const [first] = arrayOf(root['matches']).map(objectOf);
    const isNamed = objectOf(root['descriptor'])['name'] === 'grype';
    return isNamed || (first !== undefined && 'vulnerability' in first);
  },
  read: (root, uri) => readGrype(objectOf(root), uri),
};

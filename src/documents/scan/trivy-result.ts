import { arrayOf, type JsonObject, numberOf, objectOf, textOf, textsOf } from '../json/fields.js';
import { aliasesOf, cwesOf, findingOf, fixStateOf, severityOf, versionsOf } from './finding.js';
import type { Cvss, ScanFinding, ScanTarget } from './types.js';

/** What Trivy looked at, as every version of its reports writes it. */
export function targetOf(result: JsonObject): ScanTarget {
  return {
    name: textOf(result['Target']) ?? '',
    class: textOf(result['Class']) ?? null,
    type: textOf(result['Type']) ?? null,
  };
}

/** Findings of one target: vulnerabilities, misconfigurations, secrets and licences, and what an ignore file or a VEX took out. */
export function resultFindings(result: JsonObject, uri: string, at: string): ScanFinding[] {
  return [...findingsOf(result, uri, at), ...suppressedOf(result, uri, at)];
}

function findingsOf(result: JsonObject, uri: string, at: string): ScanFinding[] {
  const target = textOf(result['Target']) ?? '';
  const all = (key: string, read: (item: JsonObject, ptr: string) => ScanFinding) =>
    arrayOf(result[key]).map((item, index) => read(objectOf(item), `${at}/${key}/${index}`));
  return [
    ...all('Vulnerabilities', (item, ptr) => vulnerabilityOf(item, target, uri, ptr)),
    ...all('Misconfigurations', (item, ptr) =>
      findingOf(
        {
          kind: 'misconfiguration',
          id: textOf(item['ID']) ?? '',
          aliases: textsOf([item['AVDID'] ?? null]),
          severity: severityOf(item['Severity']),
          title: textOf(item['Title']) ?? null,
          locations: [{ uri: target, line: lineOf(objectOf(item['CauseMetadata'])) }],
        },
        { uri, ptr },
      ),
    ).filter(
      (_, index) => objectOf(arrayOf(result['Misconfigurations'])[index])['Status'] !== 'PASS',
    ),
    ...all('Secrets', (item, ptr) =>
      findingOf(
        {
          kind: 'secret',
          id: textOf(item['RuleID']) ?? '',
          severity: severityOf(item['Severity']),
          title: textOf(item['Title']) ?? null,
          locations: [{ uri: target, line: lineOf(item) }],
        },
        { uri, ptr },
      ),
    ),
    ...all('Licenses', (item, ptr) =>
      findingOf(
        {
          kind: 'licence',
          id: textOf(item['Name']) ?? '',
          severity: severityOf(item['Severity']),
          package: textOf(item['PkgName']) ?? null,
          locations: [{ uri: textOf(item['FilePath']) ?? target, line: null }],
        },
        { uri, ptr },
      ),
    ),
  ];
}

function vulnerabilityOf(item: JsonObject, target: string, uri: string, ptr: string): ScanFinding {
  const identifier = objectOf(item['PkgIdentifier']);
  const id = textOf(item['VulnerabilityID']) ?? '';
  return findingOf(
    {
      kind: 'vulnerability',
      id,
      aliases: aliasesOf(id, textsOf(item['VendorIDs'])),
      severity: severityOf(item['Severity']),
      title: textOf(item['Title']) ?? null,
      cwes: cwesOf(item['CweIDs']),
      package: textOf(item['PkgName']) ?? null,
      purl: textOf(identifier['PURL']) ?? null,
      installed: textOf(item['InstalledVersion']) ?? null,
      fixed: versionsOf(item['FixedVersion']),
      fixState: fixStateOf(item['Status']),
      published: textOf(item['PublishedDate']) ?? null,
      locations: [{ uri: textOf(item['PkgPath']) ?? target, line: null }],
      cvss: Object.entries(objectOf(item['CVSS'])).flatMap(([source, value]) =>
        cvssOf(source, objectOf(value)),
      ),
    },
    { uri, ptr },
  );
}

/** The prefixes of Trivy's fields, with the version of CVSS that they stand for. */
const CVSS_FIELDS = [
  ['V40', '4.0'],
  ['V3', '3'],
  ['V2', '2'],
] as const;

function cvssOf(source: string, value: JsonObject): Cvss[] {
  return CVSS_FIELDS.flatMap(([prefix, version]): Cvss[] => {
    const vector = textOf(value[`${prefix}Vector`]) ?? null;
    const score = numberOf(value[`${prefix}Score`]) ?? null;
    return vector === null && score === null ? [] : [{ source, version, vector, score }];
  });
}

/** What a VEX or an ignore file took out. */
function suppressedOf(result: JsonObject, uri: string, at: string): ScanFinding[] {
  const key = 'ExperimentalModifiedFindings';
  return arrayOf(result[key]).flatMap((value, index): ScanFinding[] => {
    const modified = objectOf(value);
    if (modified['Type'] !== 'vulnerability') return [];
    const target = textOf(result['Target']) ?? '';
    const ptr = `${at}/${key}/${index}`;
    const finding = vulnerabilityOf(objectOf(modified['Finding']), target, uri, ptr);
    const by = textOf(modified['Source']) ?? textOf(modified['Status']) ?? 'trivy';
    return [{ ...finding, suppressed: { by, reason: textOf(modified['Statement']) ?? null } }];
  });
}

function lineOf(item: JsonObject): number | null {
  const line = numberOf(item['StartLine']);
  return line !== undefined && line > 0 ? line : null;
}

import { arrayOf, type JsonObject, numberOf, objectOf, textOf, textsOf } from '../json/fields.js';
import { findingOf, reportOf, severityOf, versionsOf } from './finding.js';
import type { Cvss, ScanFacts, ScanFinding } from './types.js';

/** Reads a report of Trivy. Vulnerabilities, misconfigurations, secrets and licences share its `Results`. */
export function readTrivy(report: JsonObject, uri: string): ScanFacts {
  const metadata = objectOf(report['Metadata']);
  const os = objectOf(metadata['OS']);
  const results = arrayOf(report['Results']).map(objectOf);
  const digests = textsOf(metadata['RepoDigests']);
  const [digest] = digests.flatMap((one) => /@(sha256:[0-9a-f]{64})$/.exec(one)?.[1] ?? []);
  const tool = reportOf('trivy', {}).tool;
  const version = textOf(objectOf(report['Trivy'])['Version']) ?? null;
  return reportOf('trivy', {
    tool: { ...tool, version },
    createdAt: textOf(report['CreatedAt']) ?? null,
    subject: {
      type: textOf(report['ArtifactType']) ?? null,
      name: textOf(report['ArtifactName']) ?? null,
      digest: digest ?? null,
      imageId: textOf(metadata['ImageID']) ?? null,
      tags: textsOf(metadata['RepoTags']),
    },
    os: textOf(os['Family'])
      ? { family: String(os['Family']), name: String(os['Name'] ?? ''), eosl: os['EOSL'] === true }
      : null,
    targets: results.map((result) => ({
      name: textOf(result['Target']) ?? '',
      class: textOf(result['Class']) ?? null,
      type: textOf(result['Type']) ?? null,
    })),
    findings: results.flatMap((result, index) => [
      ...findingsOf(result, uri, `/Results/${index}`),
      ...suppressedOf(result, uri, `/Results/${index}`),
    ]),
  });
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
  return findingOf(
    {
      kind: 'vulnerability',
      id: textOf(item['VulnerabilityID']) ?? '',
      aliases: textsOf(item['VendorIDs']),
      severity: severityOf(item['Severity']),
      title: textOf(item['Title']) ?? null,
      package: textOf(item['PkgName']) ?? null,
      purl: textOf(identifier['PURL']) ?? null,
      installed: textOf(item['InstalledVersion']) ?? null,
      fixed: versionsOf(item['FixedVersion']),
      fixState: textOf(item['Status']) ?? null,
      published: textOf(item['PublishedDate']) ?? null,
      locations: [{ uri: textOf(item['PkgPath']) ?? target, line: null }],
      cvss: Object.entries(objectOf(item['CVSS'])).flatMap(([source, value]) =>
        cvssOf(source, objectOf(value)),
      ),
    },
    { uri, ptr },
  );
}

function cvssOf(source: string, value: JsonObject): Cvss[] {
  return ['V40', 'V3', 'V2'].flatMap((version): Cvss[] => {
    const vector = textOf(value[`${version}Vector`]) ?? null;
    const score = numberOf(value[`${version}Score`]) ?? null;
    return vector === null && score === null
      ? []
      : [{ source, version: version.slice(1), vector, score }];
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

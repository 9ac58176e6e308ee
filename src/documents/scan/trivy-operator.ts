import type { Json } from '../../model/json.js';
import { arrayOf, isObject, type JsonObject, numberOf, objectOf, textOf } from '../json/fields.js';
import { pointerKey } from '../json/pointer-key.js';
import { findingOf, reportOf, severityOf, toolOf, versionsOf } from './finding.js';
import { type Entry, entriesOf, firstOf, type ScanForm } from './form.js';
import type { ScanFacts, ScanFinding } from './types.js';

const GROUP = 'aquasecurity.github.io';

/** The Kubernetes objects that Trivy's operator leaves behind: one, a list of them, or lists by the names of their kinds. */
export const trivyOperator: ScanForm = {
  name: 'trivy-operator',
  recognises: (root) => {
    const first = firstOf(root);
    if (first === undefined) return false;
    const isList = first['kind'] === 'List' && isReport(firstOf(first['items']));
    return isReport(first) || isList || Object.keys(first).some(isNameOfReports);
  },
  read: (root, uri) => {
    const reports = reportsIn(root);
    const [first] = reports.map(({ value }) => objectOf(value['report']));
    return reportOf('trivy', {
      tool: toolOf('trivy', textOf(objectOf(first?.['scanner'])['version']) ?? null),
      createdAt: textOf(first?.['updateTimestamp']) ?? null,
      // Only a single report is about one image.
      ...(reports.length === 1 && { subject: subjectOf(first ?? {}), os: osOf(first ?? {}) }),
      targets: reports.map(({ value }) => ({
        name: textOf(objectOf(value['metadata'])['name']) ?? '',
        class: textOf(value['kind']) ?? null,
        type: null,
      })),
      findings: reports.flatMap((report) => findingsOf(report, uri)),
    });
  },
};

function isReport(value: JsonObject | undefined): boolean {
  const version = textOf(value?.['apiVersion']) ?? '';
  return version.startsWith(`${GROUP}/`) && isObject(value?.['report']);
}

function isNameOfReports(key: string): boolean {
  return key.endsWith(`reports.${GROUP}`);
}

function reportsIn(root: Json): readonly Entry[] {
  if (!isObject(root)) return entriesOf(root).filter(({ value }) => isReport(value));
  if (isReport(root)) return [{ value: root, ptr: '' }];
  const lists = Array.isArray(root['items'])
    ? ['items']
    : Object.keys(root).filter(isNameOfReports);
  return lists
    .flatMap((key) => entriesOf(arrayOf(root[key]), `/${pointerKey(key)}`))
    .filter(({ value }) => isReport(value));
}

function subjectOf(report: JsonObject): ScanFacts['subject'] {
  const artifact = objectOf(report['artifact']);
  const repository = textOf(artifact['repository']);
  const server = textOf(objectOf(report['registry'])['server']);
  const tag = textOf(artifact['tag']);
  const name = [server, repository].filter(Boolean).join('/');
  return {
    type: repository === undefined ? null : 'container_image',
    name: name === '' ? null : tag === undefined ? name : `${name}:${tag}`,
    digest: textOf(artifact['digest']) ?? null,
    imageId: null,
    tags: tag === undefined || name === '' ? [] : [`${name}:${tag}`],
  };
}

function osOf(report: JsonObject): ScanFacts['os'] {
  const os = objectOf(report['os']);
  const family = textOf(os['family']);
  if (family === undefined) return null;
  return { family, name: textOf(os['name']) ?? '', eosl: os['eosl'] === true };
}

function findingsOf({ value, ptr }: Entry, uri: string): ScanFinding[] {
  const report = objectOf(value['report']);
  const all = (key: string, read: (entry: Entry, uri: string) => ScanFinding) =>
    entriesOf(arrayOf(report[key]), `${ptr}/report/${key}`).map((entry) => read(entry, uri));
  const failed = entriesOf(arrayOf(report['checks']), `${ptr}/report/checks`).filter(
    (check) => check.value['success'] !== true,
  );
  return [
    ...all('vulnerabilities', vulnerabilityOf),
    ...all('secrets', secretOf),
    ...failed.map((check) => checkOf(check, uri)),
  ];
}

function vulnerabilityOf({ value, ptr }: Entry, uri: string): ScanFinding {
  const fixed = versionsOf(value['fixedVersion']);
  const score = numberOf(value['score']) ?? null;
  return findingOf(
    {
      kind: 'vulnerability',
      id: textOf(value['vulnerabilityID']) ?? '',
      severity: severityOf(value['severity']),
      title: textOf(value['title']) ?? null,
      package: textOf(value['resource']) ?? null,
      purl: textOf(value['packagePURL']) ?? null,
      installed: textOf(value['installedVersion']) ?? null,
      fixed,
      fixState: fixed.length > 0 ? 'fixed' : 'not-fixed',
      published: textOf(value['publishedDate']) ?? null,
      locations: placesOf(value['packagePath'] ?? value['target']),
      cvss: score === null ? [] : [{ source: 'trivy', version: '3', vector: null, score }],
    },
    { uri, ptr },
  );
}

function secretOf({ value, ptr }: Entry, uri: string): ScanFinding {
  return findingOf(
    {
      kind: 'secret',
      id: textOf(value['ruleID']) ?? '',
      severity: severityOf(value['severity']),
      title: textOf(value['title']) ?? null,
      locations: placesOf(value['target']),
    },
    { uri, ptr },
  );
}

function checkOf({ value, ptr }: Entry, uri: string): ScanFinding {
  return findingOf(
    {
      kind: 'misconfiguration',
      id: textOf(value['checkID']) ?? textOf(value['id']) ?? '',
      severity: severityOf(value['severity']),
      title: textOf(value['title']) ?? null,
    },
    { uri, ptr },
  );
}

function placesOf(value: unknown): ScanFinding['locations'] {
  const uri = textOf(value);
  return uri === undefined ? [] : [{ uri, line: null }];
}

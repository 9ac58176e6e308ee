import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { failedReport, reportOf, toolOf } from './finding.js';
import { type Entry, entriesOf, firstOf, type ScanForm } from './form.js';
import { resultFindings, targetOf } from './trivy-result.js';
import type { ScanFacts } from './types.js';

/** Since version 0.20. Vulnerabilities, misconfigurations, secrets and licences share its `Results`. */
function readTrivy(report: JsonObject, uri: string): ScanFacts {
  const metadata = objectOf(report['Metadata']);
  const os = objectOf(metadata['OS']);
  const results = arrayOf(report['Results']).map(objectOf);
  const digests = textsOf(metadata['RepoDigests']);
  const [digest] = digests.flatMap((one) => /@(sha256:[0-9a-f]{64})$/.exec(one)?.[1] ?? []);
  return reportOf('trivy', {
    tool: toolOf('trivy', textOf(objectOf(report['Trivy'])['Version']) ?? null),
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
    targets: results.map(targetOf),
    findings: results.flatMap((result, index) => resultFindings(result, uri, `/Results/${index}`)),
  });
}

export const trivy: ScanForm = {
  name: 'trivy',
  recognises: (root) => isObject(root) && root['SchemaVersion'] === 2 && 'ArtifactName' in root,
  read: (root, uri) => readTrivy(objectOf(root), uri),
};

/** Before version 0.20: a list of what was scanned. */
export const trivyLegacy: ScanForm = {
  name: 'trivy-v1',
  recognises: (root) => {
    const first = Array.isArray(root) ? firstOf(root) : undefined;
    if (first === undefined || textOf(first['Target']) === undefined) return false;
    return ['Vulnerabilities', 'Misconfigurations', 'Secrets', 'Type'].some((key) => key in first);
  },
  read: (root, uri) => {
    const entries = entriesOf(root);
    return reportOf('trivy', {
      targets: entries.map(({ value }) => targetOf(value)),
      findings: entries.flatMap(({ value, ptr }) => resultFindings(value, uri, ptr)),
    });
  },
};

/** Where `trivy k8s` lists what it scanned, by version. */
const RESOURCES = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'];

/** A report about a cluster, with results for each of its resources. */
export const trivyKubernetes: ScanForm = {
  name: 'trivy-k8s',
  recognises: (root) =>
    isObject(root) && 'ClusterName' in root && RESOURCES.some((key) => Array.isArray(root[key])),
  read: (root, uri) => {
    const report = objectOf(root);
    const resources = RESOURCES.flatMap((key) => entriesOf(arrayOf(report[key]), `/${key}`));
    const results = resources.flatMap(({ value, ptr }) =>
      entriesOf(arrayOf(value['Results']), `${ptr}/Results`),
    );
    const errors = resources.flatMap(({ value }) => {
      const error = textOf(value['Error']);
      return error === undefined ? [] : [`${resourceName(value)}: ${error}`];
    });
    return reportOf('trivy', {
      ...failedReport('trivy', errors),
      createdAt: textOf(report['CreatedAt']) ?? null,
      subject: {
        ...reportOf('', {}).subject,
        type: 'cluster',
        name: textOf(report['ClusterName']) ?? null,
      },
      targets: results.map(({ value }: Entry) => targetOf(value)),
      findings: results.flatMap(({ value, ptr }) => resultFindings(value, uri, ptr)),
    });
  },
};

function resourceName({ Namespace, Kind, Name }: JsonObject): string {
  return [Namespace, Kind, Name].flatMap((part) => textOf(part) ?? []).join('/');
}

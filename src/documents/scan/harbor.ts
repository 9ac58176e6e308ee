import { arrayOf, isObject, type JsonObject, numberOf, objectOf, textOf } from '../json/fields.js';
import { pointerKey } from '../json/pointer-key.js';
import { cwesOf, findingOf, reportOf, severityOf, toolOf, versionsOf } from './finding.js';
import { type Entry, entriesOf, type ScanForm } from './form.js';
import type { Cvss, ScanFinding } from './types.js';

/** The media types under which Harbor's API gives reports. */
const MEDIA_TYPE = /^application\/vnd\..*(vuln|vulnerability)\.report/;

/** A report as Harbor's API gives it, in the envelope of its media type or bare. */
export const harbor: ScanForm = {
  name: 'harbor',
  recognises: (root) => isObject(root) && reportIn(root) !== undefined,
  read: (root, uri) => {
    const { value: report, ptr } = reportIn(objectOf(root)) ?? { value: {}, ptr: '' };
    const scanner = objectOf(report['scanner']);
    const artifact = objectOf(report['artifact']);
    const name = (textOf(scanner['name']) ?? 'harbor').toLowerCase();
    const repository = textOf(artifact['repository']) ?? null;
    const findings = entriesOf(arrayOf(report['vulnerabilities']), `${ptr}/vulnerabilities`);
    return reportOf(name, {
      tool: toolOf(name, textOf(scanner['version']) ?? null),
      createdAt: textOf(report['generated_at']) ?? null,
      subject: {
        type: 'container_image',
        name: repository,
        digest: textOf(artifact['digest']) ?? null,
        imageId: null,
        tags: textOf(artifact['tag']) === undefined ? [] : [String(artifact['tag'])],
      },
      findings: findings.map((entry) => vulnerabilityOf(entry, uri)),
    });
  },
};

function reportIn(root: JsonObject): Entry | undefined {
  const key = Object.keys(root).find((name) => MEDIA_TYPE.test(name));
  const entry: Entry =
    key === undefined
      ? { value: root, ptr: '' }
      : { value: objectOf(root[key]), ptr: `/${pointerKey(key)}` };
  const { value } = entry;
  const isReport = isObject(value['scanner']) && textOf(value['generated_at']) !== undefined;
  return isReport && 'vulnerabilities' in value ? entry : undefined;
}

function vulnerabilityOf({ value, ptr }: Entry, uri: string): ScanFinding {
  const fixed = versionsOf(value['fix_version']);
  return findingOf(
    {
      kind: 'vulnerability',
      id: textOf(value['id']) ?? '',
      severity: severityOf(value['severity']),
      title: textOf(value['description']) ?? null,
      cwes: cwesOf(value['cwe_ids']),
      package: textOf(value['package']) ?? null,
      installed: textOf(value['version']) ?? null,
      fixed,
      fixState: fixed.length > 0 ? 'fixed' : 'not-fixed',
      cvss: cvssOf(objectOf(value['preferred_cvss'])),
    },
    { uri, ptr },
  );
}

function cvssOf(preferred: JsonObject): Cvss[] {
  return ['3', '2'].flatMap((version): Cvss[] => {
    const score = numberOf(preferred[`score_v${version}`]) ?? null;
    const vector = textOf(preferred[`vector_v${version}`]) ?? null;
    return score === null && vector === null ? [] : [{ source: 'harbor', version, vector, score }];
  });
}

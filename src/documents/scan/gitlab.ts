import { arrayOf, isObject, type JsonObject, numberOf, objectOf, textOf } from '../json/fields.js';
import {
  aliasesOf,
  cwesOf,
  failedReport,
  findingOf,
  reportOf,
  severityOf,
  toolOf,
} from './finding.js';
import { type Entry, entriesOf, type ScanForm } from './form.js';
import type { ScanFinding } from './types.js';

const KINDS: ReadonlyMap<string, ScanFinding['kind']> = new Map([
  ['container_scanning', 'vulnerability'],
  ['cluster_image_scanning', 'vulnerability'],
  ['dependency_scanning', 'vulnerability'],
  ['secret_detection', 'secret'],
]);

/** The security reports of GitLab, which several scanners write. */
export const gitlab: ScanForm = {
  name: 'gitlab',
  recognises: (root) =>
    isObject(root) &&
    Array.isArray(root['vulnerabilities']) &&
    textOf(root['version']) !== undefined &&
    (isObject(objectOf(root['scan'])['scanner']) ||
      textOf(objectOf(root['scan'])['type']) !== undefined),
  read: (root, uri) => {
    const report = objectOf(root);
    const scan = objectOf(report['scan']);
    const scanner = objectOf(scan['scanner']);
    const type = textOf(scan['type']) ?? '';
    const name = (textOf(scanner['name']) ?? textOf(scanner['id']) ?? 'gitlab').toLowerCase();
    const findings = entriesOf(arrayOf(report['vulnerabilities']), '/vulnerabilities');
    const [image] = findings.flatMap(
      ({ value }) => textOf(objectOf(value['location'])['image']) ?? [],
    );
    return reportOf(name, {
      ...failedReport(name, scan['status'] === 'failure' ? ['its status is `failure`'] : []),
      tool: toolOf(name, textOf(scanner['version']) ?? null),
      createdAt: timeOf(scan['end_time'] ?? scan['start_time']),
      subject: {
        type: type.includes('container') ? 'container_image' : null,
        name: image ?? null,
        digest: /@(sha256:[0-9a-f]{64})$/.exec(image ?? '')?.[1] ?? null,
        imageId: null,
        tags: [],
      },
      targets: [{ name: image ?? '', class: type || null, type: null }],
      findings: findings.map((entry) => findingIn(entry, KINDS.get(type), uri)),
    });
  },
};

/** GitLab writes times of UTC without saying so. */
function timeOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === undefined) return null;
  return /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
}

function findingIn(
  { value, ptr }: Entry,
  kind: ScanFinding['kind'] | undefined,
  uri: string,
): ScanFinding {
  const identifiers = arrayOf(value['identifiers']).map(objectOf);
  const weaknesses = identifiers.filter(({ type }) => type === 'cwe');
  const names = identifiers
    .filter((one) => !weaknesses.includes(one))
    .flatMap((one) => textOf(one['value']) ?? textOf(one['name']) ?? []);
  const known = names.find((name) => /^(CVE|GHSA)-/.test(name)) ?? names[0];
  const id = known ?? textOf(value['id']) ?? '';
  const location = objectOf(value['location']);
  const dependency = objectOf(location['dependency']);
  const file = textOf(location['file']) ?? textOf(location['image']);
  return findingOf(
    {
      kind: kind ?? 'other',
      id,
      aliases: aliasesOf(id, names),
      severity: severityOf(value['severity']),
      title: textOf(value['name']) ?? textOf(value['message']) ?? null,
      cwes: cwesOf(
        weaknesses.map(({ name, value: digits }) => textOf(name) ?? `CWE-${String(digits)}`),
      ),
      package: textOf(objectOf(dependency['package'])['name']) ?? null,
      installed: textOf(dependency['version']) ?? null,
      ...solutionOf(value),
      locations:
        file === undefined ? [] : [{ uri: file, line: numberOf(location['start_line']) ?? null }],
    },
    { uri, ptr },
  );
}

/** `Upgrade apt from 1.4.8 to 1.4.9` is all that says which version has the fix. */
function solutionOf(value: JsonObject): Pick<ScanFinding, 'fixed' | 'fixState'> {
  const text = textOf(value['solution']) ?? '';
  const version = /^Upgrade \S+(?: from \S+)? to (\S+?)\.?$/.exec(text)?.[1];
  return version === undefined
    ? { fixed: [], fixState: null }
    : { fixed: [version], fixState: 'fixed' };
}

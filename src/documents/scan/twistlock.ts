import { arrayOf, isObject, numberOf, objectOf, textOf } from '../json/fields.js';
import { findingOf, reportOf, severityOf, toolOf, versionsOf } from './finding.js';
import { type Entry, entriesOf, firstOf, type ScanForm } from './form.js';
import type { ScanFinding } from './types.js';

/** What `twistcli`, the scanner of Prisma Cloud, prints about images. */
export const twistlock: ScanForm = {
  name: 'twistlock',
  recognises: (root) => {
    if (!isObject(root) || !Array.isArray(root['results'])) return false;
    const first = firstOf(root['results']);
    return (
      first !== undefined &&
      'id' in first &&
      ('vulnerabilityDistribution' in first || 'complianceDistribution' in first)
    );
  },
  read: (root, uri) => {
    const images = entriesOf(arrayOf(objectOf(root)['results']), '/results');
    const [first] = images;
    const id = textOf(first?.value['id']);
    const name = textOf(first?.value['name']) ?? null;
    return reportOf('prisma', {
      tool: toolOf('prisma cloud'),
      createdAt: textOf(first?.value['scanTime']) ?? null,
      subject: {
        type: 'container_image',
        name,
        digest: null,
        imageId: id !== undefined && /^sha256:[0-9a-f]{64}$/.test(id) ? id : null,
        tags: name === null ? [] : [name],
      },
      targets: images.map(({ value }) => ({
        name: textOf(value['distro']) ?? '',
        class: 'os-pkgs',
        type: null,
      })),
      findings: images.flatMap(({ value, ptr }) => [
        ...entriesOf(arrayOf(value['vulnerabilities']), `${ptr}/vulnerabilities`).map((one) =>
          vulnerabilityOf(one, uri),
        ),
        ...entriesOf(arrayOf(value['compliances']), `${ptr}/compliances`).map((one) =>
          complianceOf(one, uri),
        ),
      ]),
    });
  },
};

function vulnerabilityOf({ value, ptr }: Entry, uri: string): ScanFinding {
  const fixed = versionsOf(/^fixed in (.+)$/.exec(textOf(value['status']) ?? '')?.[1]);
  const score = numberOf(value['cvss']) ?? null;
  const vector = textOf(value['vector']) ?? null;
  return findingOf(
    {
      kind: 'vulnerability',
      id: textOf(value['id']) ?? '',
      severity: severityOf(value['severity']),
      title: textOf(value['description']) ?? null,
      package: textOf(value['packageName']) ?? null,
      installed: textOf(value['packageVersion']) ?? null,
      fixed,
      fixState: fixed.length > 0 ? 'fixed' : 'not-fixed',
      published: textOf(value['publishedDate']) ?? null,
      cvss:
        score === null && vector === null
          ? []
          : [{ source: 'prisma', version: null, vector, score }],
    },
    { uri, ptr },
  );
}

function complianceOf({ value, ptr }: Entry, uri: string): ScanFinding {
  return findingOf(
    {
      kind: 'misconfiguration',
      id: String(value['id'] ?? ''),
      severity: severityOf(value['severity']),
      title: textOf(value['title']) ?? null,
    },
    { uri, ptr },
  );
}

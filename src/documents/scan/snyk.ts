import {
  arrayOf,
  isObject,
  type JsonObject,
  numberOf,
  objectOf,
  textOf,
  textsOf,
} from '../json/fields.js';
import { aliasesOf, cwesOf, failedReport, findingOf, reportOf, severityOf } from './finding.js';
import { type Entry, entriesOf, firstOf, type ScanForm } from './form.js';
import { purlOf } from './purl-of.js';
import type { ScanFacts, ScanFinding } from './types.js';

/** What `snyk test` and `snyk container test` print: one project, or a list of them. */
export const snyk: ScanForm = {
  name: 'snyk',
  recognises: (root) => {
    const first = firstOf(root);
    if (first === undefined) return false;
    const isProject = Array.isArray(first['vulnerabilities']) && typeof first['ok'] === 'boolean';
    return isProject || Array.isArray(first['infrastructureAsCodeIssues']) || isFailed(first);
  },
  read: (root, uri) => {
    const given = entriesOf(root);
    // A container's applications stand within the project of its system.
    const projects = given.flatMap((project) => [
      project,
      ...entriesOf(arrayOf(project.value['applications']), `${project.ptr}/applications`),
    ]);
    const errors = given.flatMap(({ value }) =>
      isFailed(value) ? [textOf(value['error']) ?? 'Snyk does not say why'] : [],
    );
    return reportOf('snyk', {
      ...failedReport('snyk', errors),
      subject: subjectOf(given[0]?.value ?? {}),
      targets: projects.map(({ value }) => ({
        name: textOf(value['displayTargetFile']) ?? textOf(value['projectName']) ?? '',
        class: isContainer(value) ? 'os-pkgs' : 'lang-pkgs',
        type: textOf(value['packageManager']) ?? null,
      })),
      findings: projects.flatMap((project) => findingsOf(project, uri)),
    });
  },
};

function isFailed(value: JsonObject): boolean {
  return value['ok'] === false && textOf(value['error']) !== undefined && 'path' in value;
}

function isContainer(project: JsonObject): boolean {
  return isObject(project['docker']) && Object.keys(project['docker']).length > 0;
}

function subjectOf(project: JsonObject): ScanFacts['subject'] {
  const path = textOf(project['path']) ?? null;
  return {
    type: isContainer(project) ? 'container_image' : null,
    name: isContainer(project) ? path : (textOf(project['projectName']) ?? path),
    digest: null,
    imageId: null,
    tags: isContainer(project) && path !== null ? [path] : [],
  };
}

/** Each hole of a package once: Snyk repeats it for every path on which the package comes in. */
function findingsOf({ value: project, ptr }: Entry, uri: string): readonly ScanFinding[] {
  const manager = textOf(project['packageManager']) ?? '';
  const found = new Map<string, ScanFinding>();
  const add = (entry: Entry, suppressed: ScanFinding['suppressed']) => {
    const { id, name, packageName, version } = entry.value;
    const key = [id, name ?? packageName, version, suppressed !== null].join(' ');
    if (!found.has(key)) found.set(key, { ...issueOf(entry, manager, uri), suppressed });
  };
  for (const entry of entriesOf(arrayOf(project['vulnerabilities']), `${ptr}/vulnerabilities`)) {
    add(entry, null);
  }
  const filtered = objectOf(project['filtered']);
  for (const key of ['ignore', 'patch']) {
    for (const entry of entriesOf(arrayOf(filtered[key]), `${ptr}/filtered/${key}`)) {
      const [ignored] = arrayOf(objectOf(entry.value['filtered'])['ignored']).map(objectOf);
      add(entry, { by: 'snyk', reason: textOf(ignored?.['reason']) ?? null });
    }
  }
  const configured = entriesOf(
    arrayOf(project['infrastructureAsCodeIssues']),
    `${ptr}/infrastructureAsCodeIssues`,
  );
  return [...found.values(), ...configured.map((entry) => configurationOf(entry, project, uri))];
}

function issueOf({ value, ptr }: Entry, manager: string, uri: string): ScanFinding {
  const id = textOf(value['id']) ?? '';
  const name = textOf(value['packageName']) ?? textOf(value['name']) ?? '';
  const version = textOf(value['version']) ?? null;
  const identifiers = objectOf(value['identifiers']);
  const isLicence = value['type'] === 'license' || /^snyk:lic:/.test(id);
  const nearest = textOf(value['nearestFixedInVersion']);
  const fixed = nearest === undefined ? textsOf(value['fixedIn']) : [nearest];
  const vector = textOf(value['CVSSv3']) ?? null;
  const score = numberOf(value['cvssScore']) ?? null;
  return findingOf(
    {
      kind: isLicence ? 'licence' : 'vulnerability',
      id,
      aliases: aliasesOf(
        id,
        ['CVE', 'GHSA'].flatMap((kind) => textsOf(identifiers[kind])),
      ),
      severity: severityOf(value['severityWithCritical'] ?? value['severity']),
      title: textOf(value['title']) ?? null,
      cwes: cwesOf(identifiers['CWE']),
      package: name,
      purl: textOf(value['purl']) ?? purlOf(manager, name, version),
      installed: version,
      fixed,
      fixState: isLicence ? null : fixed.length > 0 ? 'fixed' : 'not-fixed',
      published: textOf(value['publicationTime']) ?? null,
      path: textsOf(value['from']),
      cvss:
        vector === null && score === null ? [] : [{ source: 'snyk', version: '3', vector, score }],
    },
    { uri, ptr },
  );
}

function configurationOf({ value, ptr }: Entry, project: JsonObject, uri: string): ScanFinding {
  return findingOf(
    {
      kind: 'misconfiguration',
      id: textOf(value['id']) ?? textOf(value['publicId']) ?? '',
      severity: severityOf(value['severity']),
      title: textOf(value['title']) ?? null,
      path: textsOf(value['path']),
      locations: [
        {
          uri: textOf(project['targetFile']) ?? textOf(project['path']) ?? '',
          line: numberOf(value['lineNumber']) ?? null,
        },
      ],
    },
    { uri, ptr },
  );
}

import { arrayOf, isObject, type JsonObject, numberOf, objectOf, textOf } from '../json/fields.js';
import {
  cwesOf,
  failedReport,
  findingOf,
  reportOf,
  severityOf,
  severityOfScore,
  toolOf,
} from './finding.js';
import { type Entry, entriesOf, type ScanForm } from './form.js';
import type { Cvss, ScanFacts, ScanFinding } from './types.js';

/** OWASP Dependency-Check's JSON, and its XML brought to the same shape. */
export const dependencyCheck: ScanForm = {
  name: 'dependency-check',
  recognises: (root) =>
    isObject(root) &&
    textOf(root['reportSchema']) !== undefined &&
    (Array.isArray(root['dependencies']) || isObject(root['scanInfo'])),
  read: (root, uri) => readDependencyCheck(objectOf(root), uri),
};

function readDependencyCheck(report: JsonObject, uri: string): ScanFacts {
  const info = objectOf(report['scanInfo']);
  const project = objectOf(report['projectInfo']);
  const failures = arrayOf(info['analysisExceptions']).map((one) => {
    const fields = objectOf(objectOf(one)['exception'] ?? one);
    return textOf(fields['message']) ?? 'the analysis of a file failed';
  });
  const dependencies = entriesOf(arrayOf(report['dependencies']), '/dependencies');
  return reportOf('dependency-check', {
    ...failedReport('dependency-check', failures),
    tool: toolOf('dependency-check', textOf(info['engineVersion']) ?? null, {
      builtAt: databaseTime(info),
    }),
    createdAt: textOf(project['reportDate']) ?? null,
    subject: { ...reportOf('', {}).subject, name: textOf(project['name']) ?? null },
    targets: [...new Set(dependencies.flatMap(({ value }) => ecosystemOf(value) ?? []))].map(
      (type) => ({ name: textOf(project['name']) ?? '', class: 'lang-pkgs', type }),
    ),
    findings: dependencies.flatMap((dependency) => findingsOf(dependency, uri)),
  });
}

/** When the database was last brought up to date from the NVD. */
function databaseTime(info: JsonObject): string | null {
  const sources = arrayOf(info['dataSource']).map(objectOf);
  const checked = sources.find(({ name }) =>
    /last checked|last modified/i.test(textOf(name) ?? ''),
  );
  const time = textOf(checked?.['timestamp']) ?? null;
  return time !== null && Number.isNaN(Date.parse(time)) ? null : time;
}

/** The package URL by which a dependency is known; one with a version before one without. */
function purlOfDependency(dependency: JsonObject): string | null {
  const ids = arrayOf(dependency['packages']).flatMap((one) => textOf(objectOf(one)['id']) ?? []);
  const purls = ids.filter((id) => id.startsWith('pkg:'));
  return purls.find((id) => id.includes('@')) ?? purls[0] ?? null;
}

function ecosystemOf(dependency: JsonObject): string | undefined {
  return /^pkg:([a-z]+)\//.exec(purlOfDependency(dependency) ?? '')?.[1];
}

function findingsOf({ value: dependency, ptr }: Entry, uri: string): ScanFinding[] {
  const purl = purlOfDependency(dependency);
  const named = /^pkg:[^/]+\/(.+?)(?:@([^?#]+))?(?:[?#].*)?$/.exec(purl ?? '');
  const file = textOf(dependency['filePath']) ?? textOf(dependency['fileName']);
  const about = {
    purl,
    package: decoded(named?.[1]) ?? textOf(dependency['fileName']) ?? null,
    installed: decoded(named?.[2]) ?? null,
    locations: file === undefined ? [] : [{ uri: file, line: null }],
  };
  const read = ({ value, ptr: at }: Entry): ScanFinding =>
    findingOf({ ...vulnerabilityOf(value), ...about }, { uri, ptr: at });
  const suppressed = `${ptr}/suppressedVulnerabilities`;
  return [
    ...entriesOf(arrayOf(dependency['vulnerabilities']), `${ptr}/vulnerabilities`).map(read),
    ...entriesOf(arrayOf(dependency['suppressedVulnerabilities']), suppressed).map(
      (entry): ScanFinding => ({
        ...read(entry),
        suppressed: { by: 'dependency-check', reason: textOf(entry.value['notes']) ?? null },
      }),
    ),
  ];
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return text;
  }
}

function vulnerabilityOf(
  value: JsonObject,
): Pick<ScanFinding, 'kind' | 'id' | 'severity' | 'title' | 'cwes' | 'cvss' | 'kev'> {
  const source = textOf(value['source']) ?? '';
  const cvss = ['4', '3', '2'].flatMap((version) =>
    cvssOf(objectOf(value[`cvssv${version}`]), source, version),
  );
  return {
    kind: 'vulnerability',
    id: textOf(value['name']) ?? '',
    severity: severityOf(value['severity']) ?? severityOfScore(cvss[0]?.score),
    title: textOf(value['description']) ?? null,
    cwes: cwesOf(value['cwes']),
    cvss,
    kev: isObject(value['knownExploitedVulnerability']),
  };
}

function cvssOf(fields: JsonObject, source: string, version: string): Cvss[] {
  const score = numberOf(fields['baseScore']) ?? numberOf(fields['score']) ?? null;
  const vector = textOf(fields['vectorString']) ?? null;
  return score === null && vector === null ? [] : [{ source, version, vector, score }];
}

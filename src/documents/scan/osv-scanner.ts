import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { aliasesOf, cwesOf, findingOf, reportOf, severityOf, severityOfScore } from './finding.js';
import { type Entry, entriesOf, firstOf, type ScanForm } from './form.js';
import { purlOf } from './purl-of.js';
import type { Cvss, ScanFinding } from './types.js';

/** What osv-scanner prints: for each file its packages with entries of osv.dev. */
export const osvScanner: ScanForm = {
  name: 'osv-scanner',
  recognises: (root) => {
    if (!isObject(root) || !Array.isArray(root['results'])) return false;
    if (root['results'].length === 0) return 'experimental_config' in root;
    const first = firstOf(root['results']);
    return isObject(first?.['source']) && Array.isArray(first['packages']);
  },
  read: (root, uri) => {
    const sources = entriesOf(arrayOf(objectOf(root)['results']), '/results');
    return reportOf('osv-scanner', {
      targets: sources.flatMap(({ value }) => targetsOf(value)),
      findings: sources.flatMap(({ value, ptr }) =>
        entriesOf(arrayOf(value['packages']), `${ptr}/packages`).flatMap((entry) =>
          findingsOf(entry, pathOf(value), uri),
        ),
      ),
    });
  },
};

function pathOf(source: JsonObject): string {
  return textOf(objectOf(source['source'])['path']) ?? '';
}

/** Each ecosystem of a source, since a folder or an image holds several. */
function targetsOf(source: JsonObject): { name: string; class: string; type: string | null }[] {
  const ecosystems = new Set(
    arrayOf(source['packages']).map(
      (one) => textOf(objectOf(objectOf(one)['package'])['ecosystem']) ?? null,
    ),
  );
  return [...ecosystems].map((type) => ({
    name: pathOf(source),
    class: 'lang-pkgs',
    type: type?.toLowerCase() ?? null,
  }));
}

function findingsOf({ value, ptr }: Entry, path: string, uri: string): ScanFinding[] {
  const { name, version, ecosystem } = objectOf(value['package']);
  const title = textOf(name) ?? '';
  const installed = textOf(version) ?? null;
  const groups = arrayOf(value['groups']).map(objectOf);
  return entriesOf(arrayOf(value['vulnerabilities']), `${ptr}/vulnerabilities`).map((entry) => {
    const entryId = textOf(entry.value['id']) ?? '';
    const group = groups.find((one) => textsOf(one['ids']).includes(entryId)) ?? {};
    const fixed = fixedIn(entry.value, title);
    const own = objectOf(entry.value['database_specific'])['severity'];
    return findingOf(
      {
        kind: 'vulnerability',
        id: entryId,
        aliases: aliasesOf(entryId, [
          ...textsOf(entry.value['aliases']),
          ...textsOf(group['aliases']),
          ...textsOf(group['ids']),
        ]),
        severity: severityOf(own) ?? severityOfScore(group['max_severity']),
        title: textOf(entry.value['summary']) ?? null,
        cwes: cwesOf(objectOf(entry.value['database_specific'])['cwe_ids']),
        package: title,
        purl: purlOf(textOf(ecosystem) ?? '', title, installed),
        installed,
        fixed,
        fixState: fixed.length > 0 ? 'fixed' : 'not-fixed',
        published: textOf(entry.value['published']) ?? null,
        suppressed:
          textOf(entry.value['withdrawn']) === undefined
            ? null
            : { by: 'osv.dev', reason: 'withdrawn' },
        locations: [{ uri: path, line: null }],
        cvss: arrayOf(entry.value['severity']).flatMap(cvssOf),
      },
      { uri, ptr: entry.ptr },
    );
  });
}

/** Versions in which an entry says that it is fixed, for one package. */
export function fixedIn(entry: JsonObject, name: string): readonly string[] {
  const affected = arrayOf(entry['affected']).map(objectOf);
  const own = affected.filter((one) => objectOf(one['package'])['name'] === name);
  const events = own
    .flatMap((one) => arrayOf(one['ranges']))
    // Commits are no versions.
    .filter((range) => objectOf(range)['type'] !== 'GIT')
    .flatMap((range) => arrayOf(objectOf(range)['events']));
  return [...new Set(events.flatMap((event) => textOf(objectOf(event)['fixed']) ?? []))];
}

function cvssOf(value: unknown): Cvss[] {
  const { type, score } = objectOf(value);
  const vector = textOf(score);
  const version = /^CVSS_V(\d)/.exec(textOf(type) ?? '')?.[1];
  return vector === undefined || version === undefined
    ? []
    : [{ source: 'osv', version, vector, score: null }];
}

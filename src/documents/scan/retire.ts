import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import {
  aliasesOf,
  cwesOf,
  failedReport,
  findingOf,
  reportOf,
  severityOf,
  toolOf,
} from './finding.js';
import { type Entry, entriesOf, firstOf, type ScanForm } from './form.js';
import { purlOf } from './purl-of.js';
import type { ScanFinding } from './types.js';

/** What retire.js prints as JSON: files with the libraries in them; a bare list of files before version 2. */
export const retire: ScanForm = {
  name: 'retire',
  recognises: (root) => {
    const isReport = isObject(root) && Array.isArray(root['data']);
    const first = firstOf(isReport ? root['data'] : root);
    if (first === undefined) {
      return isReport && 'messages' in root && 'version' in root && 'start' in root;
    }
    const component = firstOf(first['results']);
    return Array.isArray(first['results']) && component !== undefined && 'component' in component;
  },
  read: (root, uri) => {
    const report = Array.isArray(root) ? {} : objectOf(root);
    const files = Array.isArray(root)
      ? entriesOf(root)
      : entriesOf(arrayOf(report['data']), '/data');
    const errors = arrayOf(report['errors']).map((error) =>
      typeof error === 'string' ? error : JSON.stringify(error),
    );
    return reportOf('retire', {
      ...failedReport('retire', errors),
      tool: toolOf('retire', textOf(report['version']) ?? null),
      createdAt: textOf(report['start']) ?? null,
      targets: files.map(({ value }) => ({
        name: textOf(value['file']) ?? '',
        class: 'lang-pkgs',
        type: 'npm',
      })),
      findings: files.flatMap(({ value, ptr }) =>
        entriesOf(arrayOf(value['results']), `${ptr}/results`).flatMap((entry) =>
          findingsOf(entry, textOf(value['file']), uri),
        ),
      ),
    });
  },
};

function findingsOf({ value, ptr }: Entry, file: string | undefined, uri: string): ScanFinding[] {
  const name = textOf(value['npmname']) ?? textOf(value['component']) ?? '';
  const installed = textOf(value['version']) ?? null;
  return entriesOf(arrayOf(value['vulnerabilities']), `${ptr}/vulnerabilities`).map((entry) => {
    const below = textOf(entry.value['below']);
    const names = namesOf(objectOf(entry.value['identifiers']));
    const id = names[0] ?? textsOf(entry.value['info'])[0] ?? '';
    return findingOf(
      {
        kind: 'vulnerability',
        id,
        aliases: aliasesOf(id, names),
        severity: severityOf(entry.value['severity']),
        title: textOf(objectOf(entry.value['identifiers'])['summary']) ?? null,
        cwes: cwesOf(entry.value['cwe']),
        package: name,
        purl: purlOf('npm', name, installed),
        installed,
        fixed: below === undefined ? [] : [below],
        fixState: below === undefined ? 'not-fixed' : 'fixed',
        locations: file === undefined ? [] : [{ uri: file, line: null }],
      },
      { uri, ptr: entry.ptr },
    );
  });
}

/** By what a vulnerability is known, the most common names first. */
function namesOf(identifiers: JsonObject): readonly string[] {
  const listed = (key: string) => {
    const value = identifiers[key];
    return typeof value === 'string' ? [value] : textsOf(value);
  };
  return [
    ...listed('CVE'),
    ...listed('githubID'),
    ...listed('retid'),
    ...listed('issue'),
    ...listed('bug'),
  ];
}

import { arrayOf, isObject, textOf, textsOf } from '../json/fields.js';
import { aliasesOf, findingOf, reportOf } from './finding.js';
import { type Entry, entriesOf, firstOf, type ScanForm } from './form.js';
import { purlOf } from './purl-of.js';
import type { ScanFinding } from './types.js';

/** What pip-audit prints: the dependencies with their holes; a list of them before version 2. */
export const pipAudit: ScanForm = {
  name: 'pip-audit',
  recognises: (root) => {
    const first = firstOf(isObject(root) ? root['dependencies'] : root);
    const isListed = Array.isArray(root) || (isObject(root) && Array.isArray(root['dependencies']));
    if (!isListed || textOf(first?.['name']) === undefined) return false;
    return Array.isArray(first?.['vulns']) || textOf(first?.['skip_reason']) !== undefined;
  },
  read: (root, uri) => {
    const dependencies = isObject(root)
      ? entriesOf(arrayOf(root['dependencies']), '/dependencies')
      : entriesOf(root);
    return reportOf('pip-audit', {
      skipped: dependencies.flatMap(({ value }) => {
        const reason = textOf(value['skip_reason']);
        return reason === undefined ? [] : [`${textOf(value['name']) ?? ''}: ${reason}`];
      }),
      targets: [{ name: '', class: 'lang-pkgs', type: 'pip' }],
      findings: dependencies.flatMap((dependency) => findingsOf(dependency, uri)),
    });
  },
};

function findingsOf({ value: { name, version, vulns }, ptr }: Entry, uri: string): ScanFinding[] {
  const installed = textOf(version) ?? null;
  return entriesOf(arrayOf(vulns), `${ptr}/vulns`).map(({ value, ptr: at }) => {
    const id = textOf(value['id']) ?? '';
    const fixed = textsOf(value['fix_versions']);
    return findingOf(
      {
        kind: 'vulnerability',
        id,
        aliases: aliasesOf(id, textsOf(value['aliases'])),
        title: textOf(value['description']) ?? null,
        package: textOf(name) ?? null,
        purl: purlOf('pypi', textOf(name) ?? '', installed),
        installed,
        fixed,
        fixState: fixed.length > 0 ? 'fixed' : 'not-fixed',
      },
      { uri, ptr: at },
    );
  });
}

import { arrayOf, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { failedReport, findingOf, reportOf, severityOf } from './finding.js';
import { type Entry, entriesOf, firstOf, type ScanForm } from './form.js';
import { advisoryOf } from './npm-advisories.js';
import { purlOf } from './purl-of.js';
import type { ScanFinding } from './types.js';

const TYPES = new Set(['auditAdvisory', 'auditSummary', 'auditAction']);

/** What the first yarn prints: a line for each path on which a package with a hole comes in. */
export const yarnAudit: ScanForm = {
  name: 'yarn-audit',
  recognises: (root) => {
    // Warnings may come first.
    const entries = entriesOf(root).slice(0, 20);
    return entries.some(({ value }) => TYPES.has(textOf(value['type']) ?? '') && 'data' in value);
  },
  read: (root, uri) => {
    const entries = entriesOf(root);
    const findings = new Map<string, ScanFinding>();
    for (const { value, ptr } of entries) {
      if (value['type'] !== 'auditAdvisory') continue;
      const advisory = objectOf(objectOf(value['data'])['advisory']);
      const key = `${String(advisory['id'])} ${String(advisory['module_name'])}`;
      if (!findings.has(key)) {
        findings.set(key, advisoryOf(advisory, uri, `${ptr}/data/advisory`));
      }
    }
    const errors = entries
      .filter(({ value }) => value['type'] === 'error')
      .map(({ value }) => textOf(value['data']) ?? 'yarn does not say why');
    return reportOf('yarn audit', {
      ...failedReport('yarn audit', errors),
      targets: [{ name: 'yarn.lock', class: 'lang-pkgs', type: 'yarn' }],
      findings: [...findings.values()],
    });
  },
};

/** What `yarn npm audit --json` prints since yarn 4: a line for each package and hole. */
export const yarnNpmAudit: ScanForm = {
  name: 'yarn-npm-audit',
  recognises: (root) => {
    const first = firstOf(root);
    return textOf(first?.['value']) !== undefined && 'Issue' in objectOf(first?.['children']);
  },
  read: (root, uri) =>
    reportOf('yarn audit', {
      targets: [{ name: 'yarn.lock', class: 'lang-pkgs', type: 'yarn' }],
      findings: entriesOf(root).map((entry) => issueOf(entry, uri)),
    }),
};

function issueOf({ value, ptr }: Entry, uri: string): ScanFinding {
  const name = textOf(value['value']) ?? '';
  const issue: JsonObject = objectOf(value['children']);
  const url = textOf(issue['URL']) ?? '';
  const own = String(issue['ID'] ?? '');
  const [id = own] = /GHSA-[\w-]+$/.exec(url) ?? [];
  const versions = textsOf(arrayOf(issue['Tree Versions']));
  return findingOf(
    {
      // yarn lists packages that their authors gave up as well.
      kind: /\(deprecation\)$/.test(own) ? 'other' : 'vulnerability',
      id,
      severity: severityOf(issue['Severity']),
      title: textOf(issue['Issue']) ?? null,
      package: name,
      purl: purlOf('npm', name, versions.length === 1 ? (versions[0] ?? null) : null),
      installed: versions.length === 0 ? null : versions.join(', '),
      path: textsOf(issue['Dependents']).slice(0, 1),
    },
    { uri, ptr },
  );
}

/** Advisories as npm 6, pnpm and the first yarn print them. */
import {
  arrayOf,
  isObject,
  type JsonObject,
  numberOf,
  objectOf,
  textOf,
  textsOf,
} from '../json/fields.js';
import { pointerKey } from '../json/pointer-key.js';
import {
  aliasesOf,
  cwesOf,
  failedReport,
  findingOf,
  patchedVersions,
  reportOf,
  severityOf,
} from './finding.js';
import type { ScanForm } from './form.js';
import { purlOf } from './purl-of.js';
import type { ScanFacts, ScanFinding } from './types.js';

/** One advisory, whatever the number of paths on which its package comes in. */
export function advisoryOf(advisory: JsonObject, uri: string, ptr: string): ScanFinding {
  const url = textOf(advisory['url']) ?? '';
  const ghsa = textOf(advisory['github_advisory_id']) ?? /GHSA-[\w-]+$/.exec(url)?.[0];
  const cves = textsOf(advisory['cves']);
  const id = ghsa ?? cves[0] ?? String(advisory['id'] ?? '');
  const name = textOf(advisory['module_name']) ?? '';
  const found = arrayOf(advisory['findings']).map(objectOf);
  const versions = [...new Set(found.flatMap(({ version }) => textOf(version) ?? []))];
  const paths = found.flatMap((one) => textsOf(one['paths']));
  const fixed = patchedVersions(advisory['patched_versions']);
  const { score, vectorString } = objectOf(advisory['cvss']);
  const vector = textOf(vectorString) ?? null;
  return findingOf(
    {
      kind: 'vulnerability',
      id,
      aliases: aliasesOf(id, cves),
      severity: severityOf(advisory['severity']),
      title: textOf(advisory['title']) ?? null,
      cwes: cwesOf(advisory['cwe']),
      package: name,
      purl: purlOf('npm', name, versions.length === 1 ? (versions[0] ?? null) : null),
      installed: versions.length === 0 ? null : versions.join(', '),
      fixed,
      fixState: fixed.length > 0 ? 'fixed' : 'not-fixed',
      published: textOf(advisory['created']) ?? null,
      path: (paths[0] ?? '').split('>').filter((step) => step !== '' && step !== '.'),
      cvss:
        vector === null && numberOf(score) === undefined
          ? []
          : [{ source: 'npm', version: null, vector, score: numberOf(score) ?? null }],
    },
    { uri, ptr },
  );
}

function readAdvisories(report: JsonObject, uri: string): ScanFacts {
  // Only npm says what it would do about them.
  const tool = 'actions' in report ? 'npm audit' : 'pnpm audit';
  const failure = objectOf(report['error']);
  const message = textOf(failure['summary']) ?? textOf(failure['message']);
  return reportOf(tool, {
    ...failedReport(tool, message === undefined ? [] : [message]),
    targets: [{ name: '', class: 'lang-pkgs', type: tool.slice(0, -' audit'.length) }],
    findings: Object.entries(objectOf(report['advisories'])).map(([key, value]) =>
      advisoryOf(objectOf(value), uri, `/advisories/${pointerKey(key)}`),
    ),
  });
}

export const npmAdvisories: ScanForm = {
  name: 'npm-audit-v1',
  recognises: (root) =>
    isObject(root) &&
    isObject(root['advisories']) &&
    (isObject(root['metadata']) || Array.isArray(root['actions']) || isAdvisory(root)),
  read: (root, uri) => readAdvisories(objectOf(root), uri),
};

function isAdvisory(root: JsonObject): boolean {
  const [first] = Object.values(objectOf(root['advisories']));
  return isObject(first) && 'module_name' in first;
}

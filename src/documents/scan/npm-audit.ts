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
import { cwesOf, failedReport, findingOf, reportOf, severityOf } from './finding.js';
import type { ScanForm } from './form.js';
import { purlOf } from './purl-of.js';
import type { ScanFacts, ScanFinding } from './types.js';

/** Reads what `npm audit --json` prints since npm 7. What only passes a hole on from another package is not counted twice. */
function readNpmAudit(report: JsonObject, uri: string): ScanFacts {
  const failure = objectOf(report['error']);
  const message = textOf(failure['summary']) ?? textOf(failure['code']);
  const findings = Object.entries(objectOf(report['vulnerabilities'])).flatMap(([name, value]) =>
    findingsOf(name, objectOf(value), uri),
  );
  return reportOf('npm audit', {
    ...failedReport('npm audit', message === undefined ? [] : [message]),
    targets: [{ name: 'package-lock.json', class: 'lang-pkgs', type: 'npm' }],
    findings,
  });
}

function findingsOf(name: string, entry: JsonObject, uri: string): ScanFinding[] {
  const fix = entry['fixAvailable'];
  const version = textOf(objectOf(fix)['version']);
  return arrayOf(entry['via']).flatMap((via, index): ScanFinding[] => {
    if (!isObject(via)) return [];
    const url = textOf(via['url']) ?? '';
    const [id = String(via['source'] ?? '')] = /GHSA-[\w-]+$/.exec(url) ?? [];
    return [
      findingOf(
        {
          kind: 'vulnerability',
          id,
          severity: severityOf(via['severity']),
          title: textOf(via['title']) ?? null,
          cwes: cwesOf(via['cwe']),
          package: name,
          purl: purlOf('npm', name, null),
          fixed: version === undefined ? [] : [version],
          fixState: fix === false ? 'not-fixed' : fix === undefined ? null : 'fixed',
          cvss: cvssOf(objectOf(via['cvss'])),
          locations: textsOf(entry['nodes']).map((node) => ({ uri: node, line: null })),
        },
        { uri, ptr: `/vulnerabilities/${pointerKey(name)}/via/${index}` },
      ),
    ];
  });
}

function cvssOf({ score, vectorString }: JsonObject): ScanFinding['cvss'] {
  const vector = textOf(vectorString) ?? null;
  // npm writes a score of 0 where it has none.
  if (vector === null && !numberOf(score)) return [];
  const version = vector === null ? null : (/^CVSS:([\d.]+)/.exec(vector)?.[1] ?? null);
  return [{ source: 'npm', version, vector, score: numberOf(score) ?? null }];
}

/** npm prints an object with `error` where it could not ask its registry. */
function isFailed({ error, message }: JsonObject): boolean {
  const code = objectOf(error)['code'];
  return (
    typeof code === 'string' && /^E(NOLOCK|AUDIT|NEEDAUTH|CONN)/.test(code) && message !== null
  );
}

export const npmAudit: ScanForm = {
  name: 'npm-audit',
  recognises: (root) => {
    if (!isObject(root)) return false;
    const isReport = root['auditReportVersion'] === 2 && isObject(root['vulnerabilities']);
    return isReport || isFailed(root);
  },
  read: (root, uri) => readNpmAudit(objectOf(root), uri),
};

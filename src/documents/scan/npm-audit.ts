import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { pointerKey } from '../json/pointer-key.js';
import { findingOf, reportOf, severityOf } from './finding.js';
import type { ScanFacts, ScanFinding } from './types.js';

/** Reads what `npm audit --json` prints since npm 7. What only passes a hole on from another package is not counted twice. */
export function readNpmAudit(report: JsonObject, uri: string): ScanFacts {
  const failure = objectOf(report['error']);
  const message = textOf(failure['summary']) ?? textOf(failure['code']);
  const findings = Object.entries(objectOf(report['vulnerabilities'])).flatMap(([name, value]) =>
    findingsOf(name, objectOf(value), uri),
  );
  return reportOf('npm audit', {
    completed: message === undefined,
    errors: message === undefined ? [] : [message],
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
          package: name,
          installed: textOf(via['range']) ?? null,
          fixed: version === undefined ? [] : [version],
          fixState: fix === false ? 'not-fixed' : fix === undefined ? null : 'fixed',
          locations: textsOf(entry['nodes']).map((node) => ({ uri: node, line: null })),
        },
        { uri, ptr: `/vulnerabilities/${pointerKey(name)}/via/${index}` },
      ),
    ];
  });
}

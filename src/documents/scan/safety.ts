import type { Json } from '../../model/json.js';
import {
  arrayOf,
  isObject,
  type JsonObject,
  numberOf,
  objectOf,
  textOf,
  textsOf,
} from '../json/fields.js';
import { aliasesOf, findingOf, reportOf, severityOf, toolOf } from './finding.js';
import { entriesOf, type ScanForm } from './form.js';
import { purlOf } from './purl-of.js';
import type { Cvss, ScanFinding } from './types.js';

const PYTHON = { class: 'lang-pkgs', type: 'pip' } as const;

/** Safety's own database has ids of its own; they are known as `PVE`, for PyUp. */
function idOf(id: unknown, cve: string | undefined): { id: string; aliases: readonly string[] } {
  const own = String(id ?? '');
  return cve === undefined ? { id: own, aliases: [] } : { id: cve, aliases: aliasesOf(cve, [own]) };
}

/** Until version 1: a list of lists of package, range, version, advisory and id. */
export const safetyLegacy: ScanForm = {
  name: 'safety-v1',
  recognises: (root) => Array.isArray(root) && root.length > 0 && root.every(isTuple),
  read: (root, uri) =>
    reportOf('safety', {
      targets: [{ name: '', ...PYTHON }],
      findings: arrayOf(root).map((tuple, index) => {
        const [name, , version, advisory, id] = arrayOf(tuple);
        const installed = textOf(version) ?? null;
        return findingOf(
          {
            kind: 'vulnerability',
            id: String(id ?? ''),
            aliases: aliasesOf('', (textOf(advisory) ?? '').match(/CVE-\d{4}-\d{4,}/g) ?? []),
            title: textOf(advisory) ?? null,
            package: textOf(name) ?? null,
            purl: purlOf('pypi', textOf(name) ?? '', installed),
            installed,
          },
          { uri, ptr: `/${index}` },
        );
      }),
    }),
};

function isTuple(value: Json): boolean {
  if (!Array.isArray(value) || value.length < 5) return false;
  const [, range, , , id] = value;
  const isText = value.slice(0, 4).every((part) => typeof part === 'string');
  return isText && /[<>=!]/.test(String(range)) && /^\d+$/.test(String(id));
}

/** Version 2. */
export const safety: ScanForm = {
  name: 'safety',
  recognises: (root) =>
    isObject(root) &&
    isObject(root['report_meta']) &&
    ('safety_version' in root['report_meta'] || 'vulnerabilities' in root),
  read: (root, uri) => {
    const report = objectOf(root);
    const meta = objectOf(report['report_meta']);
    return reportOf('safety', {
      tool: toolOf('safety', textOf(meta['safety_version']) ?? null),
      createdAt: timeOf(meta['timestamp']),
      targets: textsOf(meta['scanned']).map((name) => ({ name, ...PYTHON })),
      findings: [
        ...entriesOf(arrayOf(report['vulnerabilities']), '/vulnerabilities').map((entry) =>
          vulnerabilityOf(entry.value, uri, entry.ptr),
        ),
        ...entriesOf(arrayOf(report['ignored_vulnerabilities']), '/ignored_vulnerabilities').map(
          ({ value, ptr }): ScanFinding => ({
            ...vulnerabilityOf(value, uri, ptr),
            suppressed: { by: 'safety', reason: textOf(value['ignored_reason']) ?? null },
          }),
        ),
      ],
    });
  },
};

/** Safety writes a time without its zone; it means UTC. */
function timeOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === undefined) return null;
  const local = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(\.\d+)?)$/.exec(text);
  return local === null ? text : `${local[1]}T${local[2]}Z`;
}

function vulnerabilityOf(value: JsonObject, uri: string, ptr: string): ScanFinding {
  const severity = objectOf(value['severity']);
  const version = textOf(value['analyzed_version']) ?? null;
  const name = textOf(value['package_name']) ?? '';
  const fixed = textsOf(value['fixed_versions']);
  const isIgnored = value['ignored'] === true;
  return findingOf(
    {
      kind: 'vulnerability',
      ...idOf(value['vulnerability_id'], textOf(value['CVE'])),
      severity: severityOf(objectOf(severity['cvssv3'])['base_severity']),
      title: textOf(value['advisory']) ?? null,
      package: name,
      purl: purlOf('pypi', name, version),
      installed: version,
      fixed,
      fixState: fixed.length > 0 ? 'fixed' : null,
      published: dayOf(value['published_date']),
      suppressed: isIgnored
        ? { by: 'safety', reason: textOf(value['ignored_reason']) ?? null }
        : null,
      cvss: [...cvssOf(severity, 'cvssv3', '3'), ...cvssOf(severity, 'cvssv2', '2')],
    },
    { uri, ptr },
  );
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2022-Feb-03` as a date that others read. */
function dayOf(value: unknown): string | null {
  const text = textOf(value);
  const parts = /^(\d{4})-([A-Z][a-z]{2})-(\d\d)$/.exec(text ?? '');
  const month = MONTHS.indexOf(parts?.[2] ?? '');
  if (parts === null || month < 0) return text ?? null;
  return `${parts[1]}-${String(month + 1).padStart(2, '0')}-${parts[3]}`;
}

function cvssOf(severity: JsonObject, key: string, version: string): Cvss[] {
  const { base_score, vector_string } = objectOf(severity[key]);
  const vector = textOf(vector_string) ?? null;
  const score = numberOf(base_score) ?? null;
  return vector === null && score === null ? [] : [{ source: 'nvd', version, vector, score }];
}

/** Version 3, `safety scan`: files with dependencies with the versions asked for. */
export const safetyScan: ScanForm = {
  name: 'safety-v3',
  recognises: (root) =>
    isObject(root) &&
    isObject(root['meta']) &&
    ('scan_results' in root || 'scan_type' in root['meta']) &&
    ('scan_locations' in root['meta'] || 'telemetry' in root['meta']),
  read: (root, uri) => {
    const report = objectOf(root);
    const meta = objectOf(report['meta']);
    const results = objectOf(report['scan_results']);
    const projects = entriesOf(arrayOf(results['projects']), '/scan_results/projects');
    const files = [
      ...entriesOf(arrayOf(results['files']), '/scan_results/files'),
      ...projects.flatMap(({ value, ptr }) => entriesOf(arrayOf(value['files']), `${ptr}/files`)),
    ];
    return reportOf('safety', {
      tool: toolOf('safety', textOf(objectOf(meta['telemetry'])['safety_version']) ?? null),
      createdAt: timeOf(meta['timestamp']),
      targets: files.map(({ value }) => ({ name: textOf(value['location']) ?? '', ...PYTHON })),
      findings: files.flatMap(({ value, ptr }) => fileFindings(value, uri, ptr)),
    });
  },
};

function fileFindings(file: JsonObject, uri: string, at: string): ScanFinding[] {
  const location = textOf(file['location']);
  const dependencies = arrayOf(objectOf(file['results'])['dependencies']);
  return entriesOf(dependencies, `${at}/results/dependencies`).flatMap(({ value, ptr }) => {
    const name = textOf(value['name']) ?? '';
    return entriesOf(arrayOf(value['specifications']), `${ptr}/specifications`).flatMap((entry) => {
      const installed = /==\s*([\w.+!-]+)/.exec(textOf(entry.value['raw']) ?? '')?.[1] ?? null;
      const { known_vulnerabilities: known, remediation } = objectOf(
        entry.value['vulnerabilities'],
      );
      const recommended = textOf(objectOf(remediation)['recommended']);
      const below = `${entry.ptr}/vulnerabilities/known_vulnerabilities`;
      return entriesOf(arrayOf(known), below).map((one): ScanFinding => {
        const ignored = one.value['ignored'];
        return findingOf(
          {
            kind: 'vulnerability',
            ...idOf(one.value['id'], textOf(one.value['CVE'])),
            package: name,
            purl: purlOf('pypi', name, installed),
            installed,
            fixed: recommended === undefined ? [] : [recommended],
            fixState: recommended === undefined ? null : 'fixed',
            suppressed: isObject(ignored)
              ? { by: 'safety', reason: textOf(ignored['reason']) ?? null }
              : null,
            locations: location === undefined ? [] : [{ uri: location, line: null }],
          },
          { uri, ptr: one.ptr },
        );
      });
    });
  });
}

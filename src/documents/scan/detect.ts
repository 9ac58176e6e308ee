import { arrayOf, isObject, type JsonObject, objectOf } from '../json/fields.js';

export type ScanForm = 'trivy' | 'grype' | 'npm-audit' | 'sarif';

/** Whether a file is a scan report that we read. */
export function detect(_uri: string, head: string): 'content' | undefined {
  const text = head.trimStart();
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && formOfScan(value) !== undefined ? 'content' : undefined;
  } catch {
    return PARTS.some(([, pattern]) => pattern.test(text)) ? 'content' : undefined;
  }
}

/** What the beginning of a large report looks like. */
const PARTS: readonly (readonly [ScanForm, RegExp])[] = [
  [
    'trivy',
    /^\{\s*("Trivy"\s*:\s*\{[^}]*\}\s*,\s*"ReportID"[^,]*,\s*)?"SchemaVersion"\s*:\s*2[\s\S]*"ArtifactName"\s*:/,
  ],
  ['grype', /^\{\s*"matches"\s*:\s*\[\s*\{\s*"vulnerability"\s*:/],
  ['npm-audit', /^\{\s*"auditReportVersion"\s*:\s*2/],
  [
    'sarif',
    /^\{\s*("\$schema"\s*:\s*"[^"]*sarif[^"]*"|"version"\s*:\s*"2\.1\.0"\s*,\s*("\$schema"\s*:\s*"[^"]*"\s*,\s*)?"runs")/,
  ],
];

/** The tool that wrote a report. */
export function formOfScan(value: JsonObject): ScanForm | undefined {
  if (value['SchemaVersion'] === 2 && 'ArtifactName' in value) return 'trivy';
  if (Array.isArray(value['matches']) && isGrype(value)) return 'grype';
  const isAudit = value['auditReportVersion'] === 2 && isObject(value['vulnerabilities']);
  if (isAudit || isFailedAudit(value)) return 'npm-audit';
  const version = value['version'];
  const isSarif = typeof version === 'string' && version.startsWith('2.');
  return isSarif && Array.isArray(value['runs']) ? 'sarif' : undefined;
}

function isGrype(value: JsonObject): boolean {
  const [first] = arrayOf(value['matches']).map(objectOf);
  return (
    objectOf(value['descriptor'])['name'] === 'grype' ||
    (first !== undefined && 'vulnerability' in first)
  );
}

/** npm prints an object with `error` where it could not ask its registry. */
function isFailedAudit(value: JsonObject): boolean {
  const { error, message } = value;
  const code = objectOf(error)['code'];
  return (
    typeof code === 'string' && /^E(NOLOCK|AUDIT|NEEDAUTH|CONN)/.test(code) && message !== null
  );
}

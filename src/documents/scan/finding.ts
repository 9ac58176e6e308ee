import type { PointerLocation } from '../../model/location.js';
import type { FixState, ScanFacts, ScanFinding } from './types.js';

/** A finding with what is at hand; the rest is not known. */
export function findingOf(
  given: Pick<ScanFinding, 'kind' | 'id'> & Partial<ScanFinding>,
  loc: PointerLocation,
): ScanFinding {
  return {
    aliases: [],
    severity: null,
    title: null,
    cwes: [],
    package: null,
    purl: null,
    installed: null,
    fixed: [],
    fixState: null,
    published: null,
    fixAvailableAt: null,
    epss: null,
    kev: false,
    suppressed: null,
    vex: null,
    path: [],
    locations: [],
    cvss: [],
    ...given,
    loc,
  };
}

/** A report of a tool that says nothing more about itself. */
export function reportOf(name: string, given: Partial<ScanFacts>): ScanFacts {
  return {
    tool: toolOf(name),
    createdAt: null,
    completed: true,
    errors: [],
    skipped: [],
    subject: { type: null, name: null, digest: null, imageId: null, tags: [] },
    os: null,
    targets: [],
    findings: [],
    ...given,
  };
}

/** A tool, and what is known of its database. */
export function toolOf(
  name: string,
  version: string | null = null,
  db: Partial<ScanFacts['tool']['db']> = {},
): ScanFacts['tool'] {
  return { name, version, db: { version: null, builtAt: null, ...db } };
}

/** A report of a scan that failed, with why. */
export function failedReport(name: string, errors: readonly string[]): Partial<ScanFacts> {
  return { tool: toolOf(name), completed: errors.length === 0, errors };
}

const SEVERITIES: ReadonlyMap<string, string> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['minor', 'low'],
  ['negligible', 'info'],
  ['unimportant', 'info'],
  ['info', 'info'],
  ['informational', 'info'],
  ['none', 'info'],
]);

/** One scale for all tools; null for a word that nobody knows. */
export function severityOf(word: unknown): string | null {
  return typeof word === 'string' ? (SEVERITIES.get(word.trim().toLowerCase()) ?? null) : null;
}

/** The severity of a CVSS base score by the scale of CVSS 3; null for what is no score. */
export function severityOfScore(value: unknown): string | null {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const score = isNumber ? Number(value) : Number.NaN;
  if (Number.isNaN(score)) return null;
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'medium' : score > 0 ? 'low' : 'info';
}

const FIX_STATES: ReadonlyMap<string, FixState> = new Map([
  ['fixed', 'fixed'],
  ['not-fixed', 'not-fixed'],
  ['affected', 'not-fixed'],
  ['wont-fix', 'wont-fix'],
  ['will-not-fix', 'wont-fix'],
  ['end-of-life', 'wont-fix'],
  ['fix-deferred', 'deferred'],
  ['under-investigation', 'unknown'],
  ['unknown', 'unknown'],
]);

/** What became of a fix, in one vocabulary for all tools; null for a word that nobody knows. */
export function fixStateOf(word: unknown): FixState | null {
  if (typeof word !== 'string') return null;
  return FIX_STATES.get(word.toLowerCase().replaceAll(/[\s_]/g, '-')) ?? null;
}

/** Versions in one text, as Trivy joins them. */
export function versionsOf(text: unknown): readonly string[] {
  if (typeof text !== 'string') return [];
  return text
    .split(/\s*,\s*|\s*\|\|\s*/)
    .map((version) => version.trim())
    .filter((version) => version !== '');
}

/** A version range of patched versions as the versions from which on it holds: `>=1.2.3` is `1.2.3`. */
export function patchedVersions(range: unknown): readonly string[] {
  return versionsOf(range)
    .filter((part) => !/^<\s*0(\.0)*$/.test(part))
    .map((part) => part.replace(/^>=\s*/, ''));
}

/** Weaknesses in any way in which tools write them: texts, lists of texts, `external/cwe/cwe-079` among tags. */
export function cwesOf(...values: readonly unknown[]): readonly string[] {
  const texts = values.flat().filter((value) => typeof value === 'string');
  const numbers = texts.flatMap((text) =>
    [...text.matchAll(/\bcwe-0*(\d+)/gi)].map(([, digits]) => `CWE-${digits}`),
  );
  return [...new Set(numbers)];
}

/** Other names of a vulnerability: each once, its own left out. */
export function aliasesOf(id: string, names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name): name is string => Boolean(name) && name !== id))];
}

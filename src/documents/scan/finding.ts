import type { PointerLocation } from '../../model/location.js';
import type { ScanFacts, ScanFinding } from './types.js';

/** A finding with what is at hand; the rest is not known. */
export function findingOf(
  given: Pick<ScanFinding, 'kind' | 'id'> & Partial<ScanFinding>,
  loc: PointerLocation,
): ScanFinding {
  return {
    aliases: [],
    severity: null,
    title: null,
    package: null,
    purl: null,
    installed: null,
    fixed: [],
    fixState: null,
    published: null,
    fixAvailableAt: null,
    suppressed: null,
    locations: [],
    cvss: [],
    ...given,
    loc,
  };
}

/** A report of a tool that says nothing more about itself. */
export function reportOf(name: string, given: Partial<ScanFacts>): ScanFacts {
  return {
    tool: { name, version: null, db: { version: null, builtAt: null } },
    createdAt: null,
    completed: true,
    errors: [],
    subject: { type: null, name: null, digest: null, imageId: null, tags: [] },
    os: null,
    targets: [],
    findings: [],
    ...given,
  };
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
  ['info', 'info'],
  ['informational', 'info'],
  ['none', 'info'],
]);

/** One scale for all tools; null for a word that nobody knows. */
export function severityOf(word: unknown): string | null {
  return typeof word === 'string' ? (SEVERITIES.get(word.toLowerCase()) ?? null) : null;
}

/** Versions in one text, as Trivy joins them. */
export function versionsOf(text: unknown): readonly string[] {
  if (typeof text !== 'string') return [];
  return text
    .split(/\s*,\s*/)
    .map((version) => version.trim())
    .filter((version) => version !== '');
}

/** The tool-neutral shape of a scan report: `schemas/documents/scan.json` says the same to everybody else. */
import type { PointerLocation } from '../../model/location.js';
import type { VexStatus } from '../sbom/types.js';

export interface ScanFacts {
  readonly tool: {
    readonly name: string;
    readonly version: string | null;
    readonly db: { readonly version: string | null; readonly builtAt: string | null };
  };
  readonly createdAt: string | null;
  /** False where the scan failed: that it found nothing then means nothing. */
  readonly completed: boolean;
  readonly errors: readonly string[];
  /** What the scanner says it could not look at, such as packages that its database does not know. */
  readonly skipped: readonly string[];
  readonly subject: {
    readonly type: string | null;
    readonly name: string | null;
    readonly digest: string | null;
    readonly imageId: string | null;
    readonly tags: readonly string[];
  };
  readonly os: { readonly family: string; readonly name: string; readonly eosl: boolean } | null;
  readonly targets: readonly ScanTarget[];
  readonly findings: readonly ScanFinding[];
}

export interface ScanTarget {
  readonly name: string;
  readonly class: string | null;
  readonly type: string | null;
}

export interface ScanFinding {
  readonly kind: 'vulnerability' | 'misconfiguration' | 'secret' | 'licence' | 'other';
  readonly id: string;
  readonly aliases: readonly string[];
  /** Lower case: critical, high, medium, low, info; null where the tool does not know. */
  readonly severity: string | null;
  readonly title: string | null;
  /** Kinds of weaknesses, `CWE-79`. */
  readonly cwes: readonly string[];
  readonly package: string | null;
  readonly purl: string | null;
  readonly installed: string | null;
  readonly fixed: readonly string[];
  readonly fixState: FixState | null;
  readonly published: string | null;
  readonly fixAvailableAt: string | null;
  /** The probability from 0 to 1 that it is exploited within 30 days, as FIRST estimates it. */
  readonly epss: number | null;
  /** Whether it stands in CISA's catalogue of vulnerabilities known to be exploited. */
  readonly kev: boolean;
  readonly suppressed: { readonly by: string; readonly reason: string | null } | null;
  /** What the newest VEX statement about it says; null where none does. */
  readonly vex: AppliedVex | null;
  /** How the package comes in, from what was scanned down to the package itself; empty where nobody says. */
  readonly path: readonly string[];
  readonly locations: readonly { readonly uri: string; readonly line: number | null }[];
  readonly cvss: readonly Cvss[];
  readonly loc: PointerLocation;
}

/** A VEX statement that fits a finding. */
export interface AppliedVex {
  readonly status: VexStatus;
  readonly justification: string | null;
  readonly statement: string | null;
  readonly author: string | null;
  readonly timestamp: string | null;
  /** Whether it takes the finding out. */
  readonly applied: boolean;
  /** Why it does not although it says so. */
  readonly objection: string | null;
  /** Where the statement stands. */
  readonly loc: PointerLocation;
}

export type FixState = 'fixed' | 'not-fixed' | 'wont-fix' | 'deferred' | 'unknown';

export interface Cvss {
  readonly source: string;
  readonly version: string | null;
  readonly vector: string | null;
  readonly score: number | null;
}

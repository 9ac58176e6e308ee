import type { Finding, Origin } from './finding.js';
import type { Json } from './json.js';
import type { SubjectMatchBy } from './subject.js';

export type Outcome = 'pass' | 'warn' | 'fail' | 'error';

export type RuleStatus = 'pass' | 'fail' | 'warn' | 'unknown' | 'notApplicable' | 'off' | 'error';

/** The one answer. Field by field: `schemas/verdict.json`. The same inputs give the same bytes. */
export interface Verdict {
  readonly schema: string;
  readonly outcome: Outcome;
  readonly complete: boolean;
  /** RFC 3339: the time that decided expiry and effective dates. */
  readonly effectiveTime: string;
  readonly gate?: string;
  readonly engine: string;
  readonly layers: readonly VerdictLayer[];
  readonly subjects: readonly VerdictSubject[];
  readonly findings: readonly Finding[];
  readonly rules: readonly VerdictRule[];
  readonly conflicts: readonly Conflict[];
  readonly exceptions: ExceptionUse;
  /** VEX statements about what scans found; absent where there are none. */
  readonly vex?: readonly VerdictVex[];
  /** What was not verified, and why. */
  readonly skippedChecks: readonly { readonly check: string; readonly reason: string }[];
  /** What was not evaluated, or only in part. */
  readonly problems: readonly VerdictProblem[];
  readonly summary: { readonly [status: string]: number };
}

export interface VerdictLayer {
  readonly name: string;
  readonly kind: string;
  readonly source: string;
  readonly digest: string;
  readonly verified: boolean;
}

export interface VerdictSubject {
  readonly name: string;
  readonly documents: readonly {
    readonly kind: string;
    readonly uri: string;
    readonly digest: string;
    /** Why it belongs to the subject. */
    readonly by?: SubjectMatchBy;
  }[];
}

export interface VerdictRule {
  readonly id: string;
  readonly subject: string;
  readonly status: RuleStatus;
  readonly reason?: string;
}

/** A rejected loosening: what a lower layer asked for and who decided otherwise. */
export interface Conflict {
  readonly rule: string;
  readonly field: string;
  readonly asked: Origin & { readonly value: Json };
  readonly effective: Json;
  readonly decidedBy: Origin;
  readonly reason: string;
}

export interface ExceptionUse {
  readonly used: readonly string[];
  readonly unused: readonly string[];
  readonly expiring: readonly { readonly id: string; readonly expires: string }[];
  readonly expired: readonly { readonly id: string; readonly expires: string }[];
}

/** A VEX statement that fits a vulnerability of a scan report. */
export interface VerdictVex {
  readonly subject: string;
  readonly vulnerability: string;
  readonly package: string | null;
  /** The report, and the line of the vulnerability in it. */
  readonly report: VerdictPlace;
  readonly status: string;
  readonly justification: string | null;
  readonly author: string | null;
  readonly timestamp: string | null;
  /** Whether it took the vulnerability out, so that rules do not count it. */
  readonly applied: boolean;
  /** Why it did not although it says so. */
  readonly objection: string | null;
  readonly statement: VerdictPlace;
}

export interface VerdictPlace {
  readonly uri: string;
  readonly line?: number;
}

export interface VerdictProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** The way out. */
  readonly hint?: string;
  readonly uri?: string;
  readonly line?: number;
  readonly column?: number;
}

import type { Document } from '../../model/document.js';
import type { VexRules } from '../../model/settings.js';
import type { Subject } from '../../model/subject.js';
import type { AppliedVex, ScanFacts, ScanFinding } from '../scan/types.js';
import { type Claim, claimsOf, mainsOf } from './claims.js';
import { isAbout, isSameVulnerability, type Scanned, scannedBy } from './fits.js';

export interface VexContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What the org says of VEX; absent where it says nothing. */
  readonly rules?: VexRules;
  /** Whether an org or a team stands above the judged files: what it does not allow is not allowed. */
  readonly isGoverned: boolean;
}

/**
 * Lets the VEX documents of a subject say what the vulnerabilities in its scan reports do. The newest statement about a package counts;
 * one of `not_affected` or `fixed` takes the finding out, where the org allows it. Every statement that fits is recorded in the
 * finding, with why it does not count where it does not.
 */
export function applyVex(subject: Subject, context: VexContext): Subject {
  const claims = claimsOf(subject);
  if (claims.length === 0) return subject;
  const byId = new Map<string, Claim[]>();
  for (const claim of claims) {
    for (const name of new Set([claim.id, ...claim.aliases])) {
      const key = name.toUpperCase();
      byId.set(key, [...(byId.get(key) ?? []), claim]);
    }
  }
  const mains = mainsOf(subject);
  return {
    ...subject,
    documents: subject.documents.map((document) => {
      if (document.kind !== 'scan') return document;
      const scan = document.value as unknown as ScanFacts;
      const scanned = scannedBy(scan, subject, mains);
      return withFindings(
        document,
        scan.findings.map((finding) => judged(finding, byId, scan, scanned, context)),
      );
    }),
  };
}

function withFindings(document: Document, findings: readonly ScanFinding[]): Document {
  return { ...document, value: { ...document.value, findings } };
}

function judged(
  finding: ScanFinding,
  byId: ReadonlyMap<string, readonly Claim[]>,
  scan: ScanFacts,
  scanned: Scanned,
  context: VexContext,
): ScanFinding {
  if (finding.kind !== 'vulnerability') return finding;
  const names = [finding.id, ...finding.aliases].map((name) => name.toUpperCase());
  const claims = [...new Set(names.flatMap((name) => byId.get(name) ?? []))].filter(
    (claim) => isSameVulnerability(claim, finding) && isAbout(claim, finding, scanned),
  );
  const claim = claims.sort(byAge)[0];
  if (claim?.status == null) return finding;
  const isTaken = claim.status === 'not_affected' || claim.status === 'fixed';
  const objection = isTaken ? objectionTo(claim, finding, scan, context) : null;
  const applied: AppliedVex = {
    status: claim.status,
    justification: claim.justification,
    statement: claim.statement,
    author: claim.author,
    timestamp: claim.timestamp,
    applied: isTaken && objection === null,
    objection,
    loc: claim.loc,
  };
  const reason = [claim.status, claim.justification ?? claim.statement].filter(Boolean).join(': ');
  return {
    ...finding,
    vex: applied,
    ...(applied.applied && finding.suppressed === null && { suppressed: { by: 'vex', reason } }),
  };
}

/** Of statements of one time the one that is worse counts. */
const WORST = ['affected', 'under_investigation', 'fixed', 'not_affected'];

function byAge(a: Claim, b: Claim): number {
  const age = timeOf(b.timestamp) - timeOf(a.timestamp);
  if (age !== 0 && !Number.isNaN(age)) return age;
  return WORST.indexOf(a.status ?? '') - WORST.indexOf(b.status ?? '');
}

function timeOf(timestamp: string | null): number {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}

/** Why a statement does not take a finding out; null where it does. */
function objectionTo(
  { status, justification, statement, timestamp, complete }: Claim,
  { severity }: ScanFinding,
  { createdAt }: ScanFacts,
  { now, rules, isGoverned }: VexContext,
): string | null {
  if ((isGoverned || rules !== undefined) && rules?.allowed !== true)
    return 'the org does not allow VEX to take findings out';
  if (rules?.severities && !rules.severities.some((one) => one === severity)) {
    return `the org does not let VEX take out findings of severity ${severity ?? 'unknown'}`;
  }
  if (!complete) return 'its document could not be read without fault';
  if (status === 'not_affected' && justification === null && statement === null) {
    return 'it does not say why';
  }
  const made = timeOf(timestamp);
  if (made === Number.NEGATIVE_INFINITY) return 'it does not say when it was made';
  if (made > now) return 'it is dated in the future';
  if (rules?.olderThanScan === true) return null;
  const scanned = timeOf(createdAt);
  if (scanned === Number.NEGATIVE_INFINITY) {
    return 'the report does not say when it was made, so the statement may be older';
  }
  return made < scanned ? 'it is older than the report' : null;
}

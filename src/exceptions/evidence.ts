import type { Exception } from '../model/exception.js';

/** The state of the world that a finding was made in. */
export interface FindingEvidence {
  readonly ruleDigest?: string;
  readonly documentDigest?: string;
  /** Over the packages of the subject's SBOMs. */
  readonly packagesDigest?: string;
}

/** Why an exception's evidence no longer fits; undefined where it does. What is not known does not fit. */
export function evidenceObjection(
  { evidence }: Exception,
  found: FindingEvidence,
): string | undefined {
  if (evidence === undefined) return undefined;
  const parts = [
    ['the rule', evidence.ruleDigest, found.ruleDigest],
    ['the document', evidence.documentDigest, found.documentDigest],
    ['the set of packages', evidence.packagesDigest, found.packagesDigest],
  ] as const;
  for (const [what, granted, now] of parts) {
    if (granted !== undefined && granted !== now) {
      return `it was granted for another state: ${what} is ${now ?? 'not known'}, not ${granted}`;
    }
  }
  return undefined;
}

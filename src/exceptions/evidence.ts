import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.js';
import type { Exception, ExceptionEvidence } from '../model/exception.js';
import type { Finding } from '../model/finding.js';
import type { Subject } from '../model/subject.js';

/**
 * The state of the world that a finding was made in; what is not known is absent.
 *
 * @param ruleDigest of the code of the finding's rule
 */
export function evidenceOf(
  { locations }: Finding,
  subject: Subject | undefined,
  ruleDigest: string | undefined,
): ExceptionEvidence {
  const uri = locations[0]?.uri;
  const document = subject?.documents.find((one) => one.uri === uri);
  const packages = subject && packagesDigest(subject);
  return {
    ...(ruleDigest !== undefined && { ruleDigest }),
    ...(document && { documentDigest: document.fileDigest }),
    ...(packages !== undefined && { packagesDigest: packages }),
  };
}

/** `sha256:<hex>` over the packages of all bills of materials, whatever their order; none where there is no such document. */
function packagesDigest({ documents }: Subject): string | undefined {
  const boms = documents.filter(({ kind }) => kind === 'sbom');
  if (boms.length === 0) return undefined;
  const packages = new Set<string>();
  for (const { value } of boms) {
    for (const component of (value['components'] ?? []) as readonly BomComponent[]) {
      const { group, name, version, purl } = component;
      packages.add(canonicalJson([group, name, version, purl?.raw ?? null]));
    }
  }
  const list = canonicalJson([...packages].sort());
  return `sha256:${createHash('sha256').update(list).digest('hex')}`;
}

/** What of a component tells it from others. */
interface BomComponent {
  readonly group: string | null;
  readonly name: string;
  readonly version: string | null;
  readonly purl: { readonly raw: string } | null;
}

/** Why an exception's evidence no longer fits; undefined where it does. What is not known does not fit. */
export function evidenceObjection(
  { evidence }: Exception,
  found: ExceptionEvidence,
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

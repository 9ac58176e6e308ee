/** Whether a statement is about a package in the image that was scanned. */
import { parseImageReference } from '../../model/image-reference.js';
import type { Subject } from '../../model/subject.js';
import { coversPurl } from '../sbom/covers-purl.js';
import { parsePurl } from '../sbom/purl.js';
import type { Component, Purl } from '../sbom/types.js';
import type { ScanFacts } from '../scan/types.js';
import type { Bom, Claim, Found } from './claims.js';
import type { VexProduct } from './types.js';

/** What is known of the image that a report is about. */
export interface Scanned {
  readonly digests: ReadonlySet<string>;
  /** Names of the image, as `registry/repository`, with their tags. */
  readonly names: readonly { readonly repository: string; readonly tag: string | undefined }[];
  /** What the bills of materials of the subject are about. */
  readonly mains: readonly Component[];
}

export function scannedBy(scan: ScanFacts, subject: Subject, mains: readonly Component[]): Scanned {
  const { image, contradictions = [] } = subject;
  const own = [scan.subject.digest, scan.subject.imageId];
  // Where documents disagree which image it is, only the report's own word counts.
  const shared = contradictions.length > 0 ? [] : [image?.digest, image?.indexDigest, image?.id];
  const names = [scan.subject.name, ...scan.subject.tags, ...(image?.tags ?? [])];
  return {
    digests: new Set([...own, ...shared].filter((one): one is string => typeof one === 'string')),
    names: names.flatMap((name) => {
      const parsed = name === null ? undefined : parseImageReference(name);
      return parsed
        ? [{ repository: `${parsed.registry}/${parsed.repository}`, tag: parsed.tag }]
        : [];
    }),
    mains,
  };
}

/** Whether both name the same vulnerability. */
export function isSameVulnerability(claim: Claim, found: Found): boolean {
  const names = new Set([claim.id, ...claim.aliases].map((name) => name.toUpperCase()));
  names.delete('');
  return [found.id, ...found.aliases].some((name) => names.has(name.toUpperCase()));
}

/** Whether one of the products of a statement is, or holds, the package of a finding. */
export function isAbout(claim: Claim, found: Found, scanned: Scanned): boolean {
  const actual = found.purl === null ? undefined : parsePurl(found.purl);
  return claim.products.some((product) => {
    const isPart = product.subcomponents.some(
      ({ purl }) => purl !== null && actual !== undefined && coversPurl(parsePurl(purl), actual),
    );
    if (claim.bom !== undefined) {
      return isOfBom(claim.bom, found, scanned) && (product.subcomponents.length === 0 || isPart);
    }
    if (isProduct(product, scanned)) return product.subcomponents.length === 0 || isPart;
    // A statement about the package itself, wherever it is.
    const isPackage = product.subcomponents.length === 0 && product.purl !== null;
    return isPackage && actual !== undefined && coversPurl(parsePurl(product.purl ?? ''), actual);
  });
}

/** A bill of materials speaks of the image by its digest; one without digests only of the packages that it lists. */
function isOfBom({ digests, purls }: Bom, { purl }: Found, scanned: Scanned): boolean {
  if (digests.length > 0 && scanned.digests.size > 0) {
    return digests.some((digest) => scanned.digests.has(digest));
  }
  return purl !== null && purls.has(purl);
}

function isProduct({ id, purl, digests }: VexProduct, scanned: Scanned): boolean {
  if (digests.length > 0) return digests.some((digest) => scanned.digests.has(digest));
  const parsed = purl === null ? undefined : parsePurl(purl);
  if (parsed?.type === 'oci' || parsed?.type === 'docker') return isNamed(parsed, scanned);
  return scanned.mains.some(
    (main) =>
      main.ref === id ||
      (parsed !== undefined && main.purl !== null && coversPurl(parsed, main.purl)),
  );
}

/** Without a digest an image is known by its whole name only: the last part alone could be anybody's. */
function isNamed({ qualifiers, version }: Purl, { names }: Scanned): boolean {
  const address = qualifiers['repository_url'];
  const wanted = address === undefined ? undefined : parseImageReference(address);
  if (wanted === undefined || version !== null) return false;
  const tag = qualifiers['tag'];
  return names.some(
    (name) =>
      name.repository === `${wanted.registry}/${wanted.repository}` &&
      (tag === undefined || tag === name.tag),
  );
}

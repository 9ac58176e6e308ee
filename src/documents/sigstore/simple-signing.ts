import { isObject, type JsonObject, mapOf, objectOf, textOf } from '../json/fields.js';
import { identityOf } from './certificate.js';
import type { SignatureFacts, SignerIdentity } from './types.js';

export type SignedImage = Pick<SignatureFacts, 'target' | 'digest' | 'reference' | 'annotations'>;

/**
 * What a payload in the "simple signing" format says: which image is signed, under which name.
 * https://github.com/containers/image/blob/main/docs/containers-signature.5.md; some versions of cosign write the keys with capitals.
 */
export function readSimpleSigning(value: JsonObject): SignedImage {
  const critical = objectOf(value['critical'] ?? value['Critical']);
  const image = objectOf(critical['image'] ?? critical['Image']);
  const identity = objectOf(critical['identity'] ?? critical['Identity']);
  const named = textOf(image['docker-manifest-digest'] ?? image['Docker-manifest-digest']);
  const digest = named?.toLowerCase() ?? null;
  const optional = objectOf(value['optional'] ?? value['Optional']);
  return {
    target: 'image',
    digest: digest !== null && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : null,
    reference: textOf(identity['docker-reference'] ?? identity['Docker-reference']) ?? null,
    annotations: annotationsOf(optional),
  };
}

/** What cosign adds to the signer's own annotations when it reports a verification. */
const REPORTED =
  /^(Bundle|Issuer|Subject|githubWorkflow\w*|RFC3161Timestamp|1\.3\.6\.1\.4\.1\.57264\..*)$/;

function annotationsOf(optional: JsonObject): { readonly [name: string]: string } {
  const own = Object.entries(optional).filter(
    ([name, value]) => !REPORTED.test(name) && !isObject(value),
  );
  return mapOf(Object.fromEntries(own));
}

/** Whom the answer of `cosign verify` names; null where a key was used. */
export function reportedIdentity(value: JsonObject): SignerIdentity | null {
  const optional = objectOf(value['optional'] ?? value['Optional']);
  const oids = Object.fromEntries(
    Object.entries(mapOf(optional)).filter(([name]) => name.startsWith('1.3.6.1.4.1.57264.1.')),
  );
  const san = textOf(optional['Subject']) ?? null;
  const named = identityOf(oids);
  const issuer = textOf(optional['Issuer']) ?? named.issuer;
  if (san === null && issuer === null) return null;
  const repository = textOf(optional['githubWorkflowRepository']);
  return {
    issuer,
    san,
    sanType:
      san === null ? null : /^\w+:\/\//.test(san) ? 'uri' : san.includes('@') ? 'email' : 'other',
    repository: named.repository ?? (repository ? `https://github.com/${repository}` : null),
    ref: named.ref ?? textOf(optional['githubWorkflowRef']) ?? null,
    commit: named.commit ?? textOf(optional['githubWorkflowSha']) ?? null,
    trigger: named.trigger ?? textOf(optional['githubWorkflowTrigger']) ?? null,
    oids,
  };
}

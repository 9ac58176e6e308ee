/**
 * Bundles against a trusted root, by the sigstore libraries, with checks of our own for what those let pass:
 * logs without the beginning of their validity, checkpoint signatures whose names they take for regular expressions, certificates that
 * are not for signing code; and the digest that Rekor 2 keeps of an envelope, which they do not know.
 */
import { createHash, X509Certificate } from 'node:crypto';
import type { SignedEntity, TrustMaterial } from '@sigstore/verify';
import type { Json } from '../../model/json.js';
import type { TrustedKey } from '../../model/trust.js';
import { arrayOf, type JsonObject, objectOf, textOf } from '../json/fields.js';
import type { SignedContent } from './content.js';
import { sigstoreBundle, sigstoreProtobuf, sigstoreVerify } from './libraries.js';
import type { VerificationProblem } from './types.js';
import { encoded } from './verify-with-key.js';

/** Extended key usage "code signing". */
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

/**
 * Verifies a bundle: its signature, the certificate's chain and logs, the log entries and the timestamps.
 *
 * @param message the signed bytes of a message signature
 * @param key for bundles that name a key and hold no certificate
 * @returns undefined where all is well
 */
export function verifyWithRoot(
  { content, bundle, certificate }: SignedContent,
  root: Json,
  message: Uint8Array | null,
  key?: TrustedKey,
): VerificationProblem | undefined {
  try {
    if (bundle === null || content === null) {
      return { code: 'bundle', message: 'there is no bundle in it' };
    }
    if (certificate !== null && !isForSigning(certificate)) {
      return { code: 'certificate', message: 'the certificate is not for signing code' };
    }
    const read = readRoot(root);
    if ('reason' in read) return { code: 'root', message: read.reason };
    const { material } = read;
    const { toSignedEntity, Verifier } = sigstoreVerify();
    const parsed = sigstoreBundle().bundleFromJSON(withPlainCheckpoints(bundle));
    const made = toSignedEntity(parsed, message === null ? undefined : Buffer.from(message));
    const entity = content.kind === 'envelope' ? withRekor2Digest(made, encoded(content)) : made;
    const trusted: TrustMaterial =
      key === undefined
        ? material
        : { ...material, publicKey: () => ({ publicKey: key.key, validFor: () => true }) };
    // A certificate lives for minutes, so something must prove when it was used; a key needs no such proof.
    const isKey = key !== undefined;
    const hasEntries = entity.tlogEntries.length > 0;
    new Verifier(trusted, {
      ctlogThreshold: material.ctlogs.length > 0 ? 1 : 0,
      tlogThreshold: material.tlogs.length > 0 && (!isKey || hasEntries) ? 1 : 0,
      timestampThreshold: isKey ? 0 : 1,
    }).verify(entity);
    return undefined;
  } catch (failure) {
    return problemOf(failure);
  }
}

type ReadRoot = { readonly material: TrustMaterial } | { readonly reason: string };

/** Roots are few and bundles many: reading the certificates of a root takes longer than verifying with them. */
const known = new WeakMap<object, ReadRoot>();

/** Authorities and logs of a root, or why it cannot be used. */
export function readRoot(root: Json): ReadRoot {
  const isObject = typeof root === 'object' && root !== null;
  const read = (isObject && known.get(root)) || toMaterial(root);
  if (isObject) known.set(root, read);
  return read;
}

function toMaterial(root: Json): ReadRoot {
  try {
    const value = objectOf(root);
    const usable = {
      ...value,
      tlogs: withValidity(value['tlogs']),
      ctlogs: withValidity(value['ctlogs']),
    };
    const trusted = sigstoreProtobuf().TrustedRoot.fromJSON(usable);
    return { material: sigstoreVerify().toTrustMaterial(trusted) };
  } catch (failure) {
    return { reason: `it is no trusted root: ${messageOf(failure)}` };
  }
}

/** Without a beginning of its validity a log is not valid; the libraries would take it for valid since 1970. */
function withValidity(logs: Json | undefined): readonly Json[] {
  return arrayOf(logs).filter((log) => {
    const validity = objectOf(objectOf(objectOf(log)['publicKey'])['validFor']);
    return textOf(validity['start']) !== undefined;
  });
}

function isForSigning(der: Uint8Array): boolean {
  const certificate = new X509Certificate(der);
  return !certificate.ca && (certificate.keyUsage ?? []).includes(CODE_SIGNING);
}

/**
 * Leaves out the signatures of checkpoints that are not of a plain name, such as those of witnesses. The libraries look for a name as
 * a regular expression, and one from a file could keep them busy for ever.
 */
function withPlainCheckpoints(bundle: JsonObject): JsonObject {
  const material = objectOf(bundle['verificationMaterial']);
  const tlogEntries = arrayOf(material['tlogEntries']).map((entry): Json => {
    const proof = objectOf(objectOf(entry)['inclusionProof']);
    const envelope = textOf(objectOf(proof['checkpoint'])['envelope']);
    const split = envelope?.indexOf('\n\n') ?? -1;
    if (envelope === undefined || split < 0) return entry;
    const lines = envelope
      .slice(split + 2)
      .split('\n')
      .filter((line) => line === '' || /^\u2014 [\w./:-]+ \S+$/.test(line));
    const plain = `${envelope.slice(0, split + 2)}${lines.join('\n')}`;
    return {
      ...objectOf(entry),
      inclusionProof: { ...proof, checkpoint: { envelope: plain } },
    };
  });
  if (!('tlogEntries' in material)) return bundle;
  return { ...bundle, verificationMaterial: { ...material, tlogEntries } };
}

/** Rekor 2 keeps of an envelope the digest of the encoded bytes that were signed (`hashedrekord` 0.0.2), not that of the payload. */
function withRekor2Digest(entity: SignedEntity, signed: Uint8Array): SignedEntity {
  const { signature, tlogEntries } = entity;
  const isRekor2 = tlogEntries.some(
    ({ kindVersion }) => kindVersion?.kind === 'hashedrekord' && kindVersion.version === '0.0.2',
  );
  if (!isRekor2) return entity;
  return {
    ...entity,
    signature: {
      signature: signature.signature,
      compareSignature: (bytes) => signature.compareSignature(bytes),
      compareDigest: (digest) => createHash('sha256').update(signed).digest().equals(digest),
      verifySignature: (publicKey) => signature.verifySignature(publicKey),
    },
  };
}

/** The libraries' errors carry a code such as `TLOG_INCLUSION_PROOF_ERROR`, and sometimes a cause. */
function problemOf(failure: unknown): VerificationProblem {
  const { code, cause } = (failure ?? {}) as { code?: unknown; cause?: unknown };
  const word = typeof code === 'string' ? code : 'BUNDLE_ERROR';
  const because = cause instanceof Error ? `: ${messageOf(cause)}` : '';
  return {
    code: word
      .replace(/_ERROR$/, '')
      .replaceAll('_', '-')
      .toLowerCase(),
    message: `${messageOf(failure)}${because}`,
  };
}

/** In one short line, in the manner of our own. */
function messageOf(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  const clean = text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 200);
  return /^[A-Z][a-z]/.test(clean) ? `${clean.slice(0, 1).toLowerCase()}${clean.slice(1)}` : clean;
}

import { createHash, type KeyObject, verify } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Exception } from '../model/exception.js';
import { endOf, startOf } from '../model/time.js';
import { signerObjection } from './allowed-signers.js';
import { badSignature } from './errors.js';
import type { SignatureFile, WrittenSignature } from './load-signatures.js';
import { NAMESPACE, payloadBytes } from './signed-payload.js';
import { parseSshSignature, verifySshSignature } from './ssh-signature.js';
import type { TrustedKey } from './trust.js';

/** Somebody whose signature over an exception is good. */
export interface Signer {
  /** The name of the key, or the principal where the key is a file of allowed signers. */
  readonly name: string;
  /** Of the key itself: one key under two names is one signer. */
  readonly fingerprint: string;
}

export interface Signed {
  readonly signers: readonly Signer[];
  /** Why a signature that is right in itself does not count, such as an expired or revoked key. */
  readonly refusals: readonly string[];
  /** Signatures that are wrong in themselves. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks all signatures of one exception.
 *
 * A key counts if it was valid at the time that the signature names, which is signed as well. A revoked key counts no more whatever
 * time its signatures name: whoever holds it can write any.
 *
 * @param policy the name of the policy set
 * @param now milliseconds since the epoch
 */
export function verifySignatures(
  exception: Exception,
  files: readonly SignatureFile[],
  keys: ReadonlyMap<string, TrustedKey>,
  policy: string,
  now: number,
): Signed {
  const signers: Signer[] = [];
  const refusals: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const written of files.flatMap(({ signatures }) => signatures)) {
    const key = keys.get(written.key);
    const answer = key
      ? check(exception, written, key, policy)
      : `nobody trusts a key \`${written.key}\``;
    if (typeof answer === 'string') {
      diagnostics.push(badSignature(written.span, exception.id, answer));
      continue;
    }
    const refusal = key && windowObjection(key, answer, written, exception, now);
    if (refusal) refusals.push(refusal);
    else signers.push(answer);
  }
  return { signers, refusals, diagnostics };
}

/** Whose signature it is, or why it is nobody's. */
function check(
  exception: Exception,
  written: WrittenSignature,
  key: TrustedKey,
  policy: string,
): Signer | string {
  const { signedAt } = written;
  const bytes = payloadBytes({ policy, exception: exception.record, key: written.key, signedAt });
  if (key.ed25519) {
    const { ed25519 } = written;
    if (ed25519 === undefined) return `key \`${key.name}\` signs with Ed25519`;
    const signature = Buffer.from(ed25519, 'base64');
    if (signature.length !== 64 || signature.toString('base64') !== ed25519) {
      return 'it is truncated or not base64';
    }
    if (!verify(null, bytes, key.ed25519, signature)) return NOT_OVER_THIS;
    return { name: key.name, fingerprint: fingerprintOf(key.ed25519) };
  }
  const { ssh, principal } = written;
  if (ssh === undefined || principal === undefined) {
    return `key \`${key.name}\` needs an SSH signature and a \`principal\``;
  }
  const signature = parseSshSignature(ssh);
  if (typeof signature === 'string') return signature;
  if (signature.namespace !== NAMESPACE) {
    return `it was made for \`${signature.namespace}\`, not for \`${NAMESPACE}\``;
  }
  if (!verifySshSignature(signature, bytes, NAMESPACE)) return NOT_OVER_THIS;
  const time = endOf(signedAt) ?? Number.POSITIVE_INFINITY;
  const objection = signerObjection(
    key.signers ?? [],
    principal,
    signature.keyBlob,
    NAMESPACE,
    time,
  );
  return objection ?? { name: principal, fingerprint: fingerprintOf(signature.key) };
}

const NOT_OVER_THIS =
  'it is not over this record, this policy set and this time: the record was altered after signing, or the signature belongs elsewhere';

function windowObjection(
  { name, from, until, revoked }: TrustedKey,
  signer: Signer,
  { signedAt }: WrittenSignature,
  { created }: Exception,
  now: number,
): string | undefined {
  const time = endOf(signedAt) ?? Number.POSITIVE_INFINITY;
  const begins = created && startOf(created.value);
  const who = signer.name === name ? `key \`${name}\`` : `\`${signer.name}\``;
  if (revoked !== undefined && revoked <= now) return `${who} is revoked`;
  if (from !== undefined && time < from) return `${who} signed before the key was valid`;
  if (until !== undefined && time > until) return `${who} signed after the key had expired`;
  if ((startOf(signedAt) ?? 0) > now) return `${who} signed in the future`;
  if (begins !== undefined && time < begins) return `${who} signed before the exception was made`;
  return undefined;
}

function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');
}

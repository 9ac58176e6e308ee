import { constants, type KeyObject, verify } from 'node:crypto';
import type { TrustedKey } from '../../model/trust.js';
import type { EnvelopeContent, MessageContent } from './content.js';

/**
 * The key that made a signature.
 *
 * @param message the signed bytes; for an envelope they are in it
 * @returns undefined where none of the keys did
 */
export function signerAmong(
  keys: readonly TrustedKey[],
  content: EnvelopeContent | MessageContent,
  message: Uint8Array | null,
): TrustedKey | undefined {
  const signed = content.kind === 'envelope' ? encoded(content) : message;
  if (signed === null) return undefined;
  const signatures =
    content.kind === 'envelope'
      ? content.signatures.map(({ bytes }) => bytes)
      : [content.signature];
  return keys.find(({ key }) => signatures.some((signature) => isMade(signed, key, signature)));
}

/**
 * The pre-authentication encoding of DSSE: the bytes that are signed, which bind the payload to its type.
 * https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
 */
export function encoded({ payloadType, payload }: EnvelopeContent): Uint8Array {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
}

function isMade(signed: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  const tries = ATTEMPTS.get(key.asymmetricKeyType ?? '') ?? [];
  return tries.some(({ hash, padding }) => {
    try {
      return verify(
        hash,
        signed,
        padding === undefined ? key : { key, padding, saltLength: AUTO },
        signature,
      );
    } catch {
      return false;
    }
  });
}

const AUTO = constants.RSA_PSS_SALTLEN_AUTO;

interface Attempt {
  readonly hash: string | null;
  readonly padding?: number;
}

/** How tools sign with keys of a type: cosign hashes with SHA-256 whatever the curve, newer ones with the curve's own hash. */
const ATTEMPTS: ReadonlyMap<string, readonly Attempt[]> = new Map<string, readonly Attempt[]>([
  ['ec', [{ hash: 'sha256' }, { hash: 'sha384' }, { hash: 'sha512' }]],
  ['ed25519', [{ hash: null }]],
  [
    'rsa',
    [constants.RSA_PKCS1_PADDING, constants.RSA_PKCS1_PSS_PADDING].flatMap((padding) =>
      ['sha256', 'sha384', 'sha512'].map((hash) => ({ hash, padding })),
    ),
  ],
]);

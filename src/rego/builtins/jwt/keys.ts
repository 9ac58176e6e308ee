import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import { BuiltinError } from '../declaration.js';

/** A verification key, with the key id that a JWK gave it. */
export interface VerificationKey {
  readonly key: KeyObject;
  readonly id?: string;
  readonly algorithm?: string;
}

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----\s*/;

/** The keys in a PEM certificate, a PEM public key, a JWK or a JWK set. */
export function verificationKeys(text: string): VerificationKey[] {
  const match = PEM.exec(text);
  if (match !== null) return [{ key: pemKey(match, text) }];
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new BuiltinError('builtin', 'failed to parse a JWK key (set)');
  }
  const set = (parsed as { keys?: unknown }).keys;
  const keys = Array.isArray(set) ? set : [parsed];
  return keys.flatMap((jwk: JsonWebKey & { kid?: string; alg?: string }) => {
    try {
      const key = createPublicKey({ key: jwk, format: 'jwk' });
      return [
        {
          key,
          ...(jwk.kid === undefined ? {} : { id: jwk.kid }),
          ...(jwk.alg === undefined ? {} : { algorithm: jwk.alg }),
        },
      ];
    } catch (error) {
      if (Array.isArray(set)) return [];
      throw new BuiltinError(
        'builtin',
        `failed to parse a JWK key (set): ${(error as Error).message}`,
      );
    }
  });
}

function pemKey(match: RegExpExecArray, text: string): KeyObject {
  const rest = text.slice(match.index + match[0].length);
  if (rest.trim() !== '') {
    throw new BuiltinError('builtin', 'extra data after a PEM certificate block');
  }
  const pem = match[0];
  if (match[1] === 'CERTIFICATE') {
    try {
      return new X509Certificate(pem).publicKey;
    } catch {
      throw new BuiltinError('builtin', 'failed to parse a PEM certificate');
    }
  }
  if (match[1] === 'PUBLIC KEY' || match[1] === 'RSA PUBLIC KEY') {
    try {
      return createPublicKey(pem);
    } catch {
      throw new BuiltinError('builtin', 'failed to parse a PEM public key');
    }
  }
  throw new BuiltinError('builtin', 'failed to extract a Key from the PEM certificate');
}

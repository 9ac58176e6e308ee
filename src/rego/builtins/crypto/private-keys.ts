import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { BuiltinError } from '../declaration.js';
import { type Certificate, certificatesIn } from './certificate.js';
import { sequenceOf } from './der.js';
import { base64Bytes, type PemBlock, pemBlocks } from './pem.js';

/** What Go calls the structure in each kind of block. */
const KINDS: Readonly<
  Record<string, { readonly type: 'pkcs1' | 'pkcs8' | 'sec1'; readonly go: string }>
> = {
  'RSA PRIVATE KEY': { type: 'pkcs1', go: 'pkcs1PrivateKey' },
  'PRIVATE KEY': { type: 'pkcs8', go: 'pkcs8' },
  'EC PRIVATE KEY': { type: 'sec1', go: 'ecPrivateKey' },
};

/** PEM text, or base64 of it. @throws BuiltinError */
function pemText(text: string): string {
  return text.startsWith('-----BEGIN ') ? text : base64Bytes(text).toString('latin1');
}

function keyOf({ type, bytes }: PemBlock): KeyObject | undefined {
  const kind = KINDS[type];
  if (kind === undefined) return undefined;
  sequenceOf(bytes, kind.go);
  try {
    return createPrivateKey({ key: bytes, format: 'der', type: kind.type });
  } catch (failure) {
    throw new BuiltinError('builtin', failure instanceof Error ? failure.message : String(failure));
  }
}

/** The private keys in PEM text; blocks of other kinds are passed over. @throws BuiltinError */
export function privateKeysIn(text: string): KeyObject[] {
  return pemBlocks(text).flatMap((block) => keyOf(block) ?? []);
}

/** As `crypto.parse_private_keys` takes them: PEM text, base64 of it, or anything else, which holds none. */
export function privateKeysInAny(text: string): KeyObject[] {
  const isEncoded = !text.startsWith('-----BEGIN') && /^[A-Za-z0-9+/\s]+=*\s*$/.test(text);
  return privateKeysIn(isEncoded ? Buffer.from(text, 'base64').toString('latin1') : text);
}

/** The first key as a JSON Web Key, or null where there is none. @throws BuiltinError */
export function jsonWebKey(text: string): unknown {
  if (text === '') throw new BuiltinError('builtin', 'input PEM data was empty');
  const [key] = privateKeysIn(pemText(text));
  return key === undefined ? null : key.export({ format: 'jwk' });
}

/** A private key as Go's types are written as JSON. */
export function privateKeyFields(key: KeyObject): unknown {
  const jwk = key.export({ format: 'jwk' });
  const integer = (text: string | undefined): bigint =>
    BigInt(`0x0${Buffer.from(text ?? '', 'base64url').toString('hex')}`);
  if (jwk.kty === 'RSA') {
    return {
      N: integer(jwk.n),
      E: integer(jwk.e),
      D: integer(jwk.d),
      Primes: [integer(jwk.p), integer(jwk.q)],
      Precomputed: {
        Dp: integer(jwk.dp),
        Dq: integer(jwk.dq),
        Qinv: integer(jwk.qi),
        CRTValues: [],
      },
    };
  }
  if (jwk.kty === 'EC') {
    return { Curve: {}, X: integer(jwk.x), Y: integer(jwk.y), D: integer(jwk.d) };
  }
  const bytes = [jwk.d, jwk.x].map((part) => Buffer.from(part ?? '', 'base64url'));
  return Buffer.concat(bytes).toString('base64');
}

/** A certificate chain and its key, as Go's `tls.Certificate` is written as JSON. @throws BuiltinError */
export function parseKeyPair(certificateText: string, keyText: string): Record<string, unknown> {
  const certificates = certificatesIn(certificateText);
  const [leaf] = certificates;
  if (leaf === undefined) throw new BuiltinError('builtin', 'x509: malformed certificate');
  const [key] = privateKeysIn(pemText(keyText));
  if (key === undefined) {
    throw new BuiltinError('builtin', 'tls: failed to find any PEM data in key input');
  }
  checkPair(leaf, key);
  const { URIStrings: _, ...fields } = leaf.fields;
  return {
    Certificate: certificates.map(({ der }) => der.toString('base64')),
    Leaf: fields,
    OCSPStaple: null,
    PrivateKey: privateKeyFields(key),
    SignedCertificateTimestamps: null,
    SupportedSignatureAlgorithms: null,
  };
}

function checkPair({ fields }: Certificate, key: KeyObject): void {
  const types: Readonly<Record<string, number>> = { rsa: 1, ec: 3, ed25519: 4 };
  if (types[key.asymmetricKeyType ?? ''] !== fields['PublicKeyAlgorithm']) {
    throw new BuiltinError('builtin', 'tls: private key type does not match public key type');
  }
  const info = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  if (info !== fields['RawSubjectPublicKeyInfo']) {
    throw new BuiltinError('builtin', 'tls: private key does not match public key');
  }
}

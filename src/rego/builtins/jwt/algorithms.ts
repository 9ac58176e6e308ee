import {
  constants,
  createHmac,
  type KeyLike,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';

/** A JWS algorithm by what node:crypto needs of it. */
interface Algorithm {
  readonly family: 'HS' | 'RS' | 'PS' | 'ES' | 'EdDSA';
  readonly digest: string;
  /** The curve that an ES algorithm is bound to. */
  readonly curve?: string;
}

const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  ...(['HS', 'RS', 'PS'] as const).flatMap((family) =>
    ['256', '384', '512'].map((size): [string, Algorithm] => [
      family + size,
      { family, digest: `sha${size}` },
    ]),
  ),
  ['ES256', { family: 'ES', digest: 'sha256', curve: 'prime256v1' }],
  ['ES384', { family: 'ES', digest: 'sha384', curve: 'secp384r1' }],
  ['ES512', { family: 'ES', digest: 'sha512', curve: 'secp521r1' }],
  ['EdDSA', { family: 'EdDSA', digest: '' }],
]);

/** Whether a name is a JWS algorithm that can be verified and signed. */
export function isAlgorithm(name: string): boolean {
  return ALGORITHMS.has(name);
}

export function isHmac(name: string): boolean {
  return ALGORITHMS.get(name)?.family === 'HS';
}

/** Whether a signature holds; false, too, for a key that is not of the algorithm's kind. */
export function verifySignature(
  name: string,
  key: KeyObject,
  data: string,
  signature: Uint8Array,
): boolean {
  const algorithm = ALGORITHMS.get(name);
  if (algorithm === undefined || !fits(algorithm, key)) return false;
  try {
    return verify(
      algorithm.digest || null,
      Buffer.from(data),
      parametersOf(algorithm, key),
      signature,
    );
  } catch {
    return false;
  }
}

/** Whether an HMAC holds, compared in constant time. */
export function verifyHmac(name: string, secret: string, data: string, code: Uint8Array): boolean {
  const algorithm = ALGORITHMS.get(name);
  if (algorithm?.family !== 'HS') return false;
  const right = createHmac(algorithm.digest, secret).update(data).digest();
  return right.length === code.length && timingSafeEqual(right, code);
}

/** The signature of a text, in JWS form. */
export function signData(name: string, key: KeyObject, data: string): Buffer {
  const algorithm = ALGORITHMS.get(name);
  if (algorithm === undefined) throw new TypeError(`unknown JWS algorithm: ${name}`);
  if (algorithm.family === 'HS') return createHmac(algorithm.digest, key).update(data).digest();
  return sign(algorithm.digest || null, Buffer.from(data), parametersOf(algorithm, key));
}

function fits({ family, curve }: Algorithm, key: KeyObject): boolean {
  const type = key.asymmetricKeyType;
  if (family === 'EdDSA') return type === 'ed25519';
  if (family === 'ES') return type === 'ec' && key.asymmetricKeyDetails?.namedCurve === curve;
  return type === 'rsa' || type === 'rsa-pss';
}

function parametersOf(
  { family }: Algorithm,
  key: KeyObject,
): {
  key: KeyObject;
  padding?: number;
  saltLength?: number;
  dsaEncoding?: 'ieee-p1363';
} & Extract<KeyLike, object> {
  if (family === 'PS') {
    return {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    } as never;
  }
  return (family === 'ES' ? { key, dsaEncoding: 'ieee-p1363' } : { key }) as never;
}

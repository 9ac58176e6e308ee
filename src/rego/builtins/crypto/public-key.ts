import { bitsOf, childrenOf, type Der, integerOfDer, oidOf, readDer } from './der.js';

/** Numbers of Go's `x509.PublicKeyAlgorithm`. */
const ALGORITHMS: ReadonlyMap<string, number> = new Map([
  ['1.2.840.113549.1.1.1', 1],
  ['1.2.840.10040.4.1', 2],
  ['1.2.840.10045.2.1', 3],
  ['1.3.101.112', 4],
]);

/** Numbers of Go's `x509.SignatureAlgorithm`. */
const SIGNATURES: ReadonlyMap<string, number> = new Map([
  ['1.2.840.113549.1.1.2', 1],
  ['1.2.840.113549.1.1.4', 2],
  ['1.2.840.113549.1.1.5', 3],
  ['1.3.14.3.2.29', 3],
  ['1.2.840.113549.1.1.11', 4],
  ['1.2.840.113549.1.1.12', 5],
  ['1.2.840.113549.1.1.13', 6],
  ['1.2.840.10040.4.3', 7],
  ['2.16.840.1.101.3.4.3.2', 8],
  ['1.2.840.10045.4.1', 9],
  ['1.2.840.10045.4.3.2', 10],
  ['1.2.840.10045.4.3.3', 11],
  ['1.2.840.10045.4.3.4', 12],
  ['1.3.101.112', 16],
]);

/** RSA-PSS, by its hash function. */
const PSS: ReadonlyMap<string, number> = new Map([
  ['2.16.840.1.101.3.4.2.1', 13],
  ['2.16.840.1.101.3.4.2.2', 14],
  ['2.16.840.1.101.3.4.2.3', 15],
]);

/** The number of a signature algorithm, 0 where Go does not know it. */
export function signatureAlgorithm(identifier: Der | undefined): number {
  const [id, parameters] = childrenOf(identifier);
  const oid = oidOf(id);
  if (oid !== '1.2.840.113549.1.1.10') return SIGNATURES.get(oid) ?? 0;
  const [hash] = childrenOf(childrenOf(childrenOf(parameters)[0])[0]);
  return PSS.get(oidOf(hash)) ?? 0;
}

/** A public key and its algorithm as Go writes them as JSON; `info` is a SubjectPublicKeyInfo. */
export function publicKeyFields(info: Der | undefined): Record<string, unknown> {
  const [identifier, bits] = childrenOf(info);
  const [id, parameters] = childrenOf(identifier);
  const algorithm = ALGORITHMS.get(oidOf(id)) ?? 0;
  return {
    PublicKeyAlgorithm: algorithm,
    PublicKey: keyOf(algorithm, bitsOf(bits), parameters),
    RawSubjectPublicKeyInfo: info?.full.toString('base64') ?? null,
  };
}

function keyOf(algorithm: number, bytes: Buffer, parameters: Der | undefined): unknown {
  if (algorithm === 1) {
    const [modulus, exponent] = childrenOf(readDer(bytes));
    return { N: integerOfDer(modulus), E: integerOfDer(exponent) };
  }
  if (algorithm === 2) {
    const [p, q, g] = childrenOf(parameters).map(integerOfDer);
    return { P: p, Q: q, G: g, Y: integerOfDer(readDer(bytes)) };
  }
  if (algorithm === 3) {
    const size = (bytes.length - 1) / 2;
    const coordinate = (from: number) => BigInt(`0x0${bytes.toString('hex', from, from + size)}`);
    return { Curve: {}, X: coordinate(1), Y: coordinate(1 + size) };
  }
  return algorithm === 4 ? bytes.toString('base64') : null;
}

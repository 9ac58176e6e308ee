/** X.509 certificates made for tests (RFC 5280), with the timestamps of a certificate log in them (RFC 6962). */
import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, boolean, der, integer, octets, oid, sequence, set, utcTime, utf8 } from './der.js';

export interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
}

export interface CertificateRequest {
  readonly name: string;
  /** Public or private. */
  readonly key: KeyObject;
  readonly issuer: Issuer;
  readonly from: Date;
  readonly until: Date;
  readonly extensions: readonly Uint8Array[];
  /** Of a certificate log that says that it has seen the certificate. */
  readonly log?: KeyObject;
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

export function extension(id: string, value: Uint8Array, isCritical = false): Uint8Array {
  return sequence(oid(id), ...(isCritical ? [boolean(true)] : []), octets(value));
}

/** What only an authority may do: to sign certificates. */
export const AUTHORITY = [
  extension('2.5.29.19', sequence(boolean(true)), true),
  extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true),
];

/** What the certificate of a signer is for. */
export const CODE_SIGNING = [
  extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
  extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.3'))),
];

export const alternativeUri = (uri: string) =>
  extension('2.5.29.17', sequence(der(0x86, Buffer.from(uri))), true);

/** SubjectPublicKeyInfo. */
export function publicBytes(key: KeyObject): Uint8Array {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ type: 'spki', format: 'der' });
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** @returns DER */
export function makeCertificate(request: CertificateRequest): Uint8Array {
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  const body = (extensions: readonly Uint8Array[]) =>
    sequence(
      der(0xa0, integer(Buffer.from([2]))),
      integer(serial),
      ECDSA_SHA256,
      nameOf(request.issuer.name),
      sequence(utcTime(request.from), utcTime(request.until)),
      nameOf(request.name),
      publicBytes(request.key),
      der(0xa3, sequence(...extensions)),
    );
  const { extensions, log, issuer } = request;
  const seen = log ? [seenBy(log, body(extensions), request)] : [];
  const whole = body([...extensions, ...seen]);
  return sequence(whole, ECDSA_SHA256, bits(sign('sha256', whole, issuer.key)));
}

function nameOf(name: string): Uint8Array {
  return sequence(set(sequence(oid('2.5.4.3'), utf8(name))));
}

/** The log signs the certificate as it is without the log's own words in it. */
function seenBy(log: KeyObject, body: Uint8Array, { issuer, from }: CertificateRequest) {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(from.getTime()));
  const signed = Buffer.concat([
    Buffer.from([0, 0]),
    time,
    Buffer.from([0, 1]),
    sha256(publicBytes(issuer.key)),
    number(body.length, 3),
    body,
    number(0, 2),
  ]);
  const signature = sign('sha256', signed, log);
  const seen = Buffer.concat([
    Buffer.from([0]),
    sha256(publicBytes(log)),
    time,
    number(0, 2),
    Buffer.from([4, 3]),
    number(signature.length, 2),
    signature,
  ]);
  const list = Buffer.concat([number(seen.length + 2, 2), number(seen.length, 2), seen]);
  return extension('1.3.6.1.4.1.11129.2.4.2', octets(list));
}

function number(value: number, length: number): Uint8Array {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
}

/**
 * A small sigstore instance: an authority that gives certificates to identities, a log of them, and a transparency log of signatures.
 * Its keys live as long as the process, so what it signs can be verified with its trusted root and made by nobody else.
 */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  AUTHORITY,
  alternativeUri,
  CODE_SIGNING,
  extension,
  makeCertificate,
  publicBytes,
  sha256,
} from './certificate.js';
import { utf8 } from './der.js';

export interface Identity {
  readonly issuer: string;
  /** A workflow. */
  readonly uri: string;
  readonly repository: string;
  readonly ref: string;
}

export interface SigningOptions {
  /** When it is signed and logged. */
  readonly at: Date;
  /** When the certificate was given, for ten minutes; just before the signing where it is not said. */
  readonly certifiedAt?: Date;
  /** Other extensions than those for signing code. */
  readonly usage?: readonly Uint8Array[];
  /** Whether the certificate log has seen the certificate; true where it is not said. */
  readonly isSeen?: boolean;
}

export interface SigstoreInstance {
  readonly trustedRoot: object;
  /** A bundle (0.3) of a message, as `cosign sign-blob --bundle` writes it. */
  signMessage(message: Uint8Array, identity: Identity, options: SigningOptions): object;
  /** A bundle (0.3) of an in-toto statement in a DSSE envelope, as `cosign attest` writes it. */
  signStatement(statement: object, identity: Identity, options: SigningOptions): object;
}

export const ecKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

const MINUTE = 60_000;

/** Fulcio's extensions, https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md. */
const FULCIO = '1.3.6.1.4.1.57264.1';

/** What is signed of a DSSE envelope. https://github.com/secure-systems-lab/dsse/blob/master/protocol.md */
export function envelopeBytes(type: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `),
    payload,
  ]);
}

export const IN_TOTO = 'application/vnd.in-toto+json';

/** @param from when its authority and logs begin to be valid */
export function sigstoreInstance(from: Date): SigstoreInstance {
  const authority = { name: 'test authority', key: ecKey() };
  const certificateLog = ecKey();
  const log = ecKey();
  const until = new Date(from.getTime() + 10 * 365 * 24 * 60 * MINUTE);
  const root = makeCertificate({
    ...authority,
    issuer: authority,
    from,
    until,
    extensions: AUTHORITY,
  });

  function certificateOf(key: KeyObject, identity: Identity, options: SigningOptions) {
    const {
      usage = CODE_SIGNING,
      isSeen = true,
      at,
      certifiedAt = new Date(at.getTime() - MINUTE),
    } = options;
    return makeCertificate({
      name: '',
      key,
      issuer: authority,
      from: certifiedAt,
      until: new Date(certifiedAt.getTime() + 10 * MINUTE),
      extensions: [
        ...usage,
        alternativeUri(identity.uri),
        extension(`${FULCIO}.8`, utf8(identity.issuer)),
        extension(`${FULCIO}.12`, utf8(identity.repository)),
        extension(`${FULCIO}.14`, utf8(identity.ref)),
      ],
      ...(isSeen && { log: certificateLog }),
    });
  }

  function materialOf(certificate: Uint8Array, body: object, at: Date) {
    const { apiVersion, kind } = body as { apiVersion: string; kind: string };
    return {
      certificate: { rawBytes: base64(certificate) },
      tlogEntries: [{ ...logEntry(log, body, at), kindVersion: { kind, version: apiVersion } }],
    };
  }

  return {
    trustedRoot: {
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [logOf('https://log.example', log, from)],
      certificateAuthorities: [
        {
          subject: { organization: 'example', commonName: authority.name },
          uri: 'https://authority.example',
          certChain: { certificates: [{ rawBytes: base64(root) }] },
          validFor: { start: from.toISOString() },
        },
      ],
      ctlogs: [logOf('https://certificates.example', certificateLog, from)],
      timestampAuthorities: [],
    },
    signMessage(message, identity, options) {
      const key = ecKey();
      const certificate = certificateOf(key, identity, options);
      const signature = base64(sign('sha256', message, key));
      const digest = sha256(message);
      const body = {
        apiVersion: '0.0.1',
        kind: 'hashedrekord',
        spec: {
          data: { hash: { algorithm: 'sha256', value: digest.toString('hex') } },
          signature: { content: signature, publicKey: { content: pemOf(certificate) } },
        },
      };
      return {
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: materialOf(certificate, body, options.at),
        messageSignature: {
          messageDigest: { algorithm: 'SHA2_256', digest: base64(digest) },
          signature,
        },
      };
    },
    signStatement(statement, identity, options) {
      const key = ecKey();
      const certificate = certificateOf(key, identity, options);
      const payload = Buffer.from(JSON.stringify(statement));
      const signature = base64(sign('sha256', envelopeBytes(IN_TOTO, payload), key));
      const body = {
        apiVersion: '0.0.1',
        kind: 'dsse',
        spec: {
          payloadHash: { algorithm: 'sha256', value: sha256(payload).toString('hex') },
          signatures: [{ signature, verifier: pemOf(certificate) }],
        },
      };
      return {
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: materialOf(certificate, body, options.at),
        dsseEnvelope: {
          payload: base64(payload),
          payloadType: IN_TOTO,
          signatures: [{ sig: signature }],
        },
      };
    },
  };
}

function logOf(baseUrl: string, key: KeyObject, from: Date): object {
  const rawBytes = publicBytes(key);
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: base64(rawBytes),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: { start: from.toISOString() },
    },
    logId: { keyId: base64(sha256(rawBytes)) },
  };
}

/** The only entry of a log, with the log's promise to keep it and the proof that it does. */
function logEntry(log: KeyObject, body: object, at: Date): object {
  const canonicalizedBody = Buffer.from(JSON.stringify(body));
  const keyId = sha256(publicBytes(log));
  const integratedTime = Math.floor(at.getTime() / 1000);
  const promised = JSON.stringify({
    body: base64(canonicalizedBody),
    integratedTime,
    logID: keyId.toString('hex'),
    logIndex: 0,
  });
  const rootHash = base64(sha256(Buffer.concat([Buffer.from([0]), canonicalizedBody])));
  const note = `log.example\n1\n${rootHash}\n`;
  const signed = Buffer.concat([keyId.subarray(0, 4), sign('sha256', Buffer.from(note), log)]);
  return {
    logIndex: '0',
    logId: { keyId: base64(keyId) },
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp: base64(sign('sha256', Buffer.from(promised), log)) },
    inclusionProof: {
      logIndex: '0',
      rootHash,
      treeSize: '1',
      hashes: [],
      checkpoint: { envelope: `${note}\n\u2014 log.example ${base64(signed)}\n` },
    },
    canonicalizedBody: base64(canonicalizedBody),
  };
}

function pemOf(certificate: Uint8Array): string {
  const text = `-----BEGIN CERTIFICATE-----\n${base64(certificate)}\n-----END CERTIFICATE-----\n`;
  return base64(Buffer.from(text));
}

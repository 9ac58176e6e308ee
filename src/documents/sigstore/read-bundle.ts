/** Sigstore bundles. https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto */
import { arrayOf, isObject, type JsonObject, objectOf, textOf } from '../json/fields.js';
import { decodeBase64 } from './base64.js';
import { type MessageContent, notBase64, type SignedContent } from './content.js';
import { envelopeOf } from './read-envelope.js';
import type { LogEntry, VerificationProblem } from './types.js';

const MEDIA_TYPE =
  /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=(0\.[123])|\.v(0\.3)\+json)$/;

/** Log entries and timestamps of one bundle beyond this number are refused. */
const MOST_ENTRIES = 32;

export function readBundle(value: JsonObject): SignedContent {
  const faults: VerificationProblem[] = [];
  const fault = (code: string, message: string) => faults.push({ code, message });
  const mediaType = textOf(value['mediaType']) ?? '';
  if (!MEDIA_TYPE.test(mediaType))
    fault('version', `bundles of type \`${short(mediaType)}\` are not known`);
  const material = objectOf(value['verificationMaterial']);
  const envelope = value['dsseEnvelope'];
  const content = isObject(envelope)
    ? envelopeOf(envelope, faults)
    : messageOf(objectOf(value['messageSignature']), faults);
  if (content.kind === 'envelope' && content.signatures.length > 1) {
    fault('bundle', 'a bundle holds one signature, this one holds several');
  }
  const entries = arrayOf(material['tlogEntries']).map(objectOf);
  const stamps = arrayOf(objectOf(material['timestampVerificationData'])['rfc3161Timestamps']);
  if (entries.length + stamps.length > MOST_ENTRIES) {
    fault('bundle', `it holds more than ${MOST_ENTRIES} log entries and timestamps`);
  }
  return {
    form: 'sigstore-bundle',
    content,
    certificate: certificateOf(material, faults),
    tlog: entries.slice(0, MOST_ENTRIES).map(logEntry),
    timestamps: stamps.slice(0, MOST_ENTRIES).flatMap((stamp) => {
      const bytes = decodeBase64(textOf(objectOf(stamp)['signedTimestamp']) ?? '');
      if (bytes === undefined) faults.push(notBase64('a timestamp'));
      return bytes ?? [];
    }),
    bundle: value,
    faults,
  };
}

function messageOf(value: JsonObject, faults: VerificationProblem[]): MessageContent {
  const { messageDigest, signature } = value;
  const bytes = decodeBase64(textOf(signature) ?? '');
  if (bytes === undefined) faults.push(notBase64('the signature'));
  const digest = decodeBase64(textOf(objectOf(messageDigest)['digest']) ?? '');
  if (digest === undefined) faults.push(notBase64('the digest'));
  const algorithm = textOf(objectOf(messageDigest)['algorithm']) ?? 'SHA2_256';
  return {
    kind: 'message',
    signature: bytes ?? new Uint8Array(0),
    digest:
      digest === undefined || digest.length === 0
        ? null
        : { algorithm: ALGORITHMS.get(algorithm) ?? algorithm, hex: hexOf(digest) },
    message: null,
  };
}

const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['SHA2_256', 'sha256'],
  ['SHA2_384', 'sha384'],
  ['SHA2_512', 'sha512'],
]);

/** Version 0.3 holds one certificate, earlier ones a chain that begins with it. */
function certificateOf(material: JsonObject, faults: VerificationProblem[]): Uint8Array | null {
  const [first] = arrayOf(objectOf(material['x509CertificateChain'])['certificates']);
  const raw = textOf(objectOf(material['certificate'] ?? first)['rawBytes']);
  if (raw === undefined) return null;
  const bytes = decodeBase64(raw);
  if (bytes === undefined) faults.push(notBase64('the certificate'));
  return bytes ?? null;
}

/** An entry of a transparency log, in the words of a bundle. */
export function logEntry(entry: JsonObject): LogEntry {
  const id = decodeBase64(textOf(objectOf(entry['logId'])['keyId']) ?? '');
  return {
    logId: id === undefined || id.length === 0 ? null : hexOf(id),
    index: integerOf(entry['logIndex']),
    integratedTime: timeOfSeconds(entry['integratedTime']),
    verified: false,
  };
}

/** Protobuf writes 64-bit integers as text. */
function integerOf(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^-?\d{1,19}$/.test(text)) return null;
  return Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

/** Seconds since the epoch as RFC 3339; zero is how a log says that it does not vouch for a time. */
export function timeOfSeconds(value: unknown): string | null {
  const seconds = integerOf(value);
  if (seconds === null || seconds <= 0 || seconds > 253_402_300_799) return null;
  return new Date(seconds * 1000).toISOString();
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function short(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}

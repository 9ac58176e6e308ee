/**
 * What cosign writes: the answer of `cosign verify`, that of `cosign download signature`, the bundle of `cosign sign-blob --bundle`
 * before version 3, and the manifest under which it keeps signatures in a registry.
 */
import { createHash } from 'node:crypto';
import type { Json } from '../../model/json.js';
import { arrayOf, isObject, type JsonObject, objectOf, textOf } from '../json/fields.js';
import { decodeBase64 } from './base64.js';
import { certificatesOfPem } from './certificate.js';
import { notBase64, type SignedContent } from './content.js';
import { hexOf, timeOfSeconds } from './read-bundle.js';
import type { LogEntry, SignedForm, VerificationProblem } from './types.js';

/** The answer of `cosign verify`: a report, which holds no signature. */
export function readVerifyOutput(value: JsonObject): SignedContent {
  const optional = objectOf(value['optional'] ?? value['Optional']);
  return {
    form: 'cosign-verify',
    content: null,
    certificate: null,
    tlog: logEntries(optional['Bundle']),
    timestamps: [],
    bundle: null,
    faults: [
      {
        code: 'report-only',
        message: 'the file says that somebody has verified a signature, and does not hold it',
      },
    ],
  };
}

/** A line of `cosign download signature`. */
export function readDownloaded(value: JsonObject): SignedContent {
  return signed('cosign-signature', {
    signature: value['Base64Signature'],
    payload: value['Payload'],
    certificate: decodeBase64(textOf(objectOf(value['Cert'])['Raw']) ?? ''),
    rekor: value['Bundle'],
  });
}

/** The bundle of `cosign sign-blob --bundle` before version 3. */
export function readOldBundle(value: JsonObject): SignedContent {
  const cert = decodeBase64(textOf(value['cert']) ?? '');
  const [pem] = cert === undefined ? [] : certificatesOfPem(new TextDecoder().decode(cert));
  return signed('cosign-bundle', {
    signature: value['base64Signature'],
    payload: undefined,
    certificate: pem ?? cert,
    rekor: value['rekorBundle'],
  });
}

/** One layer of a manifest of signatures; `payload` is the blob that the layer names. */
export function readSignatureLayer(
  layer: JsonObject,
  payload: Uint8Array | undefined,
): SignedContent {
  const annotations = objectOf(layer['annotations']);
  const [certificate] = certificatesOfPem(
    textOf(annotations['dev.sigstore.cosign/certificate']) ?? '',
  );
  const read = signed('cosign-manifest', {
    signature: annotations['dev.cosignproject.cosign/signature'],
    payload: payload === undefined ? undefined : Buffer.from(payload).toString('base64'),
    certificate,
    rekor: parsed(annotations['dev.sigstore.cosign/bundle']),
  });
  const isThere = payload !== undefined;
  return isThere
    ? read
    : {
        ...read,
        faults: [
          ...read.faults,
          { code: 'message-missing', message: 'what it signs is not there' },
        ],
      };
}

interface Parts {
  readonly signature: Json | undefined;
  /** Base64. */
  readonly payload: Json | undefined;
  readonly certificate: Uint8Array | undefined;
  /** `{SignedEntryTimestamp, Payload: {body, integratedTime, logIndex, logID}}` */
  readonly rekor: Json | undefined;
}

function signed(
  form: SignedForm,
  { signature, payload, certificate, rekor }: Parts,
): SignedContent {
  const faults: VerificationProblem[] = [];
  const bytes = decodeBase64(textOf(signature) ?? '');
  if (bytes === undefined) faults.push(notBase64('the signature'));
  else if (bytes.length === 0)
    faults.push({ code: 'signature-missing', message: 'there is no signature in it' });
  const message = typeof payload === 'string' ? decodeBase64(payload) : null;
  if (message === undefined) faults.push(notBase64('the payload'));
  const der = certificate !== undefined && certificate.length > 0 ? certificate : null;
  const digest = message ? sha256(message) : digestOfRekord(rekor);
  return {
    form,
    content: {
      kind: 'message',
      signature: bytes ?? new Uint8Array(0),
      digest: digest === null ? null : { algorithm: 'sha256', hex: digest },
      message: message ?? null,
    },
    certificate: der,
    tlog: logEntries(rekor),
    timestamps: [],
    bundle: bundleOf(bytes, digest, der, rekor),
    faults,
  };
}

function logEntries(rekor: Json | undefined): readonly LogEntry[] {
  const { Payload: payload } = objectOf(rekor);
  if (!isObject(payload)) return [];
  const { logIndex, logID, integratedTime } = payload;
  return [
    {
      logId: textOf(logID) ?? null,
      index: typeof logIndex === 'number' && Number.isSafeInteger(logIndex) ? logIndex : null,
      integratedTime: timeOfSeconds(integratedTime),
      verified: false,
    },
  ];
}

/** The digest that a `hashedrekord` entry of the log names. */
function digestOfRekord(rekor: Json | undefined): string | null {
  const body = bodyOf(rekor);
  const hash = objectOf(objectOf(objectOf(body?.['spec'])['data'])['hash']);
  return hash['algorithm'] === 'sha256' ? (textOf(hash['value']) ?? null) : null;
}

function bodyOf(rekor: Json | undefined): JsonObject | undefined {
  const body = decodeBase64(textOf(objectOf(objectOf(rekor)['Payload'])['body']) ?? '');
  const value = body === undefined ? undefined : parsed(new TextDecoder().decode(body));
  return isObject(value) ? value : undefined;
}

/** The same in the words of a sigstore bundle (version 0.1), so that one verifier serves both. */
function bundleOf(
  signature: Uint8Array | undefined,
  digest: string | null,
  certificate: Uint8Array | null,
  rekor: Json | undefined,
): JsonObject | null {
  const { SignedEntryTimestamp: promise, Payload: payload } = objectOf(rekor);
  if (signature === undefined || digest === null || certificate === null || !isObject(payload)) {
    return null;
  }
  const body = bodyOf(rekor);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_256', digest: base64(Buffer.from(digest, 'hex')) },
      signature: base64(signature),
    },
    verificationMaterial: {
      x509CertificateChain: { certificates: [{ rawBytes: base64(certificate) }] },
      tlogEntries: [
        {
          logIndex: String(payload['logIndex'] ?? ''),
          logId: { keyId: base64(Buffer.from(textOf(payload['logID']) ?? '', 'hex')) },
          kindVersion: {
            kind: textOf(body?.['kind']) ?? '',
            version: textOf(body?.['apiVersion']) ?? '',
          },
          integratedTime: String(payload['integratedTime'] ?? ''),
          inclusionPromise: { signedEntryTimestamp: textOf(promise) ?? '' },
          canonicalizedBody: textOf(payload['body']) ?? '',
        },
      ],
    },
  };
}

/** The layers of a manifest of signatures. */
export function layersOf(manifest: JsonObject): readonly JsonObject[] {
  return arrayOf(manifest['layers']).map(objectOf);
}

function parsed(text: unknown): Json | undefined {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as Json) : undefined;
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): string {
  return hexOf(createHash('sha256').update(bytes).digest());
}

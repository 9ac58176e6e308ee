import type { ParseContext } from '../../model/document.js';
import { isObject, type JsonObject, textOf } from '../json/fields.js';
import { readJson } from '../json/read-json.js';
import type { MessageContent, ReadItem, SignedContent } from './content.js';
import { fileBeside, findMessage, isDigest } from './find-message.js';
import type { SignedItem } from './forms.js';
import { readBundle } from './read-bundle.js';
import {
  layersOf,
  readDownloaded,
  readOldBundle,
  readSignatureLayer,
  readVerifyOutput,
} from './read-cosign.js';
import { readEnvelope } from './read-envelope.js';
import { readSimpleSigning, reportedIdentity, type SignedImage } from './simple-signing.js';
import { readStatement } from './statement.js';
import type { SignatureFacts, VerificationProblem } from './types.js';
import { signingFacts } from './verify.js';

const NOTHING: SignedImage = { target: 'unknown', digest: null, reference: null, annotations: {} };

/** Reads one signature; the manifest of a registry may hold several. */
export function readSignature(
  { form, value, ptr }: SignedItem,
  uri: string,
  context: Partial<ParseContext>,
): readonly ReadItem[] {
  if (form !== 'cosign-manifest')
    return [signatureOf(contentOf(form, value), value, ptr, uri, context)];
  const folder = uri.replace(/[^/]*\/[^/]*$/, '');
  return layersOf(value).map((layer) => {
    const digest = textOf(layer['digest']) ?? '';
    const isPlain = /^sha256:[0-9a-f]{64}$/.test(digest);
    const path = `${folder}${digest.replace(':', '/')}`;
    const payload = isPlain ? context.files?.read(path) : undefined;
    return signatureOf(readSignatureLayer(layer, payload), value, ptr, uri, context);
  });
}

function contentOf(form: SignedItem['form'], value: JsonObject): SignedContent {
  switch (form) {
    case 'cosign-verify':
      return readVerifyOutput(value);
    case 'cosign-signature':
      return readDownloaded(value);
    case 'cosign-bundle':
      return readOldBundle(value);
    case 'sigstore-bundle':
      return readBundle(value);
    case 'dsse':
      return readEnvelope(value);
    default:
      return {
        form,
        content: null,
        certificate: null,
        tlog: [],
        timestamps: [],
        bundle: null,
        faults: [],
      };
  }
}

function signatureOf(
  signed: SignedContent,
  value: JsonObject,
  ptr: string,
  uri: string,
  context: Partial<ParseContext>,
): ReadItem {
  const { content, form } = signed;
  const message = content?.kind === 'message' ? findMessage(content, uri, context.files) : null;
  const more = content?.kind === 'message' ? mismatch(content, message) : [];
  const image =
    form === 'cosign-verify'
      ? readSimpleSigning(value)
      : imageOf(signed, message, fileBeside(uri, context.files) !== undefined, value);
  const facts = signingFacts(
    { ...signed, faults: [...signed.faults, ...more] },
    message,
    context.trust,
  );
  const identity = form === 'cosign-verify' ? reportedIdentity(value) : facts.identity;
  const own: SignatureFacts = {
    ...facts,
    identity,
    signatureKind: kindOf(identity, facts, form),
    ...image,
  };
  const isFaulty = signed.faults.some(
    ({ code }) => code !== 'report-only' && code !== 'message-missing',
  );
  const faults = isFaulty ? signed.faults.map((fault) => ({ ...fault, ptr })) : [];
  return { facts: own, format: form, faults };
}

function mismatch(
  { digest }: MessageContent,
  message: Uint8Array | null,
): readonly VerificationProblem[] {
  if (digest === null || message === null || isDigest(message, digest)) return [];
  return [{ code: 'digest', message: 'what it signs has another digest than it says' }];
}

/** What is signed: as the payload says, else the signed bytes are the file beside it, or the manifest itself. */
function imageOf(
  { content, form }: SignedContent,
  message: Uint8Array | null,
  isBesideFile: boolean,
  value: JsonObject,
): SignedImage {
  if (content?.kind === 'envelope') return imageOfStatement(jsonOf(content.payload));
  if (form === 'in-toto') return imageOfStatement(value);
  const payload = message === null ? undefined : jsonOf(message);
  if (isObject(payload)) {
    if ('critical' in payload || 'Critical' in payload) return readSimpleSigning(payload);
  }
  const isManifest = isObject(payload) && payload['schemaVersion'] === 2;
  const signed = content?.digest;
  return {
    ...NOTHING,
    target: isManifest ? 'image' : isBesideFile ? 'file' : 'unknown',
    digest: signed?.algorithm === 'sha256' ? `sha256:${signed.hex}` : null,
  };
}

function imageOfStatement(statement: unknown): SignedImage {
  if (!isObject(statement)) return NOTHING;
  const { subjects } = readStatement(statement, () => '', '').statement;
  const first = subjects.find(({ digest }) => digest['sha256'] !== undefined);
  return {
    ...NOTHING,
    target: 'image',
    digest: first === undefined ? null : `sha256:${first.digest['sha256']}`,
    reference: first?.name ?? null,
  };
}

function jsonOf(bytes: Uint8Array): unknown {
  return readJson({ path: '', text: new TextDecoder().decode(bytes) }).values[0]?.value;
}

function kindOf(
  identity: SignatureFacts['identity'],
  { certificate }: { readonly certificate: unknown },
  form: SignedItem['form'],
): SignatureFacts['signatureKind'] {
  if (identity !== null || certificate !== null) return 'keyless';
  return form === 'in-toto' ? 'unknown' : 'key';
}

/** What is known where nothing could be read. */
export const emptySignature: ReadItem = {
  facts: {
    signatureKind: 'unknown',
    verified: false,
    assurance: 'unverified',
    verificationProblems: [{ code: 'unreadable', message: 'it could not be read' }],
    identity: null,
    keyFingerprint: null,
    certificate: null,
    tlog: [],
    timestamps: [],
    signedAt: null,
    target: 'unknown',
    digest: null,
    reference: null,
    annotations: {},
  },
  format: 'unknown',
  faults: [],
};

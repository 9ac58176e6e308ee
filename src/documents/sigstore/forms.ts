import { isObject, type JsonObject, objectOf, textOf } from '../json/fields.js';
import { pointerKey } from '../json/pointer-key.js';
import { decodeBase64 } from './base64.js';
import type { SignedForm } from './types.js';

/** One signed thing in a file. */
export interface SignedItem {
  readonly form: SignedForm;
  readonly value: JsonObject;
  /** Where it stands in its file. */
  readonly ptr: string;
}

/** What cosign calls the statement with which it signs an image in its newer format. */
const COSIGN_SIGNATURE = 'https://sigstore.dev/cosign/sign/v1';

/** Things in one file beyond this number are not read. */
export const MOST_ITEMS = 1000;

/** The signed things in a JSON value: one, or several in a list or in an answer of npm's registry or of GitHub. */
export function itemsOf(value: unknown, ptr = '', depth = 0): readonly SignedItem[] {
  if (Array.isArray(value)) {
    if (depth > 1) return [];
    return value.slice(0, MOST_ITEMS).flatMap((one, at) => itemsOf(one, `${ptr}/${at}`, depth + 1));
  }
  if (!isObject(value)) return [];
  const form = formOf(value);
  if (form !== undefined) return [{ form, value, ptr }];
  for (const key of ['attestations', 'attestation', 'bundle']) {
    const inner = value[key];
    if (depth <= 3 && (Array.isArray(inner) || isObject(inner))) {
      const found = itemsOf(inner, `${ptr}/${pointerKey(key)}`, depth + 1);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** The form of one value; undefined for what is not signed. */
export function formOf(value: JsonObject): SignedForm | undefined {
  const critical = objectOf(value['critical'] ?? value['Critical']);
  if (isObject(critical['image'] ?? critical['Image'])) return 'cosign-verify';
  if (typeof value['Base64Signature'] === 'string' && 'Payload' in value) return 'cosign-signature';
  if (typeof value['base64Signature'] === 'string') return 'cosign-bundle';
  const mediaType = textOf(value['mediaType']) ?? '';
  const isBundle = mediaType.startsWith('application/vnd.dev.sigstore.bundle');
  if (isBundle || isObject(value['verificationMaterial'])) return 'sigstore-bundle';
  if (typeof value['payload'] === 'string' && Array.isArray(value['signatures'])) {
    return 'payloadType' in value ? 'dsse' : undefined;
  }
  const type = textOf(value['_type']) ?? '';
  if (type.startsWith('https://in-toto.io/Statement/')) return 'in-toto';
  return isSignatureManifest(value) ? 'cosign-manifest' : undefined;
}

/** A manifest under which cosign keeps the signatures of an image in a registry. */
function isSignatureManifest(value: JsonObject): boolean {
  const layers = value['layers'];
  return (
    Array.isArray(layers) &&
    layers.length > 0 &&
    layers.every(
      (layer) =>
        objectOf(layer)['mediaType'] === 'application/vnd.dev.cosign.simplesigning.v1+json',
    )
  );
}

/** Whether a signed thing is a signature of an image or of a file, not a statement about it. */
export function isSignature({ form, value }: SignedItem): boolean {
  if (form === 'in-toto') return value['predicateType'] === COSIGN_SIGNATURE;
  if (form === 'sigstore-bundle') {
    const envelope = value['dsseEnvelope'];
    if (!isObject(envelope)) return true;
    return isSignatureEnvelope(envelope);
  }
  return form === 'dsse' ? isSignatureEnvelope(value) : true;
}

function isSignatureEnvelope({ payload }: JsonObject): boolean {
  // A statement that only signs is small.
  if (typeof payload !== 'string' || payload.length > 65_536) return false;
  const bytes = decodeBase64(payload);
  return bytes !== undefined && new TextDecoder().decode(bytes).includes(COSIGN_SIGNATURE);
}

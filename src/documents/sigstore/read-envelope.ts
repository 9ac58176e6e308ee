import { arrayOf, type JsonObject, objectOf, textOf } from '../json/fields.js';
import { decodeBase64 } from './base64.js';
import { certificatesOfPem } from './certificate.js';
import {
  type EnvelopeContent,
  type EnvelopeSignature,
  notBase64,
  type SignedContent,
} from './content.js';
import type { VerificationProblem } from './types.js';

/** Signatures of one envelope beyond this number are not tried. */
const MOST_SIGNATURES = 100;

/** Reads a DSSE envelope; some tools put the signer's certificate beside the signature. */
export function readEnvelope(value: JsonObject): SignedContent {
  const faults: VerificationProblem[] = [];
  const content = envelopeOf(value, faults);
  const pem = arrayOf(value['signatures']).flatMap((one) => textOf(objectOf(one)['cert']) ?? []);
  const [certificate] = pem.flatMap(certificatesOfPem);
  return {
    form: 'dsse',
    content,
    certificate: certificate ?? null,
    tlog: [],
    timestamps: [],
    bundle: null,
    faults,
  };
}

/** The envelope itself, also inside a bundle. */
export function envelopeOf(value: JsonObject, faults: VerificationProblem[]): EnvelopeContent {
  const payload = decodeBase64(textOf(value['payload']) ?? '');
  if (payload === undefined) faults.push(notBase64('the payload'));
  const signatures: EnvelopeSignature[] = [];
  for (const one of arrayOf(value['signatures']).slice(0, MOST_SIGNATURES)) {
    const { sig, keyid } = objectOf(one);
    const bytes = decodeBase64(textOf(sig) ?? '');
    if (bytes === undefined) faults.push(notBase64('a signature'));
    else if (bytes.length > 0) signatures.push({ bytes, keyId: textOf(keyid) ?? null });
  }
  return {
    kind: 'envelope',
    payloadType: textOf(value['payloadType']) ?? '',
    payload: payload ?? new Uint8Array(0),
    signatures,
  };
}

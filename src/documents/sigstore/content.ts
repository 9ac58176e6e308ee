/** What is signed, and with what: every form of a signed file becomes one of these before it is read or verified. */
import type { JsonObject } from '../json/fields.js';
import type {
  AttestationFacts,
  LogEntry,
  SignatureFacts,
  SignedForm,
  VerificationProblem,
} from './types.js';

export interface EnvelopeSignature {
  readonly bytes: Uint8Array;
  readonly keyId: string | null;
}

/** A DSSE envelope. https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export interface EnvelopeContent {
  readonly kind: 'envelope';
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

/** A signature over bytes, of which the file may hold only the digest. */
export interface MessageContent {
  readonly kind: 'message';
  readonly signature: Uint8Array;
  /** As the file says; null where it says none. */
  readonly digest: { readonly algorithm: string; readonly hex: string } | null;
  /** The signed bytes where they are at hand. */
  readonly message: Uint8Array | null;
}

/** What a reader of one form gives back. */
export interface SignedContent {
  readonly form: SignedForm;
  /** Null where nothing is signed, or where the file reports what it does not hold. */
  readonly content: EnvelopeContent | MessageContent | null;
  /** Of the signer, DER. */
  readonly certificate: Uint8Array | null;
  readonly tlog: readonly LogEntry[];
  /** Signed timestamps (RFC 3161), DER. */
  readonly timestamps: readonly Uint8Array[];
  /** The same as a sigstore bundle, for the verifier; null where there is too little for one. */
  readonly bundle: JsonObject | null;
  /** Faults that make verifying pointless. */
  readonly faults: readonly VerificationProblem[];
}

/** What a reader of one item gives back. */
export interface ReadItem {
  readonly facts: SignatureFacts | AttestationFacts;
  readonly format: string;
  /** Pointers are those of the file. */
  readonly faults: readonly {
    readonly code: string;
    readonly message: string;
    readonly ptr: string;
  }[];
}

/** A fault of a field that must be base64. */
export function notBase64(what: string): VerificationProblem {
  return { code: 'base64', message: `${what} is no base64` };
}

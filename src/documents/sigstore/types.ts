/**
 * What signatures and attestations have in common: `schemas/documents/signature.json` and `attestation.json` say the same to
 * everybody else.
 */
import type { Json } from '../../model/json.js';
import type { PointerLocation } from '../../model/location.js';

/** How a signed thing is written. */
export type SignedForm =
  | 'cosign-verify'
  | 'cosign-signature'
  | 'cosign-bundle'
  | 'cosign-manifest'
  | 'sigstore-bundle'
  | 'dsse'
  | 'in-toto';

/**
 * How sure it is. `verified`: checked here with a key or trust root that was given. `failed`: checked here, and found wrong.
 * `unverified`: signed, and nothing was given to check it with. `reported`: another tool says that it has checked it.
 * `unsigned`: there is no signature.
 */
export type Assurance = 'verified' | 'failed' | 'unverified' | 'reported' | 'unsigned';

/** Why something is not verified. */
export interface VerificationProblem {
  readonly code: string;
  readonly message: string;
}

/** Who signed, as a certificate says. */
export interface SignerIdentity {
  /** Of the identity, such as the token service of a CI system. */
  readonly issuer: string | null;
  /** Subject alternative name: an address, or the workflow. */
  readonly san: string | null;
  readonly sanType: 'uri' | 'email' | 'other' | null;
  readonly repository: string | null;
  readonly ref: string | null;
  readonly commit: string | null;
  readonly trigger: string | null;
  /** Fulcio's extensions by their object identifiers. */
  readonly oids: { readonly [oid: string]: string };
}

export interface SigningCertificate {
  /** RFC 3339. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** `sha256:<hex>` of the certificate. */
  readonly fingerprint: string;
}

/** An entry of a transparency log that the file carries. */
export interface LogEntry {
  /** Hexadecimal. */
  readonly logId: string | null;
  readonly index: number | null;
  /** RFC 3339. */
  readonly integratedTime: string | null;
  /** Whether its inclusion was checked here. */
  readonly verified: boolean;
}

export interface SigningTimestamp {
  readonly type: 'tlog' | 'rfc3161';
  /** RFC 3339. */
  readonly time: string;
  readonly verified: boolean;
}

/** What is known of the act of signing. */
export interface SigningFacts {
  readonly verified: boolean;
  readonly assurance: Assurance;
  readonly verificationProblems: readonly VerificationProblem[];
  readonly identity: SignerIdentity | null;
  /** `sha256:<hex>` of the public key (SubjectPublicKeyInfo) that made it, where that is known. */
  readonly keyFingerprint: string | null;
  readonly certificate: SigningCertificate | null;
  readonly tlog: readonly LogEntry[];
  readonly timestamps: readonly SigningTimestamp[];
  /** The earliest time that was verified. RFC 3339. */
  readonly signedAt: string | null;
}

export interface StatementSubject {
  readonly name: string | null;
  readonly digest: { readonly [algorithm: string]: string };
  readonly loc: PointerLocation;
}

export interface Statement {
  readonly type: string;
  readonly predicateType: string;
  readonly subjects: readonly StatementSubject[];
}

export interface SignatureFacts extends SigningFacts {
  /** Whether a certificate or a key stands for the signer. */
  readonly signatureKind: 'keyless' | 'key' | 'unknown';
  /** A file lies beside its signature; that of an image says so, or is over a manifest. */
  readonly target: 'image' | 'file' | 'unknown';
  /** Of what is signed, `sha256:<hex>`: an image's manifest or index, or a file. */
  readonly digest: string | null;
  /** The name under which the image was signed. */
  readonly reference: string | null;
  /** What the signer added. */
  readonly annotations: { readonly [name: string]: string };
}

export interface AttestationFacts extends SigningFacts {
  readonly statement: Statement;
  readonly slsa: Provenance | null;
  /** As it is written. */
  readonly predicate: Json;
}

/** SLSA provenance of every version. */
export interface Provenance {
  readonly version: string;
  readonly builder: string | null;
  readonly buildType: string | null;
  readonly source: ProvenanceSource | null;
  /** External parameters: what the caller of the build chose. */
  readonly parameters: Json;
  readonly dependencies: readonly Dependency[];
  /** The id of the build. */
  readonly invocation: string | null;
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
}

export interface ProvenanceSource {
  /** As it is written. */
  readonly uri: string | null;
  /** The same without protocol prefix and ref. */
  readonly repository: string | null;
  readonly ref: string | null;
  readonly commit: string | null;
  readonly digest: { readonly [algorithm: string]: string };
}

export interface Dependency {
  readonly uri: string | null;
  readonly name: string | null;
  readonly digest: { readonly [algorithm: string]: string };
}

import type { KeyObject } from 'node:crypto';
import type { Json } from './json.js';

/**
 * What signatures of documents are verified with. It comes from the command line or from the org, never from the folder that is
 * judged: a file cannot vouch for itself.
 */
export interface Trust {
  readonly keys: readonly TrustedKey[];
  readonly roots: readonly TrustRoot[];
}

export interface TrustedKey {
  /** Where it was read. */
  readonly name: string;
  readonly key: KeyObject;
  /** `sha256:<hex>` of its SubjectPublicKeyInfo. */
  readonly fingerprint: string;
}

/** Certificate authorities and logs of a sigstore instance: the contents of a `trusted_root.json`. */
export interface TrustRoot {
  readonly name: string;
  readonly value: Json;
}

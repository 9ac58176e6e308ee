import { canonicalJson } from '../model/canonical-json.js';
import type { Json } from '../model/json.js';

/** What a signature is for: nothing signed for another purpose can be taken for an exception's signature. */
export const NAMESPACE = 'drydock.exception.v1';

export interface SignedPayload {
  /** The name of the policy set, so that a record signed for one org cannot be replayed in another. */
  readonly policy: string;
  /** The whole record. */
  readonly exception: Json;
  /** The name of the signer's key in the org's `trust.keys`. */
  readonly key: string;
  /** RFC 3339. */
  readonly signedAt: string;
}

/** The bytes that are signed. */
export function payloadBytes({ policy, exception, key, signedAt }: SignedPayload): Uint8Array {
  const text = canonicalJson({ namespace: NAMESPACE, policy, exception, key, signedAt });
  return new TextEncoder().encode(text);
}

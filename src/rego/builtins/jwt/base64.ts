import { BuiltinError } from '../declaration.js';

/**
 * Base64url without padding, strictly, with Go's message for what is not.
 *
 * @param what what is being decoded, as the message names it: `JWT header had invalid encoding`
 */
export function decodeSegment(text: string, what: string): Buffer {
  const bad = text.search(/[^A-Za-z0-9_-]/);
  if (bad >= 0 || text.length % 4 === 1) {
    const at = bad >= 0 ? bad : text.length - 1;
    throw new BuiltinError('builtin', `${what}: illegal base64 data at input byte ${at}`);
  }
  return Buffer.from(text, 'base64url');
}

/** Base64url without padding. */
export function encodeSegment(bytes: Uint8Array | string): string {
  return Buffer.from(bytes).toString('base64url');
}

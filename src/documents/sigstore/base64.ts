/**
 * Strict base64: what Node.js would skip is a fault here, since a verifier must see the bytes that the file says.
 *
 * @returns undefined for what is no base64, with the standard or the URL-safe alphabet (RFC 4648 §4, §5), padded or not
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const clean = text.replace(/[\r\n]+/g, '');
  const isStandard = /^[A-Za-z0-9+/]*={0,2}$/.test(clean);
  if (!isStandard && !/^[A-Za-z0-9_-]*={0,2}$/.test(clean)) return undefined;
  const length = clean.replace(/=+$/, '').length;
  if (length % 4 === 1 || (clean.length !== length && clean.length % 4 !== 0)) return undefined;
  return Buffer.from(clean, isStandard ? 'base64' : 'base64url');
}

import type { BuiltinDeclaration } from '../declaration.js';
import { anyOf, arrayOf, boolean, builtin, objectOf, setOf, string } from '../types.js';

export const encoding: readonly BuiltinDeclaration[] = [
  builtin('base64.decode', [string], string, { native: 'base64_decode' }),
  builtin('base64.encode', [string], string, { native: 'base64_encode' }),
  builtin('base64.is_valid', [string], boolean, { native: 'base64_is_valid' }),
  builtin('base64url.decode', [string], string, { native: 'base64url_decode' }),
  builtin('base64url.encode', [string], string, { native: 'base64url_encode' }),
  builtin('base64url.encode_no_pad', [string], string),
  builtin('hex.decode', [string], string),
  builtin('hex.encode', [string], string),
  builtin('uri.is_valid', [string], boolean),
  builtin('uri.parse', [string], objectOf(string, string)),
  builtin('urlquery.decode', [string], string),
  builtin('urlquery.decode_object', [string], objectOf(string, arrayOf(string))),
  builtin('urlquery.encode', [string], string),
  builtin(
    'urlquery.encode_object',
    [objectOf(string, anyOf(string, arrayOf(string), setOf(string)))],
    string,
  ),
];

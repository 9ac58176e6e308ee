import type { BuiltinDeclaration } from '../declaration.js';
import { any, arrayOf, boolean, builtin, objectOf, string, tuple } from '../types.js';

export const crypto: readonly BuiltinDeclaration[] = [
  builtin('crypto.hmac.equal', [string, string], boolean),
  builtin('crypto.hmac.md5', [string, string], string),
  builtin('crypto.hmac.sha1', [string, string], string),
  builtin('crypto.hmac.sha256', [string, string], string),
  builtin('crypto.hmac.sha512', [string, string], string),
  builtin('crypto.md5', [string], string),
  builtin('crypto.parse_private_keys', [string], arrayOf(objectOf(string, any))),
  builtin('crypto.sha1', [string], string),
  builtin('crypto.sha256', [string], string),
  builtin(
    'crypto.x509.parse_and_verify_certificates',
    [string],
    tuple(boolean, arrayOf(objectOf(string, any))),
  ),
  builtin(
    'crypto.x509.parse_and_verify_certificates_with_options',
    [string, objectOf(string, any)],
    tuple(boolean, arrayOf(objectOf(string, any))),
  ),
  builtin('crypto.x509.parse_certificate_request', [string], objectOf(string, any)),
  builtin('crypto.x509.parse_certificates', [string], arrayOf(objectOf(string, any))),
  builtin('crypto.x509.parse_keypair', [string, string], objectOf(string, any)),
  builtin('crypto.x509.parse_rsa_private_key', [string], objectOf(string, any)),
];

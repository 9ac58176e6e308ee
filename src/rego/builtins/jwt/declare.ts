import type { BuiltinDeclaration } from '../declaration.js';
import { any, boolean, builtin, objectOf, string, tuple } from '../types.js';

export const jwt: readonly BuiltinDeclaration[] = [
  builtin('io.jwt.decode', [string], tuple(objectOf(any, any), objectOf(any, any), string)),
  builtin(
    'io.jwt.decode_verify',
    [string, objectOf(string, any)],
    tuple(boolean, objectOf(any, any), objectOf(any, any)),
    { nondeterministic: true },
  ),
  builtin(
    'io.jwt.encode_sign',
    [objectOf(string, any), objectOf(string, any), objectOf(string, any)],
    string,
    { nondeterministic: true },
  ),
  builtin('io.jwt.encode_sign_raw', [string, string, string], string, { nondeterministic: true }),
  builtin('io.jwt.verify_eddsa', [string, string], boolean),
  builtin('io.jwt.verify_es256', [string, string], boolean),
  builtin('io.jwt.verify_es384', [string, string], boolean),
  builtin('io.jwt.verify_es512', [string, string], boolean),
  builtin('io.jwt.verify_hs256', [string, string], boolean),
  builtin('io.jwt.verify_hs384', [string, string], boolean),
  builtin('io.jwt.verify_hs512', [string, string], boolean),
  builtin('io.jwt.verify_ps256', [string, string], boolean),
  builtin('io.jwt.verify_ps384', [string, string], boolean),
  builtin('io.jwt.verify_ps512', [string, string], boolean),
  builtin('io.jwt.verify_rs256', [string, string], boolean),
  builtin('io.jwt.verify_rs384', [string, string], boolean),
  builtin('io.jwt.verify_rs512', [string, string], boolean),
];

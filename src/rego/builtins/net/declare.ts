import type { BuiltinDeclaration } from '../declaration.js';
import { any, anyOf, arrayOf, boolean, builtin, objectOf, setOf, string, tuple } from '../types.js';

export const net: readonly BuiltinDeclaration[] = [
  builtin('net.cidr_contains', [string, string], boolean, { native: 'net_cidr_contains' }),
  builtin(
    'net.cidr_contains_matches',
    [
      anyOf(
        string,
        arrayOf(anyOf(string, arrayOf(any))),
        objectOf(string, anyOf(string, arrayOf(any))),
        setOf(anyOf(string, arrayOf(any))),
      ),
      anyOf(
        string,
        arrayOf(anyOf(string, arrayOf(any))),
        objectOf(string, anyOf(string, arrayOf(any))),
        setOf(anyOf(string, arrayOf(any))),
      ),
    ],
    setOf(tuple(any, any)),
  ),
  builtin('net.cidr_expand', [string], setOf(string)),
  builtin('net.cidr_intersects', [string, string], boolean, { native: 'net_cidr_intersects' }),
  builtin('net.cidr_is_valid', [string], boolean),
  builtin('net.cidr_merge', [anyOf(arrayOf(anyOf(string)), setOf(string))], setOf(string)),
  builtin('net.cidr_overlap', [string, string], boolean, {
    deprecated: true,
    native: 'net_cidr_overlap',
  }),
  builtin('net.lookup_ip_addr', [string], setOf(string), { nondeterministic: true }),
];

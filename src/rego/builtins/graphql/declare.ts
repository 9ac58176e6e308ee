import type { BuiltinDeclaration } from '../declaration.js';
import { any, anyOf, boolean, builtin, objectOf, string, tuple } from '../types.js';

export const graphql: readonly BuiltinDeclaration[] = [
  builtin(
    'graphql.is_valid',
    [anyOf(string, objectOf(any, any)), anyOf(string, objectOf(any, any))],
    boolean,
  ),
  builtin(
    'graphql.parse',
    [anyOf(string, objectOf(any, any)), anyOf(string, objectOf(any, any))],
    tuple(objectOf(any, any), objectOf(any, any)),
  ),
  builtin(
    'graphql.parse_and_verify',
    [anyOf(string, objectOf(any, any)), anyOf(string, objectOf(any, any))],
    tuple(boolean, objectOf(any, any), objectOf(any, any)),
  ),
  builtin('graphql.parse_query', [string], objectOf(any, any)),
  builtin('graphql.parse_schema', [string], objectOf(any, any)),
  builtin('graphql.schema_is_valid', [anyOf(string, objectOf(any, any))], boolean),
];

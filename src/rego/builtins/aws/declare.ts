import type { BuiltinDeclaration } from '../declaration.js';
import { any, builtin, number, objectOf, string } from '../types.js';

export const aws: readonly BuiltinDeclaration[] = [
  builtin(
    'providers.aws.sign_req',
    [objectOf(string, any), objectOf(string, any), number],
    objectOf(any, any),
  ),
];

import type { BuiltinDeclaration } from '../declaration.js';
import { any, arrayOf, builtin, objectOf, string } from '../types.js';

export const rego: readonly BuiltinDeclaration[] = [
  builtin('opa.runtime', [], objectOf(string, any), { nondeterministic: true }),
  builtin('rego.metadata.chain', [], arrayOf(any)),
  builtin('rego.metadata.rule', [], any),
  builtin('rego.parse_module', [string, string], objectOf(string, any)),
];

/** The types of functions: of built-ins by their declarations, of users' functions by their bodies. */
import type { BuiltinDeclaration } from '../../builtins/declaration.js';
import { parameterNames } from '../../builtins/parameter-names.js';
import { builtinNamed } from '../../builtins/registry.js';
import { type DocumentNode, documentType } from './document-types.js';
import { type FunctionType, type Type, typeFromJson } from './type.js';

/** The type of what is called by a name; undefined where its operands are not to be looked at. */
export function typeOfFunction(name: string, roots: readonly DocumentNode[]): Type | undefined {
  if (name.startsWith('data.')) {
    return documentType(
      roots,
      name.split('.').map((key) => ({ key })),
    );
  }
  const builtin = builtinNamed(name);
  return builtin === undefined || builtin.variadic !== undefined ? undefined : signatureOf(builtin);
}

const signatures = new WeakMap<BuiltinDeclaration, FunctionType>();

/** The type of a built-in, worked out once. */
export function signatureOf(builtin: BuiltinDeclaration): FunctionType {
  let signature = signatures.get(builtin);
  if (signature === undefined) {
    const { name, args, result } = builtin;
    const names = parameterNames(name);
    signature = {
      kind: 'function',
      args: args.map(typeFromJson),
      hasResult: result !== undefined,
      ...(result && { result: typeFromJson(result) }),
      ...(names && { names }),
    };
    signatures.set(builtin, signature);
  }
  return signature;
}

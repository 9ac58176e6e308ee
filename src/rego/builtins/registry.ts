import type { BuiltinDeclaration } from './declaration.js';
import { declarations } from './index.generated.js';

const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));

/** The declaration of a built-in, or undefined where none has the name. */
export function builtinNamed(name: string): BuiltinDeclaration | undefined {
  return byName.get(name);
}

/** The names of all built-ins. */
export function builtinNames(): Iterable<string> {
  return byName.keys();
}

/** A declaration's type in OPA's JSON form, as capabilities files and plans hold it. */
export function declarationJson({
  args,
  result,
  variadic,
}: BuiltinDeclaration): Readonly<Record<string, unknown>> {
  return {
    type: 'function',
    ...(args.length > 0 && { args }),
    ...(result && { result }),
    ...(variadic && { variadic }),
  };
}

/** Makes a further built-in known, for embedders and test runners that bring their own host function. */
export function declareBuiltin(declaration: BuiltinDeclaration): void {
  byName.set(declaration.name, declaration);
}

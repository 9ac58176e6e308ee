import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { Span } from '../../../diagnostics/source.js';
import type { BuiltinDeclaration } from '../../builtins/declaration.js';
import type * as ast from '../../syntax/ast.js';
import type { PackageAnnotations } from '../metadata.js';
import { refOf } from '../names.js';
import type { Scope } from './scope.js';

/** What a module's bodies may name. */
export interface ModuleScope {
  readonly module: ast.Module;
  /** Imported names and the paths they stand for. */
  readonly imports: ReadonlyMap<string, { readonly path: ast.Ref; readonly span: Span }>;
  /** The first names of the rules of the module's package, in all its modules. */
  readonly ruleNames: ReadonlySet<string>;
  readonly packagePath: readonly string[];
  /** User functions by absolute path (`data.a.f`), with their number of parameters. */
  readonly functions: ReadonlyMap<string, number>;
  /** The ground paths of all rules, as text. */
  readonly rulePaths: ReadonlySet<string>;
  readonly print: 'keep' | 'erase';
  readonly usedImports: Set<string>;
  /** The built-in of a name, where policies may call it. */
  readonly builtin: (name: string) => BuiltinDeclaration | undefined;
  /** Whether calls of what the outside decides are refused. */
  readonly pure: boolean;
  /** What all modules' annotations say of packages. */
  readonly packages: readonly PackageAnnotations[];
}

/** Where the pieces of one expression go: what is hoisted out of it, and its `with` modifiers. */
export interface Place {
  readonly scope: Scope;
  readonly out: ast.Expr[];
  readonly with: readonly ast.With[];
}

/** What is known while the rules of one module are resolved. */
export class Resolution {
  readonly diagnostics: Diagnostic[] = [];
  /** The rule that is being resolved. */
  rule: ast.Rule | undefined;

  constructor(
    readonly module: ModuleScope,
    readonly counter: { next: number },
    readonly strict: boolean,
  ) {}

  unique(name: string): string {
    return `${name}#${this.counter.next++}`;
  }

  /** Whether what Rego v1 refuses is refused: in v1, and in v0 where the compiler is strict. */
  get refusesOldWays(): boolean {
    return this.strict || this.module.module.version === 1;
  }

  /** @param standsFor what is put into it */
  fresh(span: Span, standsFor?: ast.Term): ast.Var {
    const variable: ast.Var = { kind: 'var', name: this.unique(''), span };
    return standsFor === undefined ? variable : { ...variable, standsFor };
  }

  isGlobal(name: string): boolean {
    const { imports, ruleNames } = this.module;
    return name === 'input' || name === 'data' || imports.has(name) || ruleNames.has(name);
  }

  global(name: string, span: Span): ast.Ref | undefined {
    if (name === 'input' || name === 'data') return refOf([name], span);
    const imported = this.module.imports.get(name);
    if (imported !== undefined) {
      this.module.usedImports.add(name);
      return imported.path;
    }
    return this.module.ruleNames.has(name)
      ? refOf([...this.module.packagePath, name], span)
      : undefined;
  }
}

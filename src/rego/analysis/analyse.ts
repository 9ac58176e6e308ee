/**
 * Analysis: from parsed modules to the planner's normal form (`analysed.ts`). The passes, in order:
 *
 * 1. names: what each package defines, what each module imports
 * 2. resolve: refs absolute, locals unique, calls hoisted, sugar rewritten
 * 3. rule tree and checks on rules: conflicts, arity, recursion
 * 4. safety: bodies reordered, unsafe vars reported
 * 5. dynamics: refs and comprehensions moved out of composites and operands
 */
import { type Diagnosed, type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.js';
import { builtinNamed } from '../builtins/registry.js';
import type * as ast from '../syntax/ast.js';
import type { Analysed, AnalysedQuery } from './analysed.js';
import { checkAnnotations } from './annotation-checks.js';
import { checkArity } from './arity.js';
import { checkRecursion, dependencyGraph } from './dependencies.js';
import { flattenBody, outermost } from './dynamics.js';
import * as errors from './errors.js';
import { packageAnnotations } from './metadata.js';
import { groundPrefix, importedNames, pathText } from './names.js';
import { type ModuleScope, Resolution } from './resolve/resolution.js';
import { resolveQuery, resolveRule } from './resolve/rules.js';
import { checkRules } from './rule-checks.js';
import { buildRuleTree, dynamicSuffix } from './rule-tree.js';
import { checkHead, reorderBody, reorderTerm, type SafetyContext } from './safety.js';
import type { SchemaSet } from './schemas/rule-schemas.js';
import { isLast, reported } from './stages.js';
import { checkQueryTypes, checkTypes } from './types/check-types.js';

export interface AnalysisOptions {
  /** Also report unused imports, vars and arguments. */
  readonly strict?: boolean;
  /** Whether `print` calls stay; erased where not given. */
  readonly print?: 'keep' | 'erase';
  /** Names of the built-ins that policies may call; all where not given. */
  readonly builtins?: ReadonlySet<string>;
  /** Whether calls of what the outside decides (network, clock, chance) are refused; no where not given. */
  readonly pure?: boolean;
  /** Schemas of `input` and `data`, by the paths that annotations name them by; one of the path `schema` is that of `input`. */
  readonly schemas?: SchemaSet;
  /** At most so many errors; 10 where not given, 0 for no limit. */
  readonly errorLimit?: number;
}

/** Brings modules into normal form; where there are errors the value is not fit for planning. */
export function analyse(
  modules: readonly ast.Module[],
  options: AnalysisOptions = {},
): Diagnosed<Analysed> {
  const diagnostics: Diagnostic[] = [];
  const counter = { next: 0 };
  const { names, functions, rulePaths } = namesOf(modules);
  const packages = packageAnnotations(modules);
  const isStrict = options.strict ?? false;
  const resolved = modules.map((module) => {
    const packagePath = groundPrefix(module.package.path);
    const scope: ModuleScope = {
      module,
      imports: importedNames(module),
      ruleNames: names.get(pathText(packagePath)) ?? new Set(),
      packagePath,
      functions,
      rulePaths,
      print: options.print ?? 'erase',
      usedImports: new Set(),
      packages,
      ...callable(options),
    };
    diagnostics.push(...checkImports(module, isStrict), ...checkRuleNames(module, isStrict));
    const resolution = new Resolution(scope, counter, isStrict);
    const rules = module.rules.map((rule) => resolveRule(resolution, rule));
    diagnostics.push(...resolution.diagnostics);
    if (isStrict) diagnostics.push(...unusedImports(scope));
    return { ...module, rules };
  });
  for (const { rules } of resolved) {
    for (const rule of branches(rules)) diagnostics.push(...checkArity(rule.body, functions));
  }
  diagnostics.push(...checkAnnotations(resolved));
  diagnostics.push(...checkRules(resolved, buildRuleTree(resolved)));
  // As in OPA, what is wrong by now is told before safety is looked at: it would mostly be wrong for the same reason.
  if (!diagnostics.every(isLast)) {
    const value = { modules: resolved, rules: buildRuleTree(resolved), arities: functions };
    return { value, diagnostics: reported(diagnostics, options.errorLimit ?? 10) };
  }
  const context: SafetyContext = { functions, diagnostics };
  const normal = resolved.map((module) => ({
    ...module,
    rules: normalRules(module, { ...context, known: knownNames(module, names) }, counter),
  }));
  const rules = buildRuleTree(normal);
  const reads = dependencyGraph(rules);
  diagnostics.push(...checkRecursion(rules, reads));
  if (diagnostics.every(isLast))
    diagnostics.push(...checkTypes(rules, reads, normal, options.schemas));
  return {
    value: { modules: normal, rules, arities: functions },
    diagnostics: reported(diagnostics, options.errorLimit ?? 10),
  };
}

/** Brings a query into normal form, with the names that its result rows bind. */
export function analyseQuery(
  body: ast.Body,
  { modules, rules, arities }: Analysed,
  options: AnalysisOptions & {
    readonly imports?: readonly ast.Import[];
    readonly packagePath?: readonly string[];
  } = {},
): Diagnosed<AnalysedQuery> {
  const [first] = body;
  const source = first?.span.source ?? { path: '<query>', text: '' };
  const span = { source, start: 0, end: 0 };
  const packagePath = options.packagePath ?? ['data'];
  const module: ast.Module = {
    kind: 'module',
    source,
    version: 1,
    package: { path: { kind: 'ref', parts: [{ kind: 'var', name: 'data', span }], span }, span },
    imports: options.imports ?? [],
    rules: [],
    comments: [],
    annotations: [],
  };
  const names = namesOf(modules).names.get(pathText(packagePath));
  const counter = { next: 1_000_000 };
  const scope: ModuleScope = {
    module,
    imports: importedNames(module),
    ruleNames: packagePath.length > 1 ? (names ?? new Set()) : new Set(),
    packagePath,
    functions: arities,
    rulePaths: namesOf(modules).rulePaths,
    print: options.print ?? 'erase',
    usedImports: new Set(),
    packages: [],
    ...callable(options),
  };
  const resolution = new Resolution(scope, counter, false);
  const { body: resolved, names: bound } = resolveQuery(resolution, body);
  const diagnostics = [...resolution.diagnostics, ...checkArity(resolved, arities)];
  const bindings = [...bound].map(([name, local]) => ({ name, local }));
  // As with rules: safety is looked at only where all that is named is there.
  if (hasErrors(diagnostics)) {
    const all = reported(diagnostics, options.errorLimit ?? 10);
    return { value: { body: resolved, bindings }, diagnostics: all };
  }
  const context: SafetyContext = { functions: arities, diagnostics };
  const { body: safe } = reorderBody(resolved, new Set(), context);
  const flat = flattenBody(safe, counter);
  if (!hasErrors(diagnostics))
    diagnostics.push(...checkQueryTypes(flat, rules, dependencyGraph(rules), options.schemas));
  return {
    value: { body: flat, bindings },
    diagnostics: reported(diagnostics, options.errorLimit ?? 10),
  };
}

/** Which built-ins policies may call. */
function callable({ builtins, pure = false }: AnalysisOptions) {
  return {
    builtin: (name: string) =>
      builtins === undefined || builtins.has(name) ? builtinNamed(name) : undefined,
    pure,
  };
}

/** Rule names by package, and functions with their number of parameters. */
function namesOf(modules: readonly ast.Module[]): {
  names: Map<string, Set<string>>;
  functions: Map<string, number>;
  rulePaths: Set<string>;
} {
  const rulePaths = new Set<string>();
  const names = new Map<string, Set<string>>();
  const functions = new Map<string, number>();
  for (const module of modules) {
    const packagePath = groundPrefix(module.package.path);
    const key = pathText(packagePath);
    const known = names.get(key) ?? new Set<string>();
    names.set(key, known);
    for (const { head } of module.rules) {
      const [first] = head.ref.parts;
      const isAbsolute = first?.kind === 'var' && first.name === 'data';
      const path = isAbsolute
        ? groundPrefix(head.ref)
        : [...packagePath, ...groundPrefix(head.ref)];
      known.add(path[packagePath.length] ?? '');
      rulePaths.add(pathText(path));
      if (head.args !== undefined) functions.set(path.join('.'), head.args.length);
    }
  }
  return { names, functions, rulePaths };
}

function* branches(rules: readonly ast.Rule[]): Iterable<ast.Rule> {
  for (const rule of rules) {
    for (let branch: ast.Rule | undefined = rule; branch !== undefined; branch = branch.else)
      yield branch;
  }
}

function normalRules(
  { rules }: ast.Module,
  context: SafetyContext,
  counter: { next: number },
): ast.Rule[] {
  return rules.map((rule) => normalRule(rule, context, counter));
}

function normalRule(rule: ast.Rule, context: SafetyContext, counter: { next: number }): ast.Rule {
  const before = context.diagnostics.length;
  const bound = new Set<string>();
  for (const argument of rule.head.args ?? []) collectVars(argument, bound);
  const { body, safe } = reorderBody(rule.body, bound, context);
  const { head } = rule;
  const terms = [head.key, head.value, ...head.ref.parts.slice(1)].filter(
    (term) => term !== undefined,
  );
  const heads = rule.default ? dynamicSuffix(rule) : terms;
  checkHead(heads, rule.body, safe, context, errors.unsafeInHead);
  keepNamed(context.diagnostics, before);
  const flat = flattenBody(body, counter);
  const value =
    head.value && rule.default ? defaultValue(head.value, context, counter) : head.value;
  return {
    ...rule,
    head: { ...head, ...(value && { value }) },
    body: flat,
    ...(rule.else && { else: normalRule(rule.else, context, counter) }),
  };
}

/** What a name in a module may mean that is no var. */
function knownNames(module: ast.Module, names: ReadonlyMap<string, Set<string>>): string[] {
  const own = names.get(pathText(groundPrefix(module.package.path))) ?? [];
  return ['input', 'data', ...importedNames(module).keys(), ...own];
}

/** Of a rule's unsafe vars those that the compiler named are told only where there are no others. */
function keepNamed(diagnostics: Diagnostic[], from: number): void {
  const own = diagnostics.splice(from);
  const named = own.filter(({ message }) => message !== errors.UNSAFE_EXPRESSION);
  diagnostics.push(...(named.length > 0 ? named : own));
}

/** A default's value may hold comprehensions: they stay where they are. */
function defaultValue(term: ast.Term, context: SafetyContext, counter: { next: number }): ast.Term {
  return outermost(reorderTerm(term, new Set(), context), { out: [], with: [], counter });
}

function collectVars(term: ast.Term, into: Set<string>): void {
  if (term.kind === 'var') into.add(term.name);
  else if (term.kind === 'array' || term.kind === 'set')
    for (const item of term.items) collectVars(item, into);
  else if (term.kind === 'object') for (const [, value] of term.entries) collectVars(value, into);
}

/** @param isStrict whether Rego v0, too, must not shadow */
function checkImports(module: ast.Module, isStrict: boolean): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const seen = new Map<string, ast.Import>();
  for (const node of module.imports) {
    const [root] = groundPrefix(node.path);
    const last = node.path.parts.at(-1);
    const name = node.alias ?? (last?.kind === 'string' ? last.value : (root ?? ''));
    const other = seen.get(name);
    if (other === undefined) seen.set(name, node);
    else if (module.version === 1 || isStrict) {
      diagnostics.push(errors.importShadowed(node.span, importText(other), other.span));
    }
  }
  return diagnostics;
}

function importText({ path, alias }: ast.Import): string {
  const text = `import ${pathText(groundPrefix(path))}`;
  return alias === undefined ? text : `${text} as ${alias}`;
}

function checkRuleNames({ rules, version }: ast.Module, isStrict: boolean): Diagnostic[] {
  if (version === 0 && !isStrict) return [];
  return rules.flatMap(({ head }) => {
    const [first] = head.ref.parts;
    const name = first?.kind === 'var' ? first.name : '';
    return name === 'input' || name === 'data'
      ? [errors.shadowing(head.span, `rules must not shadow ${name} (use a different rule name)`)]
      : [];
  });
}

function unusedImports({ module, usedImports }: ModuleScope): Diagnostic[] {
  return module.imports.flatMap((node) => {
    const path = groundPrefix(node.path);
    const name = node.alias ?? path.at(-1) ?? '';
    const isOfLanguage = path[0] !== 'data' && path[0] !== 'input';
    return isOfLanguage || usedImports.has(name)
      ? []
      : [errors.unusedImport(node.span, importText(node))];
  });
}

/** The compiler as a whole: Rego text in, a WebAssembly module out. */
import { type Diagnosed, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import { type AnalysisOptions, analyse, analyseQuery } from './analysis/analyse.js';
import type { Analysed } from './analysis/analysed.js';
import { builtinNamed } from './builtins/registry.js';
import type { Capabilities } from './capabilities/capabilities.js';
import { noVersion1 } from './capabilities/errors.js';
import { policyToJson } from './plan/json.js';
import { planEntrypoints, planQuery } from './plan/planner.js';
import type * as ast from './syntax/ast.js';
import { type ParseOptions, parseModule, parseQuery } from './syntax/parse.js';
import { type GeneratedModule, generate } from './wasm/generator.js';
import type { GenerateOptions } from './wasm/module-context.js';
import { runtimeModule } from './wasm/runtime-file.js';

export interface CompileOptions
  extends Omit<AnalysisOptions, 'builtins'>,
    GenerateOptions,
    Omit<ParseOptions, 'language' | 'isBuiltin'> {
  /** What policies may depend on; all that there is where not given. */
  readonly capabilities?: Capabilities;
}

/** The options of parser and analysis that capabilities stand for. */
export function limits({ capabilities }: CompileOptions): AnalysisOptions & ParseOptions {
  const isBuiltin = (name: string) => builtinNamed(name) !== undefined;
  if (capabilities === undefined) return { isBuiltin };
  return { isBuiltin, builtins: new Set(capabilities.builtins.keys()), language: capabilities };
}

export interface Compiled extends Partial<GeneratedModule> {
  readonly diagnostics: readonly Diagnostic[];
}

/** Modules that were parsed and analysed, ready for queries and entrypoints. */
export interface CheckedModules {
  /** Absent where there are errors. */
  readonly analysed?: Analysed;
  readonly modules: readonly ast.Module[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses modules, within what the options allow. */
export function parseModules(
  sources: readonly Source[],
  options: CompileOptions = {},
): Diagnosed<readonly ast.Module[]> {
  const { capabilities, version } = options;
  if (version !== 0 && capabilities?.features.has('rego_v1') === false) {
    return { value: [], diagnostics: [noVersion1()] };
  }
  const all = { ...options, ...limits(options) };
  const parsed = sources.map((source) => parseModule(source, all));
  return {
    value: parsed.map(({ value }) => value),
    diagnostics: parsed.flatMap((result) => result.diagnostics),
  };
}

export function checkModules(
  sources: readonly Source[],
  options: CompileOptions = {},
): CheckedModules {
  const { value: modules, diagnostics: faults } = parseModules(sources, options);
  const diagnostics = [...faults];
  if (hasErrors(diagnostics)) return { modules, diagnostics };
  const analysed = analyse(modules, { ...options, ...limits(options) });
  diagnostics.push(...analysed.diagnostics);
  return {
    modules,
    diagnostics,
    ...(!hasErrors(diagnostics) && { analysed: analysed.value }),
  };
}

/**
 * Compiles modules.
 *
 * @param entrypoints slash-separated paths below `data`: `drydock/entry/results`
 * @returns `wasm` unless there are errors among the diagnostics
 */
export function compile(
  sources: readonly Source[],
  entrypoints: readonly string[],
  options: CompileOptions = {},
): Compiled {
  return compileChecked(checkModules(sources, options), entrypoints, options);
}

/** Compiles modules that were checked. */
export function compileChecked(
  { analysed, diagnostics }: CheckedModules,
  entrypoints: readonly string[],
  options: CompileOptions = {},
): Compiled {
  if (analysed === undefined) return { diagnostics };
  const policy = planEntrypoints(analysed, entrypoints);
  return { ...generate(runtimeModule(), policy, options), diagnostics };
}

/** The plan of modules that were checked, as OPA's plan JSON. */
export function planChecked(analysed: Analysed, entrypoints: readonly string[]): unknown {
  return policyToJson(planEntrypoints(analysed, entrypoints));
}

/** The only entrypoint of a compiled query. */
export const QUERY_ENTRYPOINT = 'query';

/** What a query may say beside its text. */
export interface QueryOptions extends CompileOptions {
  readonly imports?: readonly ast.Import[];
  /** The package that the query stands in, from `data` on: `['data', 'app']`. */
  readonly packagePath?: readonly string[];
  /** `list`: one result, all solutions as they were found; otherwise each solution is a result, and equal ones are one. */
  readonly rows?: 'set' | 'list';
}

/** Parses a query, within what its options allow. */
export function parseQueryText(query: Source, options: QueryOptions): Diagnosed<ast.Body> {
  return parseQuery(query, { ...options, ...limits(options) });
}

/** Compiles a query over modules: each of its solutions is an object of the query's vars. */
export function compileQuery(
  query: Source,
  checked: CheckedModules,
  options: QueryOptions = {},
): Compiled {
  const { value, diagnostics } = parseQueryText(query, options);
  if (hasErrors(diagnostics)) return { diagnostics: [...checked.diagnostics, ...diagnostics] };
  return compileBody(value, checked, options);
}

/** Compiles the body of a query that was parsed. */
export function compileBody(
  body: ast.Body,
  { analysed, diagnostics: known }: CheckedModules,
  options: QueryOptions = {},
): Compiled {
  if (analysed === undefined) return { diagnostics: known };
  const checked = analyseQuery(body, analysed, { ...options, ...limits(options) });
  const diagnostics = [...known, ...checked.diagnostics];
  if (hasErrors(diagnostics)) return { diagnostics };
  const policy = planQuery(analysed, checked.value, QUERY_ENTRYPOINT, options.rows);
  return { ...generate(runtimeModule(), policy, options), diagnostics };
}

/** The compiler as a whole: Rego text in, a WebAssembly module out. */
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import { type AnalysisOptions, analyse, analyseQuery } from './analysis/analyse.js';
import type { Analysed } from './analysis/analysed.js';
import { builtinNamed } from './builtins/registry.js';
import { planEntrypoints, planQuery } from './plan/planner.js';
import type * as ast from './syntax/ast.js';
import { type ParseOptions, parseModule, parseQuery } from './syntax/parse.js';
import { type GeneratedModule, generate } from './wasm/generator.js';
import type { GenerateOptions } from './wasm/module-context.js';
import { runtimeModule } from './wasm/runtime-file.js';

export interface CompileOptions extends AnalysisOptions, GenerateOptions, ParseOptions {}

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

export function checkModules(
  sources: readonly Source[],
  options: CompileOptions = {},
): CheckedModules {
  const isBuiltin = (name: string) => builtinNamed(name) !== undefined;
  const parsed = sources.map((source) => parseModule(source, { isBuiltin, ...options }));
  const diagnostics = parsed.flatMap((result) => result.diagnostics);
  const modules = parsed.map(({ value }) => value);
  if (hasErrors(diagnostics)) return { modules, diagnostics };
  const analysed = analyse(modules, options);
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
  const { analysed, diagnostics } = checkModules(sources, options);
  if (analysed === undefined) return { diagnostics };
  const policy = planEntrypoints(analysed, entrypoints);
  return { ...generate(runtimeModule(), policy, options), diagnostics };
}

/** The only entrypoint of a compiled query. */
export const QUERY_ENTRYPOINT = 'query';

/** Compiles a query over modules: each of its solutions is an object of the query's vars. */
export function compileQuery(
  query: Source,
  { analysed, diagnostics: known }: CheckedModules,
  options: CompileOptions & {
    readonly imports?: readonly ast.Import[];
    readonly packagePath?: readonly string[];
  } = {},
): Compiled {
  const parsed = parseQuery(query, options);
  const diagnostics = [...known, ...parsed.diagnostics];
  if (analysed === undefined || hasErrors(diagnostics)) return { diagnostics };
  const checked = analyseQuery(parsed.value, analysed, options);
  diagnostics.push(...checked.diagnostics);
  if (hasErrors(diagnostics)) return { diagnostics };
  const policy = planQuery(analysed, checked.value, QUERY_ENTRYPOINT);
  return { ...generate(runtimeModule(), policy, options), diagnostics };
}

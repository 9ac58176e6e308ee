/** Modules with tests, compiled and ready to be run. */
import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.js';
import { type AnalysisOptions, analyse } from '../analysis/analyse.js';
import type { HostBuiltin, HostContext } from '../builtins/declaration.js';
import type { Value } from '../builtins/value.js';
import { Evaluation, type EvaluationOptions } from '../evaluation.js';
import { planEntrypoints } from '../plan/planner.js';
import type * as ast from '../syntax/ast.js';
import { type GeneratedModule, generate } from '../wasm/generator.js';
import { runtimeModule } from '../wasm/runtime-file.js';
import { VARS_MARK } from './record.js';

/** What tests say while they run. */
export class Recorder {
  lines: string[] = [];
  /** The keys of the cases that began. */
  cases: (readonly Value[])[] = [];
  /** Names and values of vars, in turn. */
  vars: readonly Value[] = [];

  readonly testCase: HostBuiltin = ([told]) => {
    const [first, ...rest] = Array.isArray(told) ? (told as readonly Value[]) : [];
    if (first === VARS_MARK) this.vars = rest;
    else if (first !== undefined) this.cases.push([first, ...rest]);
    return undefined;
  };

  start(): void {
    this.lines = [];
    this.cases = [];
    this.vars = [];
  }
}

export interface TestModuleOptions {
  readonly analysis: AnalysisOptions;
  readonly coverage: boolean;
  /** Base documents as JSON text. */
  readonly data?: Uint8Array;
  readonly context: () => HostContext;
  readonly limits: Omit<EvaluationOptions, 'context' | 'extraHosts'>;
}

export interface TestModule {
  readonly evaluation: Evaluation;
  readonly recorder: Recorder;
  readonly marks: GeneratedModule['coverage'];
}

/** Compiles modules with tests for entrypoints. */
export async function testModule(
  modules: readonly ast.Module[],
  entrypoints: readonly string[],
  options: TestModuleOptions,
): Promise<{ readonly module?: TestModule; readonly diagnostics: readonly Diagnostic[] }> {
  const { value: analysed, diagnostics } = analyse(modules, options.analysis);
  if (hasErrors(diagnostics)) return { diagnostics };
  const policy = planEntrypoints(analysed, [...new Set(entrypoints)]);
  const { wasm, coverage } = generate(runtimeModule(), policy, { coverage: options.coverage });
  const recorder = new Recorder();
  const evaluation = await Evaluation.load(wasm, {
    ...options.limits,
    context: () => ({ ...options.context(), print: (line) => recorder.lines.push(line) }),
    extraHosts: new Map([['internal.test_case', recorder.testCase]]),
  });
  if (options.data) evaluation.setData(options.data);
  return { module: { evaluation, recorder, marks: coverage }, diagnostics };
}

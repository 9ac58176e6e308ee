/** Runs the tests of a set of modules: each test an entrypoint of one compiled module. */
import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { AnalysisOptions } from '../analysis/analyse.js';
import type { Grant, HostContext } from '../builtins/declaration.js';
import { parseJsonValue } from '../builtins/json-value.js';
import { RegoObject, type Value } from '../builtins/value.js';
import { type CompileOptions, limits, parseModules } from '../compile.js';
import { EvaluationError, type EvaluationOptions } from '../evaluation.js';
import type * as ast from '../syntax/ast.js';
import { casesOf, type TestCase } from './cases.js';
import { type Coverage, coverageOf } from './coverage.js';
import { discoverTests, type TestRule } from './discover.js';
import { recordCases } from './record.js';
import { type Stopped, Stops } from './stopped.js';
import { type TestModule, type TestModuleOptions, testModule } from './test-module.js';

export type Outcome = 'pass' | 'fail' | 'error' | 'skip';

/** What ended an evaluation. */
export interface TestError {
  /** OPA's: `eval_conflict_error`, … */
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  /** 1-based, as is the column. */
  readonly line?: number;
  readonly column?: number;
  /** What would have had to be granted. */
  readonly missing?: Grant;
}

export interface TestResult {
  readonly test: TestRule;
  readonly outcome: Outcome;
  /** Cases of a test with vars in its head. */
  readonly cases: readonly TestCase[];
  readonly error?: TestError;
  /** Whether a test without cases gave nothing. */
  readonly isUndefined?: boolean;
  /** Where a test that does not hold came to its end. */
  readonly stopped?: Stopped;
  /** Lines that `print` gave. */
  readonly output: readonly string[];
  /** Nanoseconds. */
  readonly duration: number;
}

export interface TestRun {
  /** Empty where the modules do not compile. */
  readonly results: readonly TestResult[];
  readonly diagnostics: readonly Diagnostic[];
  readonly coverage?: Coverage;
}

export interface TestOptions extends CompileOptions {
  /** Only tests whose full name (`data.a_test.test_x`) matches. */
  readonly pattern?: RegExp;
  readonly coverage?: boolean;
  /** Whether results tell the vars of the expression at which a test came to its end. */
  readonly varValues?: boolean;
  /** Base documents as JSON text. */
  readonly data?: Uint8Array;
  /** Names and values of the environment, and the network, as far as the user granted them. */
  readonly context: () => HostContext;
  /** A clock for durations. Nanoseconds. */
  readonly clock: () => bigint;
  /** What one test may take. */
  readonly limits?: Omit<EvaluationOptions, 'context' | 'extraHosts'>;
  /** Modules that the others may call; their own tests are not run, and their lines do not count. */
  readonly library?: readonly Source[];
  /** Looks at the modules before the tests are run, for what else may be wrong with them. */
  readonly check?: (modules: readonly ast.Module[]) => readonly Diagnostic[];
}

export async function runTests(sources: readonly Source[], options: TestOptions): Promise<TestRun> {
  const given = [...sources, ...(options.library ?? [])];
  const { value: all, diagnostics: faults } = parseModules(given, options);
  const modules = all.slice(0, sources.length);
  const diagnostics = [...faults];
  if (!hasErrors(diagnostics)) diagnostics.push(...(options.check?.(modules) ?? []));
  if (hasErrors(diagnostics)) return { results: [], diagnostics };

  const { pattern } = options;
  const tests = discoverTests(modules).filter(
    (test) => pattern === undefined || pattern.test(`${test.package}.${test.name}`),
  );
  const moduleOptions: TestModuleOptions = {
    analysis: analysisOf(options),
    coverage: options.coverage ?? false,
    context: options.context,
    limits: options.limits ?? {},
    ...(options.data && { data: options.data }),
  };
  const recording = recordCases(all);
  const wanted = tests.filter(({ isTodo }) => !isTodo);
  const entrypoints = wanted.map(({ entrypoint }) => entrypoint);
  const compiled = await testModule(recording, entrypoints, moduleOptions);
  const { module } = compiled;
  if (module === undefined) {
    return { results: [], diagnostics: [...diagnostics, ...compiled.diagnostics] };
  }
  const stops = new Stops(all, entrypoints, moduleOptions, options.varValues ?? false);
  const results: TestResult[] = [];
  for (const test of tests) {
    const result = runTest(test, module, options.clock);
    const stopped = result.isUndefined ? await stops.find(test) : undefined;
    results.push(stopped ? { ...result, stopped } : result);
  }
  return {
    results,
    diagnostics,
    ...(options.coverage && { coverage: coverageOf(modules, module.marks, module.evaluation) }),
  };
}

/** Tests may call what is put into them, whatever capabilities list. */
function analysisOf(options: TestOptions): AnalysisOptions {
  const { builtins, ...rest } = limits(options);
  return {
    ...rest,
    ...(builtins && { builtins: new Set([...builtins, 'internal.test_case']) }),
    ...(options.schemas && { schemas: options.schemas }),
    strict: options.strict ?? false,
    errorLimit: options.errorLimit ?? 10,
    print: 'keep',
  };
}

function runTest(
  test: TestRule,
  { evaluation, recorder }: TestModule,
  clock: () => bigint,
): TestResult {
  const begun = clock();
  recorder.start();
  const result = (outcome: Outcome, more: Partial<TestResult> = {}): TestResult => ({
    test,
    outcome,
    cases: [],
    output: recorder.lines,
    duration: outcome === 'skip' ? 0 : Number(clock() - begun),
    ...more,
  });
  if (test.isTodo) return result('skip');
  try {
    const value = resultOf(evaluation.evaluate(undefined, test.entrypoint));
    if (!test.hasCases && value === undefined) return result('fail', { isUndefined: true });
    if (!test.hasCases) return result(value === true ? 'pass' : 'fail');
    const cases = casesOf(value, recorder.cases);
    return result(cases.every(({ holds }) => holds) ? 'pass' : 'fail', { cases });
  } catch (failure) {
    if (!(failure instanceof EvaluationError)) throw failure;
    const { code, message, file, line, column, missing } = failure;
    const place = { ...(file !== undefined && { file, line: line ?? 0, column: column ?? 0 }) };
    return result('error', { error: { code, message, ...place, ...(missing && { missing }) } });
  }
}

/** The result of an entrypoint; undefined where it has none. */
function resultOf(answer: string): Value | undefined {
  const [row] = parseJsonValue(answer) as readonly Value[];
  return row instanceof RegoObject ? row.entries[0]?.[1] : undefined;
}

/** Runs the tests of a set of modules: each test an entrypoint of one compiled module. */
import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import { analyse } from '../analysis/analyse.js';
import type { HostBuiltin, HostContext } from '../builtins/declaration.js';
import { displayText } from '../builtins/strings/display-text.js';
import type { Value } from '../builtins/value.js';
import { Evaluation, EvaluationError } from '../evaluation.js';
import { planEntrypoints } from '../plan/planner.js';
import { type ParseOptions, parseModule } from '../syntax/parse.js';
import { generate } from '../wasm/generator.js';
import { runtimeModule } from '../wasm/runtime-file.js';
import { type Coverage, coverageOf } from './coverage.js';
import { discoverTests, recordCases, type TestRule } from './discover.js';

export type Outcome = 'pass' | 'fail' | 'error' | 'skip';

export interface TestResult {
  readonly test: TestRule;
  readonly outcome: Outcome;
  /** Cases of a test with vars in its head, by name. */
  readonly cases: ReadonlyMap<string, boolean>;
  /** What ended the evaluation. */
  readonly error?: string;
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

export interface TestOptions extends ParseOptions {
  /** Only tests whose full name (`data.a_test.test_x`) matches. */
  readonly pattern?: RegExp;
  readonly coverage?: boolean;
  /** Base documents as JSON text. */
  readonly data?: Uint8Array;
  /** Names and values of the environment, and the network, as far as the user granted them. */
  readonly context: () => HostContext;
  /** A clock for durations. Nanoseconds. */
  readonly clock: () => bigint;
  /** At most so many thousands of turns of loops in one test. */
  readonly mostThousandTurns?: number;
}

export async function runTests(sources: readonly Source[], options: TestOptions): Promise<TestRun> {
  const parsed = sources.map((source) => parseModule(source, options));
  const modules = parsed.map(({ value }) => value);
  const diagnostics = parsed.flatMap((result) => result.diagnostics);
  if (hasErrors(diagnostics)) return { results: [], diagnostics };
  const analysed = analyse(recordCases(modules), { print: 'keep' });
  diagnostics.push(...analysed.diagnostics);
  if (hasErrors(diagnostics)) return { results: [], diagnostics };

  const { pattern } = options;
  const tests = discoverTests(modules).filter(
    (test) => pattern === undefined || pattern.test(`${test.package}.${test.name}`),
  );
  const wanted = tests.filter(({ isTodo }) => !isTodo);
  const policy = planEntrypoints(
    analysed.value,
    wanted.map(({ entrypoint }) => entrypoint),
  );
  const module = generate(runtimeModule(), policy, { coverage: options.coverage ?? false });

  const recorder = new Recorder();
  const evaluation = await Evaluation.load(module.wasm, {
    context: () => ({ ...options.context(), print: (line) => recorder.lines.push(line) }),
    extraHosts: new Map([['internal.test_case', recorder.testCase]]),
    ...(options.mostThousandTurns && { mostThousandTurns: options.mostThousandTurns }),
  });
  if (options.data) evaluation.setData(options.data);
  const results = tests.map((test) => runTest(test, evaluation, recorder, options.clock));
  return {
    results,
    diagnostics,
    ...(options.coverage && { coverage: coverageOf(modules, module.coverage, evaluation) }),
  };
}

/** What tests say while they run. */
class Recorder {
  lines: string[] = [];
  cases = new Set<string>();

  readonly testCase: HostBuiltin = ([names]) => {
    const keys = Array.isArray(names) ? (names as readonly Value[]) : [];
    this.cases.add(keys.map((key) => (typeof key === 'string' ? key : displayText(key))).join('/'));
    return undefined;
  };

  start(): void {
    this.lines = [];
    this.cases = new Set();
  }
}

function runTest(
  test: TestRule,
  evaluation: Evaluation,
  recorder: Recorder,
  clock: () => bigint,
): TestResult {
  const begun = clock();
  recorder.start();
  const result = (outcome: Outcome, more: Partial<TestResult> = {}): TestResult => ({
    test,
    outcome,
    cases: new Map(),
    output: recorder.lines,
    duration: Number(clock() - begun),
    ...more,
  });
  if (test.isTodo) return result('skip');
  try {
    const answer = evaluation.evaluate(undefined, test.entrypoint);
    const [row] = JSON.parse(answer) as readonly { readonly result: unknown }[];
    const cases = new Map([...recorder.cases].map((name) => [name, false]));
    for (const [name, holds] of leaves(row?.result)) cases.set(name, holds);
    if (cases.size === 0) return result(row?.result === true ? 'pass' : 'fail');
    return result([...cases.values()].every(Boolean) ? 'pass' : 'fail', { cases });
  } catch (failure) {
    if (!(failure instanceof EvaluationError)) throw failure;
    const { file, line, code, message } = failure;
    const place = file === undefined ? '' : `${file}:${line}: `;
    return result('error', { error: `${place}${code}: ${message}` });
  }
}

/** The cases in the value of a test, by the keys that lead to them. */
function leaves(value: unknown, path: readonly string[] = []): [string, boolean][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return path.length === 0 ? [] : [[path.join('/'), value === true]];
  }
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** Where a test that does not hold came to its end. */
import { positionAt, spanText } from '../../diagnostics/source.js';
import { displayText } from '../builtins/strings/display-text.js';
import type { Value } from '../builtins/value.js';
import { EvaluationError } from '../evaluation.js';
import type * as ast from '../syntax/ast.js';
import type { TestRule } from './discover.js';
import { recordVars } from './record.js';
import { type TestModule, type TestModuleOptions, testModule } from './test-module.js';

/** The expression of a test that did not hold. */
export interface Stopped {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** As it is written. */
  readonly text: string;
  /** The values of its vars by name, as Rego writes them, where they were asked for. */
  readonly vars: readonly (readonly [string, string])[];
}

/** Finds out by running tests once more, in a module that marks what was run. */
export class Stops {
  /** Compiled when the first test asks. */
  private marking: Promise<TestModule | undefined> | undefined;

  constructor(
    private readonly modules: readonly ast.Module[],
    private readonly entrypoints: readonly string[],
    private readonly options: TestModuleOptions,
    private readonly withVars: boolean,
  ) {}

  async find(test: TestRule): Promise<Stopped | undefined> {
    const { modules, entrypoints, options } = this;
    this.marking ??= testModule(modules, entrypoints, { ...options, coverage: true }).then(
      (compiled) => compiled.module,
    );
    const module = await this.marking;
    if (module === undefined) return undefined;
    for (const { address } of module.marks) module.evaluation.clearByte(address);
    if (!runs(module, test)) return undefined;
    const reached = reachedPlaces(module);
    // What comes last was begun, and what comes after it was not.
    const expr = test.rule.body.filter((one) => reached.has(placeOf(one))).at(-1);
    if (expr === undefined || expr.generated) return undefined;
    const { span } = expr;
    return {
      file: span.source.path,
      line: positionAt(span.source, span.start).line,
      text: spanText(span),
      vars: this.withVars ? await varsAt(test, expr, modules, options) : [],
    };
  }
}

function runs({ evaluation, recorder }: TestModule, { entrypoint }: TestRule): boolean {
  recorder.start();
  try {
    evaluation.evaluate(undefined, entrypoint);
    return true;
  } catch (failure) {
    if (failure instanceof EvaluationError) return false;
    throw failure;
  }
}

function reachedPlaces({ evaluation, marks }: TestModule): ReadonlySet<string> {
  const reached = marks.filter(({ address }) => evaluation.byteAt(address) !== 0);
  return new Set(reached.map(({ line: at }) => `${at.file}:${at.line}:${at.column}`));
}

function placeOf({ span }: ast.Expr): string {
  const { line, column } = positionAt(span.source, span.start);
  return `${span.source.path}:${line}:${column}`;
}

async function varsAt(
  test: TestRule,
  expr: ast.Expr,
  modules: readonly ast.Module[],
  options: TestModuleOptions,
): Promise<[string, string][]> {
  const recording = recordVars(modules, test.rule, expr);
  const { module } = await testModule(recording, [test.entrypoint], options);
  if (module === undefined || !runs(module, test)) return [];
  const { vars } = module.recorder;
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < vars.length; at += 2) {
    found.push([String(vars[at]), displayText(vars[at + 1] as Value)]);
  }
  return found;
}

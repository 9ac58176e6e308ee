import { buildRuntime } from '../../src/build/runtime.js';
import { compile } from '../../src/rego/compile.js';
import { Evaluation, EvaluationError } from '../../src/rego/evaluation.js';

buildRuntime();

const context = () => ({ now: () => 5n, memo: new Map(), environment: new Map() });

/**
 * Compiles an expression of Rego once.
 *
 * @returns evaluates it on an input: the value as JSON, undefined, or the message of the error that ends a strict evaluation
 */
export async function expression(text: string): Promise<(input: unknown) => unknown> {
  const source = `package app\n\np := x if x := ${text}\n`;
  const { wasm, diagnostics } = compile([{ path: 'app.rego', text: source }], ['app/p'], {
    strictErrors: true,
  });
  if (wasm === undefined) throw new Error(JSON.stringify(diagnostics));
  const evaluation = await Evaluation.load(wasm, { context });
  return (input) => {
    try {
      const bytes = new TextEncoder().encode(JSON.stringify(input));
      const [answer] = JSON.parse(evaluation.evaluate(bytes, 'app/p')) as { result: unknown }[];
      return answer?.result;
    } catch (failure) {
      if (failure instanceof EvaluationError) return `${failure.code}: ${failure.message}`;
      throw failure;
    }
  };
}

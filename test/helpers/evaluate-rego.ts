import * as assert from 'uvu/assert';
import { buildRuntime } from '../../src/build/runtime.js';
import { type CompileOptions, compile } from '../../src/rego/compile.js';
import { Evaluation } from '../../src/rego/evaluation.js';

buildRuntime();

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

export interface Given {
  readonly input?: unknown;
  readonly data?: object;
}

/** A package `app` made ready: what `data.app.p` is for an input and base documents; undefined where it is. */
export async function ready(
  text: string,
  options: CompileOptions = {},
): Promise<(given?: Given) => unknown> {
  const source = { path: 'app.rego', text: `package app\n\n${text}` };
  const { wasm, diagnostics } = compile([source], ['app/p'], options);
  assert.equal(diagnostics, []);
  const evaluation = await Evaluation.load(wasm as Uint8Array, {
    context: () => ({ now: () => 0n, memo: new Map(), environment: new Map() }),
  });
  return ({ input, data = {} } = {}) => {
    evaluation.setData(bytes(data));
    const answer = evaluation.evaluate(input === undefined ? undefined : bytes(input), 'app/p');
    return (JSON.parse(answer) as { readonly result: unknown }[])[0]?.result;
  };
}

/** What `data.app.p` is in a package `app`. */
export async function answer(text: string, given: Given = {}): Promise<unknown> {
  return (await ready(text))(given);
}

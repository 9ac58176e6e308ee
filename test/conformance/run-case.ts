/** Runs one conformance case through the whole compiler and the SDK. */

import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { positionAt } from '../../src/diagnostics/source.js';
import { jsonText, parseJsonValue } from '../../src/rego/builtins/json-value.js';
import { blockingNetwork } from '../../src/rego/builtins/net/worker.js';
import { compareValues, makeObject, makeSet } from '../../src/rego/builtins/order.js';
import { RegoObject, type Value } from '../../src/rego/builtins/value.js';
import { checkModules, compileQuery, QUERY_ENTRYPOINT } from '../../src/rego/compile.js';
import { Evaluation, EvaluationError } from '../../src/rego/evaluation.js';
import { policyFromJson } from '../../src/rego/plan/json.js';
import { generate } from '../../src/rego/wasm/generator.js';
import { runtimeModule } from '../../src/rego/wasm/runtime-file.js';
import type { Case } from './case-files.js';

/** What went wrong, or undefined where the case passed. */
export async function runCase(item: Case): Promise<string | undefined> {
  const sources = item.modules.map((text, index) => ({ path: `test-${index}.rego`, text }));
  const options = {
    version: item.version,
    strictErrors: item.strictError,
    errorLimit: 0,
  } as const;
  const checked = checkModules(sources, options);
  const query = { path: '<query>', text: item.query };
  const { wasm, diagnostics } = compileQuery(query, checked, options);
  if (wasm === undefined) {
    const errors = diagnostics.map(({ code, opa }) => ({ code: opa ?? code }));
    return judgeErrors(item, diagnostics.map(errorLine), errors);
  }
  return runModule(item, wasm, QUERY_ENTRYPOINT);
}

/** Runs a plan that OPA made of a case: the back end alone. `wanted` undefined: an error is. */
export async function runPlan(
  item: Case,
  plan: unknown,
  wanted?: readonly Value[],
): Promise<string | undefined> {
  const { wantResult: _, wantError: __, wantErrorCode: ___, ...rest } = item;
  const { wasm } = generate(runtimeModule(), policyFromJson(plan));
  // Plans know no strict errors: what is one there is undefined here.
  const isConflict = wanted === undefined && item.wantErrorCode === 'eval_conflict_error';
  const expected: Case = isConflict
    ? { ...rest, wantErrorCode: 'eval_conflict_error' }
    : { ...rest, wantResult: wanted ?? [], strictError: false };
  return runModule(expected, wasm, 'eval');
}

async function runModule(
  item: Case,
  wasm: Uint8Array,
  entrypoint: string,
): Promise<string | undefined> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const now = BigInt(Date.now()) * 1_000_000n;
  let answer: string;
  try {
    const evaluation = await Evaluation.load(wasm, {
      context: () => ({
        now: () => now,
        memo: new Map(),
        environment: new Map(),
        network: blockingNetwork,
        random: true,
      }),
      extraHosts: new Map([['test.sleep', () => null]]),
    });
    if (item.data !== undefined) evaluation.setData(encode(jsonText(item.data)));
    const input =
      item.inputTerm === undefined
        ? item.input !== undefined && jsonText(item.input)
        : await termText(item.inputTerm);
    answer = evaluation.evaluate(input === false ? undefined : encode(input), entrypoint);
  } catch (failure) {
    if (!(failure instanceof EvaluationError)) throw failure;
    const { file, line, code, message } = failure;
    const place = file === undefined ? '' : `${file}:${line}: `;
    return judgeErrors(item, [`${place}${code}: ${message}`], [{ code }]);
  }
  if (item.wantResult === undefined) {
    return `wanted the error ${item.wantErrorCode ?? ''} ${item.wantError ?? ''}, got ${answer}`;
  }
  const got = normal(parseJsonValue(answer) as readonly Value[], item.sortBindings);
  const wanted = normal(item.wantResult, item.sortBindings);
  if (compareValues(got, wanted) === 0) return undefined;
  return `wanted ${jsonText(wanted)}, got ${jsonText(got)}`;
}

/** A term in Rego's syntax as value text. */
async function termText(term: string): Promise<string> {
  const { wasm } = compileQuery({ path: '<input>', text: `x = ${term}` }, checkModules([]));
  const context = () => ({ now: () => 0n, memo: new Map(), environment: new Map() });
  const evaluation = await Evaluation.load(wasm as Uint8Array, { context });
  const text = evaluation.evaluate(undefined, QUERY_ENTRYPOINT, 'value');
  return text.slice('{{"x":'.length, -'}}'.length);
}

function errorLine({ code: own, opa, message, span }: Diagnostic): string {
  const code = opa ?? own;
  if (span === undefined) return `${code}: ${message}`;
  return `${span.source.path}:${positionAt(span.source, span.start).line}: ${code}: ${message}`;
}

function judgeErrors(
  { wantResult, wantError, wantErrorCode, strictError }: Case,
  lines: readonly string[],
  errors: readonly { readonly code: string }[],
): string | undefined {
  // Some cases of strict errors say as well what they give without them.
  if ((wantResult !== undefined && !strictError) || (wantError ?? wantErrorCode) === undefined) {
    return `unwanted errors: ${lines.join(' | ')}`;
  }
  const hasCode = wantErrorCode === undefined || errors.some(({ code }) => code === wantErrorCode);
  const hasText = wantError === undefined || lines.some((line) => line.includes(wantError));
  if (hasCode && hasText) return undefined;
  return `wanted ${wantErrorCode ?? ''} ${wantError ?? ''}, got ${lines.join(' | ')}`;
}

/** Rows in any order, without repetition; where asked, arrays bound to vars in any order as well. */
function normal(rows: readonly Value[], sortBindings: boolean): Value {
  return makeSet(rows.map((row) => (sortBindings ? sortedRow(row) : row)));
}

function sortedRow(row: Value): Value {
  if (!(row instanceof RegoObject)) return row;
  return makeObject(
    row.entries.map(([name, value]) => [
      name,
      Array.isArray(value) ? [...(value as readonly Value[])].sort(compareValues) : value,
    ]),
  );
}

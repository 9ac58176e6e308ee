/** Our compiler and the SDK, asked as a real `opa` is. */
import { hasErrors } from '../../src/diagnostics/diagnostic.js';
import { jsonText, parseJsonValue } from '../../src/rego/builtins/json-value.js';
import { field } from '../../src/rego/builtins/operands.js';
import type { RegoObject, Value } from '../../src/rego/builtins/value.js';
import { compile } from '../../src/rego/compile.js';
import { Evaluation, EvaluationError } from '../../src/rego/evaluation.js';
import type { Answer, Question, Respondent } from './answer.js';

export const ours: Respondent = {
  answer: async (question) => {
    try {
      return await answers(question);
    } catch (failure) {
      const text = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
      return question.rules.map(() => ({ kind: 'crashed', text }));
    }
  },
  close: () => {},
};

async function answers(question: Question): Promise<readonly Answer[]> {
  const { modules, rules, strictErrors, version } = question;
  const sources = modules.map((text, index) => ({ path: `m${index}`, text }));
  const { wasm, diagnostics } = compile(sources, rules, { strictErrors, version });
  if (wasm === undefined || hasErrors(diagnostics)) {
    const [first] = diagnostics.filter(({ severity }) => severity === 'error');
    const text = `${first?.opa ?? first?.code}: ${first?.message}`;
    return rules.map(() => ({ kind: 'refused', text }));
  }
  const encode = (text: string) => new TextEncoder().encode(text);
  const context = () => ({
    now: () => BigInt(Date.now()) * 1_000_000n,
    memo: new Map(),
    environment: new Map(),
  });
  const evaluation = await Evaluation.load(wasm, { context, mostThousandTurns: 100_000 });
  evaluation.setData(encode(question.data));
  const input = encode(question.input);
  return rules.map((rule) => answerOf(evaluation, input, rule));
}

function answerOf(evaluation: Evaluation, input: Uint8Array, rule: string): Answer {
  try {
    const rows = parseJsonValue(evaluation.evaluate(input, rule)) as readonly Value[];
    const [row] = rows;
    if (row === undefined) return { kind: 'undefined', text: '' };
    return { kind: 'value', text: jsonText(field(row as RegoObject, 'result') ?? null) };
  } catch (failure) {
    if (failure instanceof EvaluationError) {
      return { kind: 'error', text: `${failure.code}: ${failure.message}` };
    }
    const text = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
    return { kind: 'crashed', text };
  }
}

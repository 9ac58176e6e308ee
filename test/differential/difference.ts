/** Where two answers to a question about a policy part. */
import { type Answer, type Question, type Respondent, sameAnswer } from './answer.js';

export interface Difference {
  readonly rule: string;
  readonly wanted: Answer;
  readonly got: Answer;
}

/** The first rule that the two answer differently. */
export async function differenceIn(
  question: Question,
  oracle: Respondent,
  ours: Respondent,
): Promise<Difference | undefined> {
  const [wanted, got] = [await oracle.answer(question), await ours.answer(question)];
  for (const [index, rule] of question.rules.entries()) {
    const one = wanted[index];
    const other = got[index];
    if (one !== undefined && other !== undefined && !agree(one, other)) {
      return { rule, wanted: one, got: other };
    }
  }
  return undefined;
}

/**
 * Of several errors each implementation tells the one it meets first. OPA's evaluator leaves out keys of a rule that are not
 * asked for, and with them their conflicts, which plans do not.
 */
function agree(wanted: Answer, got: Answer): boolean {
  if (wanted.kind === 'crashed') return true;
  if (got.kind === 'error' && got.text.startsWith('eval_conflict_error')) return true;
  if (wanted.kind === got.kind && wanted.kind !== 'value') return true;
  return sameAnswer(wanted, got);
}

/**
 * What holds for generated policies without anything to compare with: they are refused or answered, never a crash; and what
 * means the same gets the same answer. `POLICIES` sets how many are tried.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildRuntime } from '../../src/build/runtime.js';
import { randomNumbers } from '../fuzz/mutate.js';
import type { Answer, Question } from './answer.js';
import { comparedBuiltins, questionOf, randomCall } from './builtin-calls.js';
import { type Policy, randomPolicy } from './language/policies.js';
import { ours } from './ours.js';

const POLICIES = Number(process.env['POLICIES'] ?? 150);
const SEED = Number(process.env['SEED'] ?? 1);
const RULES_PER_POLICY = 3;
const CALLS_PER_BUILTIN = 6;

buildRuntime();

const answering = suite('generated policies');

async function ask(policy: Policy, more: Partial<Question> = {}): Promise<readonly Answer[]> {
  return ours.answer({ ...policy, strictErrors: false, version: 1, ...more });
}

const crashes = (answers: readonly Answer[]) => answers.filter(({ kind }) => kind === 'crashed');

answering('get the same answers whatever the order of their rules', async () => {
  let answered = 0;
  for (let seed = SEED; seed < SEED + POLICIES; seed++) {
    const policy = randomPolicy(randomNumbers(seed), RULES_PER_POLICY);
    const answers = await ask(policy);
    assert.equal(crashes(answers), [], `seed ${seed}`);
    if (answers.some(({ kind }) => kind === 'refused')) continue;
    answered++;
    const [main = '', ...others] = policy.modules;
    const [head = '', ...rules] = main.trim().split('\n\n');
    const turned = [head, ...rules.reverse()].join('\n\n');
    const other = await ask({ ...policy, modules: [...others, turned] });
    // Of several errors the first one met is told.
    const comparable = (list: readonly Answer[]) =>
      list.map(({ kind, text }) => (kind === 'error' ? kind : `${kind} ${text}`));
    assert.equal(comparable(other), comparable(answers), `seed ${seed}`);
  }
  assert.ok(answered > POLICIES / 20, `only ${answered} of ${POLICIES} policies were accepted`);
});

answering('call built-ins with any operands without a crash, strict or not', async () => {
  const random = randomNumbers(SEED);
  for (const name of comparedBuiltins(1)) {
    const calls = Array.from({ length: CALLS_PER_BUILTIN }, () => randomCall(name, random));
    const strict = await ours.answer(questionOf(calls, true, 1));
    const lenient = await ours.answer(questionOf(calls, false, 1));
    assert.equal(crashes([...strict, ...lenient]), [], name);
    // What is an error where errors are strict is undefined where they are not; all else is the same.
    const expected = strict.map(({ kind, text }) =>
      kind === 'error' && !text.startsWith('eval_conflict_error')
        ? { kind: 'undefined', text: '' }
        : { kind, text },
    );
    assert.equal(lenient, expected, name);
  }
});

answering.run();

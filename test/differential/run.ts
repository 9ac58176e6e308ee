/**
 * `tsx test/differential/run.ts [--seconds 60] [--seed 1] [--only language|builtins]`: asks a real `opa` on the PATH and our
 * compiler the same questions, about generated policies and about built-ins with odd operands, and prints what differs:
 * policies cut down to what still differs. The same seed asks the same questions.
 */
import { parseArgs } from 'node:util';
import { buildRuntime } from '../../src/build/runtime.js';
import { randomNumbers } from '../fuzz/mutate.js';
import { type Question, sameAnswer } from './answer.js';
import { comparedBuiltins, questionOf, randomCall } from './builtin-calls.js';
import { differenceIn } from './difference.js';
import { randomPolicy } from './language/policies.js';
import { hasOpa, OpaServer } from './opa.js';
import { ours } from './ours.js';
import { shrink } from './shrink.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});

const RULES_PER_POLICY = 4;
const CALLS_PER_BUILTIN = 50;

async function comparePolicy(opa: OpaServer, seed: number): Promise<number> {
  const policy = randomPolicy(randomNumbers(seed), RULES_PER_POLICY);
  const question: Question = { ...policy, strictErrors: false, version: 1 };
  const difference = await differenceIn(question, opa, ours);
  if (difference === undefined) return 0;
  const [main = '', ...others] = policy.modules;
  const { wanted, got } = difference;
  const smaller = await shrink(main, async (text) => {
    const found = await differenceIn({ ...question, modules: [text, ...others] }, opa, ours);
    return found?.wanted.kind === wanted.kind && found.got.kind === got.kind;
  });
  const shown = await differenceIn({ ...question, modules: [smaller, ...others] }, opa, ours);
  console.log(`policy of seed ${seed}, ${shown?.rule}`);
  console.log(`opa:  ${shown?.wanted.kind} ${shown?.wanted.text}`);
  console.log(`ours: ${shown?.got.kind} ${shown?.got.text}`);
  console.log(`${smaller}\ninput: ${policy.input}\ndata: ${policy.data}\n`);
  return 1;
}

async function compareBuiltins(opa: OpaServer, seed: number): Promise<number> {
  const random = randomNumbers(seed);
  let differences = 0;
  for (const name of comparedBuiltins(1)) {
    const calls = Array.from({ length: CALLS_PER_BUILTIN }, () => randomCall(name, random));
    const question = questionOf(calls, true, 1);
    const [wanted, got] = [await opa.answer(question), await ours.answer(question)];
    for (const [index, { operands }] of calls.entries()) {
      const [one, other] = [wanted[index], got[index]];
      if (one?.kind === 'crashed' || sameAnswer(one, other)) continue;
      differences++;
      console.log(`${name}(${operands.join(', ')})`);
      console.log(`opa:  ${one?.kind} ${one?.text}\nours: ${other?.kind} ${other?.text}\n`);
    }
  }
  return differences;
}

if (!hasOpa()) {
  console.error('no `opa` on the PATH: there is nothing to compare with');
  process.exit(2);
}
buildRuntime();
const opa = await OpaServer.start();
const end = Date.now() + Number(values.seconds) * 1000;
let differences = 0;
let rounds = 0;
for (let seed = Number(values.seed); Date.now() < end; seed++, rounds++) {
  const builtins = values.only !== 'language' && (rounds === 0 || values.only === 'builtins');
  if (builtins) differences += await compareBuiltins(opa, seed);
  if (values.only !== 'builtins') differences += await comparePolicy(opa, seed);
}
opa.close();
console.log(`${rounds} rounds, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;

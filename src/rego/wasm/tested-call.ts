/** Calls whose result is a boolean that is tested at once, and nothing else: for some of them no call is needed, and no value made. */
import type * as ir from '../plan/ir.js';
import { isAffix, writeAffixTest } from './affix-test.js';
import type { FunctionContext } from './function-context.js';
import { isOrder, writeOrderTest } from './order-test.js';

type Call = Extract<ir.Stmt, { kind: 'Call' }>;

/** Writes a call and the test of its result that follows it as one; whether it could. */
export function writeTest(
  context: FunctionContext,
  call: ir.Stmt,
  test: ir.Stmt | undefined,
): boolean {
  if (call.kind !== 'Call' || !isTestOf(context, call, test)) return false;
  if (isOrder(call)) writeOrderTest(context, call);
  else if (isAffix(context, call)) writeAffixTest(context, call);
  else return false;
  return true;
}

function isTestOf(context: FunctionContext, { result }: Call, test: ir.Stmt | undefined): boolean {
  if (test?.kind !== 'NotEqual') return false;
  const { a, b } = test;
  const isTested = a.kind === 'local' && a.local === result && b.kind === 'bool' && !b.value;
  return isTested && context.uses.reads[result] === 1;
}

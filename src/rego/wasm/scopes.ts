/** Statements that run a block in a scope of their own: iteration, and `with`. */
import type * as ir from '../plan/ir.js';
import type { FunctionContext } from './function-context.js';
import { joinOf } from './join.js';
import { isOrderTold } from './scan-order.js';

/** The type byte of arrays, whose elements lie 4 bytes apart; entries of objects and sets lie 8 bytes apart. */
const ARRAY = 5;

export function writeScan(
  context: FunctionContext,
  scan: Extract<ir.Stmt, { kind: 'Scan' }>,
  body: () => void,
): void {
  const { source, key, value, block } = scan;
  const { code } = context;
  const collection = code.local();
  const count = code.local();
  const index = code.local();
  const at = code.local();
  const step = code.local();
  context.pushLocal(source);
  const join = context.isRepeated ? joinOf(scan, context.uses) : undefined;
  if (join !== undefined) {
    const { constants } = context.module;
    const path = join.path.map((part) => context.module.stringAt(part));
    context.push(join.wanted);
    code.constant(constants.zeros(12)).constant(constants.addresses(path)).constant(path.length);
    context.runtime('matching');
  }
  code.tee(collection);
  const isSorted = context.module.showsOrder || isOrderTold(block, context.uses);
  context.runtime(isSorted ? 'iteration_count' : 'element_count');
  code.tee(count).if(() => {
    code.get(count);
    context.runtime('spend');
    code.get(collection);
    context.runtime('iteration_start');
    code.set(at).constant(4).constant(8);
    code.get(collection).loadByte().constant(ARRAY).equals().select().set(step);
    code.constant(0).set(index);
    code.loop((next) => {
      // Keys of arrays are made for the purpose: not where nobody reads them.
      if (context.uses.reads[key] !== undefined) {
        code.get(collection).get(index);
        context.runtime('iteration_key');
        code.set(context.local(key));
      }
      code.get(at).load().set(context.local(value));
      context.inLoop({ value, collection }, () => context.block(block, body));
      code.get(at).get(step).add().set(at);
      code.get(index).constant(1).add().tee(index).get(count).lessThan().branchIf(next);
    });
  });
}

/** Replaces `input` or `data`, or a part of them, while the block runs; nothing memorised before counts in it. */
export function writeWith(
  context: FunctionContext,
  { local, path, value, block }: Extract<ir.Stmt, { kind: 'With' }>,
  body: () => void,
): void {
  const { code, module } = context;
  const replaced = context.local(local);
  const saved = code.local();
  const stamp = code.local();
  const ended = code.local();
  code.constant(0).set(ended).get(replaced).set(saved);
  if (path === undefined) context.push(value);
  else {
    const strings = path.map((part) => module.stringAt(part));
    code.get(replaced).constant(module.constants.addresses(strings)).constant(path.length);
    context.push(value);
    context.runtime('with_path');
  }
  code.set(replaced);
  context.forgetPaths(local);
  context.runtime('memo_push');
  code.set(stamp);
  const open = { document: local, local: replaced, saved, stamp };
  context.within(open, () => {
    context.block(block, () => {
      body();
      code.constant(1).set(ended);
    });
  });
  context.restore(open);
  code.get(ended);
  context.leaveIfZero();
}

/** The code of each kind of statement. Undefined means: leave the innermost block of the plan. */
import type * as ir from '../plan/ir.js';
import { callBuiltin } from './builtin-calls.js';
import { writeCollection } from './collections.js';
import { writeEqual } from './equality.js';
import type { FunctionContext } from './function-context.js';
import { writeScan, writeWith } from './scopes.js';
import { writeTest } from './tested-call.js';

const TYPES = { IsArray: 5, IsObject: 6, IsSet: 7 } as const;

export function writeBlock(context: FunctionContext, { statements }: ir.Block): void {
  for (let index = 0; index < statements.length; index++) {
    const statement = statements[index] as ir.Stmt;
    markLine(context, statement);
    if (writeTest(context, statement, statements[index + 1])) index++;
    else writeStatement(context, statement);
  }
}

/** Notes that a line was run, where that is wanted. */
function markLine({ code, module }: FunctionContext, { at }: ir.Stmt): void {
  if (!module.options.coverage || at.line === 0) return;
  code.constant(module.coverageByte(at)).constant(1).storeByte();
}

/** Blocks one after another: leaving one goes on with the next. */
export function writeBlocks(context: FunctionContext, blocks: readonly ir.Block[]): void {
  for (const block of blocks) context.block(block, () => writeBlock(context, block));
}

function writeStatement(context: FunctionContext, statement: ir.Stmt): void {
  const { code } = context;
  if (context.isNeedless(statement)) return;
  switch (statement.kind) {
    case 'AssignVar':
      context.push(statement.source);
      code.set(context.local(statement.target));
      return;
    case 'AssignVarOnce':
      writeAssignOnce(context, statement);
      return;
    case 'ResetLocal':
      code.constant(0).set(context.local(statement.target));
      return;
    case 'Equal':
    case 'NotEqual':
      writeEqual(context, statement);
      return;
    case 'IsArray':
    case 'IsObject':
    case 'IsSet':
      // What is undefined has address 0, where no type is.
      context.push(statement.source);
      code.loadByte().constant(TYPES[statement.kind]).notEquals();
      context.leaveIf();
      return;
    case 'IsDefined':
      code.get(context.local(statement.source));
      context.leaveIfZero();
      return;
    case 'IsUndefined':
      code.get(context.local(statement.source));
      context.leaveIf();
      return;
    case 'Call':
      writeCall(context, statement);
      return;
    case 'CallDynamic':
      writeCallDynamic(context, statement);
      return;
    case 'Block':
      writeBlocks(context, statement.blocks);
      return;
    case 'Break':
      context.leave(statement.index);
      return;
    case 'Nop':
      return;
    case 'Not':
      writeNot(context, statement.block);
      return;
    case 'Scan':
      writeScan(context, statement, () => writeBlock(context, statement.block));
      return;
    case 'With':
      writeWith(context, statement, () => writeBlock(context, statement.block));
      return;
    case 'AssignInt':
      writeCollection(context, statement);
      if (statement.settles !== undefined) context.leaveSettled(statement.settles);
      return;
    case 'ReturnLocal':
      writeReturn(context, statement.source);
      return;
    default:
      writeCollection(context, statement);
  }
}

function writeAssignOnce(
  context: FunctionContext,
  { source, target, at }: Extract<ir.Stmt, { kind: 'AssignVarOnce' }>,
): void {
  const { code } = context;
  const local = context.local(target);
  code.get(local).if(() => {
    code.get(local);
    context.push(source);
    context.runtime('values_equal');
    code.isZero().if(() => {
      const who = context.isFunction
        ? 'functions must not produce multiple outputs for same inputs'
        : 'complete rules must not produce multiple outputs';
      context.abort(`${context.module.place(at)} eval_conflict_error: ${who}`);
    });
  });
  context.push(source);
  code.set(local);
}

function writeCall(context: FunctionContext, call: Extract<ir.Stmt, { kind: 'Call' }>): void {
  const planned = context.module.planned(call.function);
  if (planned === undefined) {
    callBuiltin(context, call);
    return;
  }
  for (const operand of call.args) context.push(operand);
  context.code.call(planned.index).tee(context.local(call.result));
  context.leaveIfZero();
}

/** Calls the function whose path the operands spell; where there is none, the result is undefined. */
function writeCallDynamic(
  context: FunctionContext,
  { path, args, result }: Extract<ir.Stmt, { kind: 'CallDynamic' }>,
): void {
  const { code, module } = context;
  const target = context.local(result);
  code.constant(0).set(target);
  const texts = path.map((part) => (part.kind === 'string' ? module.text(part.index) : undefined));
  code.block((found) => {
    for (const func of module.policy.functions) {
      const candidate = func.path;
      if (candidate === undefined || candidate.length !== path.length) continue;
      if (func.params.length !== args.length) continue;
      if (texts.some((text, index) => text !== undefined && text !== candidate[index])) continue;
      code.block((next) => {
        path.forEach((part, index) => {
          if (part.kind === 'string') return;
          context.push(part);
          code.constant(module.constants.string(candidate[index] ?? ''));
          context.runtime('values_equal');
          code.isZero().branchIf(next);
        });
        for (const operand of args) context.push(operand);
        code.call(module.planned(func.name)?.index ?? 0).set(target);
        code.branch(found);
      });
    }
  });
  code.get(target);
  context.leaveIfZero();
}

/** Goes on if the block cannot run to its end. */
function writeNot(context: FunctionContext, block: ir.Block): void {
  const ended = context.code.local();
  context.code.constant(0).set(ended);
  context.block(block, () => {
    writeBlock(context, block);
    context.code.constant(1).set(ended);
  });
  context.code.get(ended);
  context.leaveIf();
}

function writeReturn(context: FunctionContext, source: ir.Local): void {
  context.restoreAll();
  context.code.get(context.local(source));
  context.finish();
}

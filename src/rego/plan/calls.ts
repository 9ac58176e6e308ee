import { invariant } from '../../diagnostics/invariant.js';
import { nodeAt } from '../analysis/rule-tree.js';
import { operatorName } from '../analysis/walk.js';
import { builtinNamed } from '../builtins/registry.js';
import type * as ast from '../syntax/ast.js';
import { bool, type FunctionContext, local } from './context.js';
import { type Generation, generationOf, isHidden, type Mock, STORED_MOCKS } from './generation.js';
import type * as ir from './ir.js';
import { ruleFunction } from './rules.js';
import { planItems, planTerm } from './terms.js';
import { planMatch } from './unify.js';

/** A call as a statement: its result must be defined and not false, or match one operand more. */
export function planCall(context: FunctionContext, expr: ast.CallExpr, next: () => void): void {
  const name = operatorName(expr.operator);
  const arity = context.policy.analysed.arities.get(name) ?? builtinNamed(name)?.args.length;
  const variadic = builtinNamed(name)?.variadic !== undefined;
  const inputs = variadic ? expr.operands : expr.operands.slice(0, arity);
  const output = variadic ? undefined : expr.operands[inputs.length];
  planItems(context, inputs, [], (operands) => {
    context.place(expr.span);
    const mock = context.generation.mocks.get(name);
    const withResult = (result: ir.Operand): void => finish(context, name, result, output, next);
    if (mock === undefined)
      withResult(local(emitCall(context, name, operands, context.generation)));
    else planMock(context, mock, operands, withResult);
  });
}

/** The call itself; `walk` and its like give an array of results, over which the rest iterates. */
function finish(
  context: FunctionContext,
  name: string,
  result: ir.Operand,
  output: ast.Term | undefined,
  next: () => void,
): void {
  if (builtinNamed(name)?.relation) {
    const key = context.local();
    const value = context.local();
    const source = context.asLocal(result);
    const block = context.block(() => {
      if (output === undefined) next();
      else planMatch(context, output, local(value), next);
    });
    context.emit({ kind: 'Scan', source, key, value, block });
    return;
  }
  if (output !== undefined) {
    planMatch(context, output, result, next);
    return;
  }
  const declaration = builtinNamed(name);
  if (declaration === undefined || declaration.result !== undefined) {
    context.emit({ kind: 'NotEqual', a: result, b: bool(false) });
  }
  next();
}

/** Calls a user function or built-in as a generation sees it. */
function emitCall(
  context: FunctionContext,
  name: string,
  operands: readonly ir.Operand[],
  generation: Generation,
): ir.Local {
  const result = context.local();
  const path = name.split('.').slice(1);
  const node = name.startsWith('data.') ? nodeAt(context.policy.analysed.rules, path) : undefined;
  if (node === undefined || node.rules.length === 0) {
    context.policy.useBuiltin(name);
    context.emit({ kind: 'Call', function: name, args: operands, result });
    return result;
  }
  invariant(!isHidden(generation, path), `${name} is called although it is hidden`);
  const callee = ruleFunction(context.policy, generation, node, path);
  context.emit({ kind: 'Call', function: callee, args: [local(0), local(1), ...operands], result });
  return result;
}

/** What stands in for a function: its arguments were evaluated, and so are defined. */
function planMock(
  context: FunctionContext,
  mock: Mock,
  operands: readonly ir.Operand[],
  next: (result: ir.Operand) => void,
): void {
  if (mock.kind === 'value') {
    planTerm(context, mock.term, next);
    return;
  }
  if (mock.kind === 'stored') {
    const all = context.local();
    const value = context.local();
    context.emit({
      kind: 'Dot',
      source: local(1),
      key: context.stringOperand(STORED_MOCKS),
      target: all,
    });
    context.emit({
      kind: 'Dot',
      source: local(all),
      key: context.stringOperand(mock.key),
      target: value,
    });
    next(local(value));
    return;
  }
  // Inside what stands in, the originals are called.
  const { hidden } = context.generation;
  const originals = generationOf(context.policy.generations, hidden, new Map());
  next(local(emitCall(context, mock.name, operands, originals)));
}

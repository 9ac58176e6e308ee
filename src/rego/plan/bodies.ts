import { operatorName } from '../analysis/walk.js';
import type * as ast from '../syntax/ast.js';
import { planCall } from './calls.js';
import { bool, type FunctionContext, local } from './context.js';
import type * as ir from './ir.js';
import { planItems, planTerm } from './terms.js';
import { bind, planUnify } from './unify.js';
import { planWith } from './with.js';

/** Plans the expressions of a body one after another; `next` is reached for each solution. */
export function planBody(context: FunctionContext, body: ast.Body, next: () => void): void {
  const [first, ...rest] = body;
  if (first === undefined) next();
  else planExpr(context, first, () => planBody(context, rest, next));
}

function planExpr(context: FunctionContext, expr: ast.Expr, next: () => void): void {
  context.place(expr.span);
  if (expr.with.length > 0) planWith(context, expr, next);
  else planBare(context, expr, next);
}

/** Plans an expression without regard to its `with` modifiers. */
export function planBare(context: FunctionContext, expr: ast.Expr, next: () => void): void {
  switch (expr.kind) {
    case 'termExpr':
      if (expr.negated) {
        planNot(context, (found) => planTest(context, expr.term, found));
        next();
      } else planTest(context, expr.term, next);
      return;
    case 'callExpr':
      if (expr.negated) {
        planNot(context, (found) => planBare(context, { ...expr, negated: false }, found));
        next();
        return;
      }
      if (isUnification(expr)) {
        const [left, right] = expr.operands as [ast.Term, ast.Term];
        planUnify(context, left, right, next);
        return;
      }
      if (planComparison(context, expr, next)) return;
      planCall(context, expr, next);
      return;
    case 'every':
      planEvery(context, expr, next);
      return;
    case 'notBody':
      planNot(context, (found) => planBody(context, expr.body, found));
      next();
      return;
    case 'and':
      for (const side of [expr.left, expr.right]) {
        planFlag(context, (flag) => {
          context.inFlagBlock(flag, (setFlag) => planBody(context, side, setFlag));
        });
      }
      next();
      return;
    case 'or':
      planFlag(context, (flag) => {
        context.inFlagBlock(flag, (setFlag) => planBody(context, expr.left, setFlag));
        context.inFlagBlock(flag, (setFlag) => {
          context.emit({ kind: 'IsUndefined', source: flag });
          planBody(context, expr.right, setFlag);
        });
      });
      next();
      return;
    case 'some':
      next();
  }
}

const COMPARISONS = new Map([
  ['equal', 'Equal'],
  ['neq', 'NotEqual'],
] as const);

/** `a == b` and `a != b` as tests need no call. Whether the expression is one of them. */
function planComparison(
  context: FunctionContext,
  { operator, operands, span }: ast.CallExpr,
  next: () => void,
): boolean {
  const name = operatorName(operator);
  const kind = COMPARISONS.get(name as 'equal' | 'neq');
  if (kind === undefined || operands.length !== 2) return false;
  if (context.generation.mocks.has(name)) return false;
  planItems(context, operands, [], ([a, b]) => {
    context.place(span);
    context.emit({ kind, a: a as ir.Operand, b: b as ir.Operand });
    next();
  });
  return true;
}

function isUnification({ operator }: ast.CallExpr): boolean {
  const [head] = operator.parts;
  return operator.parts.length === 1 && head?.kind === 'var' && head.name === 'eq';
}

/** A term as a test: defined and not false. */
function planTest(context: FunctionContext, term: ast.Term, next: () => void): void {
  planTerm(context, term, (operand) => {
    context.emit({ kind: 'NotEqual', a: operand, b: bool(false) });
    next();
  });
}

/** Goes on only if `plan` finds no solution; it calls its argument for each one. */
function planNot(context: FunctionContext, plan: (found: () => void) => void): void {
  // What iterates falls through when nothing is left, so success has to be noted.
  const flag = context.local();
  context.emit({ kind: 'ResetLocal', target: flag });
  context.inFlagBlock(flag, plan);
  context.emit({ kind: 'IsUndefined', source: flag });
}

/** Runs `plan`, which sets the flag where something held, and goes on only if it did. */
function planFlag(context: FunctionContext, plan: (flag: ir.Local) => void): void {
  const flag = context.local();
  context.emit({ kind: 'ResetLocal', target: flag });
  plan(flag);
  context.emit({ kind: 'IsDefined', source: flag });
}

function setFlag(context: FunctionContext, flag: ir.Local): void {
  context.emit({ kind: 'AssignInt', value: 1, target: flag });
}

/** `every k, v in xs { … }`: no element for which the body has no solution; undefined where xs is no collection. */
function planEvery(context: FunctionContext, expr: ast.EveryExpr, next: () => void): void {
  planTerm(context, expr.domain, (operand) => {
    const source = context.asLocal(operand);
    planFlag(context, (flag) => {
      for (const kind of ['IsArray', 'IsObject', 'IsSet'] as const) {
        context.inBlock(() => {
          context.emit({ kind, source: local(source) });
          setFlag(context, flag);
        });
      }
    });
    const failed = context.local();
    context.emit({ kind: 'ResetLocal', target: failed });
    const key = context.local();
    const value = context.local();
    // The first element that fails settles it, and what the others would do, errors included, is not seen: as in OPA.
    context.inLoopBlock((leave) => {
      const block = context.block(() => {
        if (expr.key !== undefined) bind(context, expr.key, local(key));
        bind(context, expr.value, local(value));
        const held = context.local();
        context.emit({ kind: 'ResetLocal', target: held });
        context.inFlagBlock(held, (setFlag) => planBody(context, expr.body, setFlag));
        context.emit({ kind: 'IsUndefined', source: held });
        setFlag(context, failed);
        leave();
      });
      context.emit({ kind: 'Scan', source, key, value, block });
    });
    context.emit({ kind: 'IsUndefined', source: failed });
    next();
  });
}

import { nodeAt } from '../analysis/rule-tree.js';
import { operatorName, visitExpr } from '../analysis/walk.js';
import { builtinNamed } from '../builtins/registry.js';
import type * as ast from '../syntax/ast.js';
import { planBare } from './bodies.js';
import { type FunctionContext, local } from './context.js';
import { generationOf, type Mock, STORED_MOCKS } from './generation.js';
import type * as ir from './ir.js';
import { planTerm } from './terms.js';
import { bind } from './unify.js';

/** One replacement of a part of `input` or `data`, with its value ready. */
interface Patch {
  readonly local: ir.Local;
  readonly path: readonly string[];
  readonly value: ir.Operand;
}

/**
 * An expression with modifiers. It runs inside the replacements and leaves what it binds in locals or, where it may have
 * several solutions, in an array; what follows runs outside of them, with the documents as they were.
 */
export function planWith(context: FunctionContext, expr: ast.Expr, next: () => void): void {
  planValues(context, expr.with, [], (values) => {
    const patches: Patch[] = [];
    const hidden = [...context.generation.hidden];
    const mocks = new Map(context.generation.mocks);
    expr.with.forEach((modifier, index) => {
      addModifier(context, modifier, values[index] as ir.Operand | undefined, {
        patches,
        hidden,
        mocks,
      });
    });
    const outer = context.generation;
    const inner = generationOf(context.policy.generations, hidden, mocks);
    const run: Run = (inBlock) => {
      context.generation = inner;
      emitPatches(context, patches, () =>
        inBlock((solution) => {
          planBare(context, { ...expr, with: [] } as ast.Expr, solution);
        }),
      );
      context.generation = outer;
    };
    planSolutions(context, expr, run, next);
  });
}

function planValues(
  context: FunctionContext,
  modifiers: readonly ast.With[],
  done: readonly (ir.Operand | undefined)[],
  next: (values: readonly (ir.Operand | undefined)[]) => void,
): void {
  const [first, ...rest] = modifiers;
  if (first === undefined) next(done);
  else if (first.replacement !== undefined) planValues(context, rest, [...done, undefined], next);
  else
    planTerm(context, first.value, (operand) =>
      planValues(context, rest, [...done, operand], next),
    );
}

interface Changes {
  readonly patches: Patch[];
  readonly hidden: (readonly string[])[];
  readonly mocks: Map<string, Mock>;
}

function addModifier(
  context: FunctionContext,
  { target, value: term, replacement }: ast.With,
  value: ir.Operand | undefined,
  { patches, hidden, mocks }: Changes,
): void {
  const name = operatorName(target);
  const [root, ...path] = name.split('.');
  const isFunction =
    context.policy.analysed.arities.has(name) ||
    (root !== 'data' && root !== 'input' && builtinNamed(name) !== undefined);
  if (isFunction) {
    if (replacement !== undefined)
      mocks.set(name, { kind: 'function', name: operatorName(replacement) });
    else if (isConstant(term)) mocks.set(name, { kind: 'value', term });
    else {
      const key = `${name}#${patches.length}#${context.local()}`;
      mocks.set(name, { kind: 'stored', key });
      patches.push({ local: 1, path: [STORED_MOCKS, key], value: value as ir.Operand });
    }
    return;
  }
  const parts = pathOf(target);
  patches.push({ local: root === 'input' ? 0 : 1, path: parts, value: value as ir.Operand });
  if (
    root === 'data' &&
    nodeAt(context.policy.analysed.rules, parts.slice(0, Math.max(1, path.length))) !== undefined
  ) {
    hidden.push(parts);
  }
}

function pathOf({ parts }: ast.Ref): string[] {
  return parts.slice(1).map((part) => (part.kind === 'string' ? part.value : ''));
}

function isConstant(term: ast.Term): boolean {
  return ['null', 'boolean', 'number', 'string'].includes(term.kind);
}

function emitPatches(context: FunctionContext, patches: readonly Patch[], plan: () => void): void {
  const [first, ...rest] = patches;
  if (first === undefined) {
    plan();
    return;
  }
  const block = context.block(() => emitPatches(context, rest, plan));
  context.emit({
    kind: 'With',
    local: first.local,
    ...(first.path.length > 0 && { path: first.path.map((part) => context.policy.string(part)) }),
    value: first.value,
    block,
  });
}

/** Plans the expression inside of its modifiers, in a block that its argument opens; that says as well what a solution does. */
type Run = (inBlock: (plan: (solution: () => void) => void) => void) => void;

function planSolutions(context: FunctionContext, expr: ast.Expr, run: Run, next: () => void): void {
  const outputs = unboundVars(context, expr);
  if (outputs.length === 0) {
    const flag = context.local();
    context.emit({ kind: 'ResetLocal', target: flag });
    run((plan) => context.inFlagBlock(flag, plan));
    context.emit({ kind: 'IsDefined', source: flag });
    next();
    return;
  }
  const solutions = context.local();
  context.emit({ kind: 'MakeArray', capacity: 1, target: solutions });
  const addRow = (): void => {
    const row = context.local();
    context.emit({ kind: 'MakeArray', capacity: outputs.length, target: row });
    for (const output of outputs) {
      planTerm(context, output, (value) =>
        context.emit({ kind: 'ArrayAppend', value, array: row }),
      );
    }
    context.emit({ kind: 'ArrayAppend', value: local(row), array: solutions });
  };
  run((plan) => context.inBlock(() => plan(addRow)));
  const key = context.local();
  const row = context.local();
  const block = context.block(() => {
    outputs.forEach((output, index) => {
      const position = context.local();
      const value = context.local();
      context.emit({ kind: 'MakeNumberInt', value: index, target: position });
      context.emit({ kind: 'Dot', source: local(row), key: local(position), target: value });
      bind(context, output, local(value));
    });
    next();
  });
  context.emit({ kind: 'Scan', source: solutions, key, value: row, block });
}

function unboundVars(context: FunctionContext, expr: ast.Expr): ast.Var[] {
  const found = new Map<string, ast.Var>();
  const negated = 'negated' in expr && expr.negated;
  if (negated || ['every', 'and', 'or', 'notBody'].includes(expr.kind)) return [];
  visitExpr({ ...expr, with: [] } as ast.Expr, {
    variable: (variable) => {
      if (!context.isBound(variable)) found.set(variable.name, variable);
    },
  });
  return [...found.values()];
}

import { invariant } from '../../diagnostics/invariant.js';
import type * as ast from '../syntax/ast.js';
import { type FunctionContext, local } from './context.js';
import type * as ir from './ir.js';
import { planTerm } from './terms.js';

/** `a = b`: binds what is unbound on either side, compares the rest. */
export function planUnify(
  context: FunctionContext,
  a: ast.Term,
  b: ast.Term,
  next: () => void,
): void {
  if (isPattern(context, a) && isPattern(context, b)) {
    if (a.kind === 'array' && b.kind === 'array') {
      // Arrays of different lengths never unify: an impossible comparison keeps the rest unreachable.
      if (a.items.length !== b.items.length) planNever(context);
      else
        planPairs(
          context,
          a.items.map((item, index): Pair => [item, b.items[index] as ast.Term]),
          next,
        );
      return;
    }
    if (a.kind === 'object' && b.kind === 'object') {
      const pairs = objectPairs(a, b);
      if (pairs === undefined) planNever(context);
      else planPairs(context, pairs, next);
      return;
    }
  }
  const [pattern, value] = isPattern(context, a) ? [a, b] : [b, a];
  planTerm(context, value, (operand) => planMatch(context, pattern, operand, next));
}

type Pair = readonly [ast.Term, ast.Term];

/** A term with unbound vars that taking it apart would bind. Unbound brackets of a ref bind as the ref is read. */
function isPattern(context: FunctionContext, term: ast.Term): boolean {
  return ['var', 'array', 'object', 'set'].includes(term.kind) && !context.isBound(term);
}

/** Pairs in an order in which one side of each can be evaluated. */
function planPairs(context: FunctionContext, pairs: readonly Pair[], next: () => void): void {
  const index = pairs.findIndex(([a, b]) => !isPattern(context, a) || !isPattern(context, b));
  const chosen = pairs[Math.max(0, index)];
  if (chosen === undefined) {
    next();
    return;
  }
  const rest = pairs.filter((pair) => pair !== chosen);
  planUnify(context, chosen[0], chosen[1], () => planPairs(context, rest, next));
}

function objectPairs(a: ast.ObjectTerm, b: ast.ObjectTerm): Pair[] | undefined {
  if (a.entries.length !== b.entries.length) return undefined;
  const pairs: Pair[] = [];
  for (const [key, value] of a.entries) {
    const other = b.entries.find(([name]) => keyText(name) === keyText(key));
    if (other === undefined) return undefined;
    pairs.push([value, other[1]]);
  }
  return pairs;
}

function keyText(term: ast.Term): string {
  return JSON.stringify(term, (key, value) =>
    key === 'span' || key === 'raw' ? undefined : value,
  );
}

function planNever(context: FunctionContext): void {
  context.emit({
    kind: 'Equal',
    a: { kind: 'bool', value: true },
    b: { kind: 'bool', value: false },
  });
}

/** Matches a pattern against a value: vars are bound, everything else is compared. */
export function planMatch(
  context: FunctionContext,
  pattern: ast.Term,
  operand: ir.Operand,
  next: () => void,
): void {
  if (context.isBound(pattern)) {
    if (pattern.kind === 'array' || pattern.kind === 'object') {
      matchComposite(context, pattern, operand, next);
      return;
    }
    planTerm(context, pattern, (value) => {
      context.emit({ kind: 'Equal', a: value, b: operand });
      next();
    });
    return;
  }
  switch (pattern.kind) {
    case 'var':
      bind(context, pattern, operand);
      next();
      return;
    case 'array':
    case 'object':
      matchComposite(context, pattern, operand, next);
      return;
    case 'ref':
      planTerm(context, pattern, (value) => {
        context.emit({ kind: 'Equal', a: value, b: operand });
        next();
      });
      return;
    default:
      invariant(false, `cannot match a ${pattern.kind} with unbound vars`);
  }
}

/** Binds a var to a value. Locals are never written again, so the var may share the value's own. */
export function bind(context: FunctionContext, { name }: ast.Var, operand: ir.Operand): void {
  context.vars.set(name, context.asLocal(operand));
}

function matchComposite(
  context: FunctionContext,
  pattern: ast.ArrayTerm | ast.ObjectTerm,
  operand: ir.Operand,
  next: () => void,
): void {
  const entries: (readonly [ast.Term | number, ast.Term])[] =
    pattern.kind === 'array'
      ? pattern.items.map((item, index) => [index, item] as const)
      : [...pattern.entries];
  context.emit({ kind: pattern.kind === 'array' ? 'IsArray' : 'IsObject', source: operand });
  const size = context.local();
  const wanted = context.local();
  context.emit({ kind: 'Len', source: operand, target: size });
  context.emit({ kind: 'MakeNumberInt', value: entries.length, target: wanted });
  context.emit({ kind: 'Equal', a: local(size), b: local(wanted) });
  const matchFrom = (index: number): void => {
    const entry = entries[index];
    if (entry === undefined) {
      next();
      return;
    }
    const [key, item] = entry;
    const withKey = (keyOperand: ir.Operand): void => {
      const target = context.local();
      context.emit({ kind: 'Dot', source: operand, key: keyOperand, target });
      planMatch(context, item, local(target), () => matchFrom(index + 1));
    };
    if (typeof key === 'number') {
      const target = context.local();
      context.emit({ kind: 'MakeNumberInt', value: key, target });
      withKey(local(target));
    } else planTerm(context, key, withKey);
  };
  matchFrom(0);
}

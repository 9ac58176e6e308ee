import { invariant } from '../../diagnostics/invariant.js';
import type * as ast from '../syntax/ast.js';
import { planBody } from './bodies.js';
import { bool, type FunctionContext, local } from './context.js';
import type * as ir from './ir.js';
import { planRef } from './refs.js';

/** What comes after a value: the rest of the query. It is planned once for each place it is called from. */
export type Continue = (operand: ir.Operand) => void;

/** Plans a term whose vars are bound, but for those in the brackets of a ref, which it binds. */
export function planTerm(context: FunctionContext, term: ast.Term, next: Continue): void {
  switch (term.kind) {
    case 'boolean':
      next(bool(term.value));
      return;
    case 'string':
      next(context.stringOperand(term.value));
      return;
    case 'null': {
      const target = context.local();
      context.emit({ kind: 'MakeNull', target });
      next(local(target));
      return;
    }
    case 'number':
      next(local(planNumber(context, term.text)));
      return;
    case 'var': {
      const found = context.vars.get(term.name);
      invariant(found !== undefined, `var ${term.name} is planned before it is bound`);
      next(local(found));
      return;
    }
    case 'ref':
      planRef(context, term, next);
      return;
    case 'array':
      planItems(context, term.items, [], (items) => {
        const target = context.local();
        context.emit({ kind: 'MakeArray', capacity: items.length, target });
        for (const value of items) context.emit({ kind: 'ArrayAppend', value, array: target });
        next(local(target));
      });
      return;
    case 'set':
      planItems(context, term.items, [], (items) => {
        const target = context.local();
        context.emit({ kind: 'MakeSet', target });
        for (const value of items) context.emit({ kind: 'SetAdd', value, set: target });
        next(local(target));
      });
      return;
    case 'object':
      planItems(context, term.entries.flat(), [], (parts) => {
        const target = context.local();
        context.emit({ kind: 'MakeObject', target });
        for (let i = 0; i < parts.length; i += 2) {
          const [key, value] = [parts[i] as ir.Operand, parts[i + 1] as ir.Operand];
          context.emit({ kind: 'ObjectInsert', key, value, object: target });
        }
        next(local(target));
      });
      return;
    case 'arrayComprehension':
    case 'setComprehension':
    case 'objectComprehension':
      planComprehension(context, term, next);
      return;
    case 'call':
    case 'templateString':
      invariant(false, `a ${term.kind} is left in a term after analysis`);
  }
}

/** Plans terms one after another and hands on all their values. */
export function planItems(
  context: FunctionContext,
  terms: readonly ast.Term[],
  done: readonly ir.Operand[],
  next: (operands: readonly ir.Operand[]) => void,
): void {
  const [first, ...rest] = terms;
  if (first === undefined) next(done);
  else planTerm(context, first, (operand) => planItems(context, rest, [...done, operand], next));
}

export function planNumber(context: FunctionContext, text: string): ir.Local {
  const target = context.local();
  const value = Number(text);
  if (Number.isSafeInteger(value) && String(value) === text) {
    context.emit({ kind: 'MakeNumberInt', value, target });
  } else {
    context.emit({ kind: 'MakeNumberRef', index: context.policy.string(text), target });
  }
  return target;
}

function planComprehension(
  context: FunctionContext,
  term: ast.ArrayComprehension | ast.SetComprehension | ast.ObjectComprehension,
  next: Continue,
): void {
  const target = context.local();
  if (term.kind === 'arrayComprehension') context.emit({ kind: 'MakeArray', capacity: 0, target });
  else context.emit({ kind: term.kind === 'setComprehension' ? 'MakeSet' : 'MakeObject', target });
  context.inBlock(() =>
    planBody(context, term.body, () => {
      if (term.kind === 'objectComprehension') {
        planItems(context, [term.key, term.value], [], ([key, value]) => {
          context.place(term.span);
          context.emit({
            kind: 'ObjectInsertOnce',
            key: key as ir.Operand,
            value: value as ir.Operand,
            object: target,
          });
        });
        return;
      }
      planTerm(context, term.term, (value) => {
        if (term.kind === 'arrayComprehension')
          context.emit({ kind: 'ArrayAppend', value, array: target });
        else context.emit({ kind: 'SetAdd', value, set: target });
      });
    }),
  );
  next(local(target));
}

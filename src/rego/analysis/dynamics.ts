/**
 * Moves what must be evaluated first out of terms: refs and comprehensions within composites and call operands,
 * and refs within refs, become fresh vars. Runs after safety, so that what it makes is in order.
 */
import type { Span } from '../../diagnostics/source.js';
import type * as ast from '../syntax/ast.js';
import { operatorName } from './walk.js';

interface Place {
  readonly out: ast.Expr[];
  readonly with: readonly ast.With[];
  readonly counter: { next: number };
}

/** A body whose terms hold no refs or comprehensions deeper than the planner wants them. */
export function flattenBody(body: ast.Body, counter: { next: number }): ast.Expr[] {
  const out: ast.Expr[] = [];
  for (const expr of body) out.push(flattenExpr(expr, { out, with: expr.with, counter }));
  return out;
}

function flattenExpr(expr: ast.Expr, place: Place): ast.Expr {
  const { counter } = place;
  switch (expr.kind) {
    case 'termExpr':
      return { ...expr, term: outermost(expr.term, place) };
    case 'callExpr': {
      if (!isEquality(expr)) {
        return { ...expr, operands: expr.operands.map((operand) => inner(operand, place)) };
      }
      const operands = expr.operands.map((operand) => outermost(operand, place));
      return { ...expr, operator: eqAt(expr.operator.span), operands };
    }
    case 'every':
      return {
        ...expr,
        domain: outermost(expr.domain, place),
        body: flattenBody(expr.body, counter),
      };
    case 'and':
    case 'or':
      return {
        ...expr,
        left: flattenBody(expr.left, counter),
        right: flattenBody(expr.right, counter),
      };
    case 'notBody':
      return { ...expr, body: flattenBody(expr.body, counter) };
    case 'some':
      return expr;
  }
}

/** `=`, or `==`, which is the same by now: nothing is left to bind. An undefined side belongs to the comparison then. */
function isEquality({ operator, operands }: ast.CallExpr): boolean {
  const name = operatorName(operator);
  return name === 'eq' || (name === 'equal' && operands.length === 2);
}

const eqAt = (span: Span): ast.Ref => ({
  kind: 'ref',
  parts: [{ kind: 'var', name: 'eq', span }],
  span,
});

/** A term that may itself be a ref or comprehension; what is within it may not. */
export function outermost(term: ast.Term, place: Place): ast.Term {
  switch (term.kind) {
    case 'ref':
      return {
        ...term,
        parts: term.parts.map((part, index) => (index === 0 ? part : inner(part, place))),
      };
    case 'arrayComprehension':
    case 'setComprehension':
    case 'objectComprehension':
      return { ...term, body: flattenBody(term.body, place.counter) };
    default:
      return inner(term, place);
  }
}

function inner(term: ast.Term, place: Place): ast.Term {
  switch (term.kind) {
    case 'ref':
      return intoVar(outermost(term, place), place, term.span);
    case 'array':
    case 'set':
      return { ...term, items: term.items.map((item) => inner(item, place)) };
    case 'object':
      return {
        ...term,
        entries: term.entries.map(([key, value]) => [inner(key, place), inner(value, place)]),
      };
    case 'arrayComprehension':
    case 'setComprehension':
    case 'objectComprehension':
      return intoVar(outermost(term, place), place, term.span);
    default:
      return term;
  }
}

function intoVar(term: ast.Term, { out, with: modifiers, counter }: Place, span: Span): ast.Var {
  const fresh: ast.Var = { kind: 'var', name: `#${counter.next++}`, span };
  out.push({
    kind: 'callExpr',
    negated: false,
    operator: eqAt(span),
    operands: [fresh, term],
    with: modifiers,
    span,
    generated: true,
  });
  return fresh;
}

import type * as ast from '../../syntax/ast.js';
import { type Visit, visitExpr } from '../walk.js';
import type { Comprehension } from './environment.js';

/** The comprehensions of an expression, without those within them. */
export function comprehensionsOf(expr: ast.Expr): readonly Comprehension[] {
  // In normal form nothing else holds any: the usual case needs no walk.
  if (expr.kind === 'termExpr') return isComprehension(expr.term) ? [expr.term] : NONE;
  if (expr.kind === 'callExpr') {
    return expr.operands.some(isComprehension) ? expr.operands.filter(isComprehension) : NONE;
  }
  const found: Comprehension[] = [];
  const closure: Visit['closure'] = (term) => {
    const isOne = isComprehension(term);
    if (isOne) found.push(term);
    return !isOne;
  };
  visitExpr(expr, { closure });
  return found;
}

const NONE: readonly Comprehension[] = [];

function isComprehension<T extends { readonly kind: string }>(term: T): term is T & Comprehension {
  const { kind } = term;
  return (
    kind === 'arrayComprehension' || kind === 'setComprehension' || kind === 'objectComprehension'
  );
}

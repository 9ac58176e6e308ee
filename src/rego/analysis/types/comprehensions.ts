import type * as ast from '../../syntax/ast.js';
import { type Visit, visitExpr } from '../walk.js';
import type { Comprehension } from './environment.js';

/** The comprehensions of an expression, without those within them. */
export function comprehensionsOf(expr: ast.Expr): Comprehension[] {
  const found: Comprehension[] = [];
  const closure: Visit['closure'] = (term) => {
    switch (term.kind) {
      case 'arrayComprehension':
      case 'setComprehension':
      case 'objectComprehension':
        found.push(term);
        return false;
      default:
        return true;
    }
  };
  visitExpr(expr, { closure });
  return found;
}

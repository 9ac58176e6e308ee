/** Vars of terms and expressions, as the passes need them. */
import type * as ast from '../syntax/ast.js';

export interface Visit {
  readonly variable?: (variable: ast.Var) => void;
  /** A comprehension, `every` body, or other body of its own; its inside is not walked unless true comes back. */
  readonly closure?: (closure: Closure) => boolean;
  /** Whether operands of `and`, `or` and `not` without braces are walked, whose vars are those of the body around; yes if not given. */
  readonly implicit?: boolean;
}

export type Closure =
  | ast.ArrayComprehension
  | ast.SetComprehension
  | ast.ObjectComprehension
  | ast.EveryExpr
  | ast.LogicExpr
  | ast.NotBodyExpr
  | ast.TemplateString;

/** Visits all vars in a term, the head of a ref too, but not the names of functions. */
export function visitTerm(term: ast.Term, visit: Visit): void {
  switch (term.kind) {
    case 'var':
      visit.variable?.(term);
      return;
    case 'ref':
      for (const part of term.parts) visitTerm(part, visit);
      return;
    case 'array':
    case 'set':
      for (const item of term.items) visitTerm(item, visit);
      return;
    case 'object':
      for (const [key, value] of term.entries) {
        visitTerm(key, visit);
        visitTerm(value, visit);
      }
      return;
    case 'call':
      for (const operand of term.operands) visitTerm(operand, visit);
      return;
    case 'arrayComprehension':
    case 'setComprehension':
      if (!visit.closure?.(term)) return;
      visitTerm(term.term, visit);
      visitBody(term.body, visit);
      return;
    case 'objectComprehension':
      if (!visit.closure?.(term)) return;
      visitTerm(term.key, visit);
      visitTerm(term.value, visit);
      visitBody(term.body, visit);
      return;
    case 'templateString':
      if (!visit.closure?.(term)) return;
      for (const part of term.parts) if (part.kind !== 'string') visitExpr(part, visit);
  }
}

export function visitBody(body: ast.Body, visit: Visit): void {
  for (const expr of body) visitExpr(expr, visit);
}

export function visitExpr(expr: ast.Expr, visit: Visit): void {
  for (const { target, value } of expr.with) {
    for (let index = 1; index < target.parts.length; index++) {
      visitTerm(target.parts[index] as ast.Term, visit);
    }
    visitTerm(value, visit);
  }
  switch (expr.kind) {
    case 'termExpr':
      visitTerm(expr.term, visit);
      return;
    case 'callExpr':
      for (const operand of expr.operands) visitTerm(operand, visit);
      return;
    case 'some':
      for (const symbol of expr.symbols) visitTerm(symbol, visit);
      if (expr.domain !== undefined) visitTerm(expr.domain, visit);
      return;
    case 'every':
      visitTerm(expr.domain, visit);
      if (!visit.closure?.(expr)) return;
      if (expr.key !== undefined) visitTerm(expr.key, visit);
      visitTerm(expr.value, visit);
      visitBody(expr.body, visit);
      return;
    case 'and':
    case 'or':
      visitOperand(expr, expr.left, expr.implicit[0], visit);
      visitOperand(expr, expr.right, expr.implicit[1], visit);
      return;
    case 'notBody':
      visitOperand(expr, expr.body, expr.implicit, visit);
  }
}

function visitOperand(
  expr: ast.LogicExpr | ast.NotBodyExpr,
  body: ast.Body,
  implicit: boolean,
  visit: Visit,
): void {
  const walks = implicit ? visit.implicit !== false : visit.closure?.(expr) === true;
  if (walks) visitBody(body, visit);
}

/** All vars of a term by name, with a place for each; those in closures too where asked. */
export function varsOf(term: ast.Term, closures: boolean): Map<string, ast.Var> {
  const found = new Map<string, ast.Var>();
  visitTerm(term, {
    variable: (variable) => {
      if (!found.has(variable.name)) found.set(variable.name, variable);
    },
    closure: () => closures,
  });
  return found;
}

/** The built-in or function name of an operator: `internal.member_2`, `data.a.f`. */
export function operatorName(operator: ast.Ref): string {
  let name = operatorNames.get(operator);
  if (name === undefined) {
    name = operator.parts
      .map((part) => (part.kind === 'var' ? part.name : part.kind === 'string' ? part.value : '?'))
      .join('.');
    operatorNames.set(operator, name);
  }
  return name;
}

/** Every pass asks for them. */
const operatorNames = new WeakMap<ast.Ref, string>();

/** Whether an expression is a call of the given built-in. */
export function isCallOf(expr: ast.Expr, name: string): expr is ast.CallExpr {
  return expr.kind === 'callExpr' && operatorName(expr.operator) === name;
}

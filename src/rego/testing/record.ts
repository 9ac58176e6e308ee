/** Calls that are put into tests so that they tell what happens in them. */
import { isCallOf, visitTerm } from '../analysis/walk.js';
import type * as ast from '../syntax/ast.js';
import { caseKeys, testName } from './discover.js';

/**
 * Modules in which tests with vars in their heads (`test_concat[note] if …`) tell each case when it begins, so that a case that
 * does not hold is known by its name.
 */
export function recordCases(modules: readonly ast.Module[]): ast.Module[] {
  return modules.map((module) => ({
    ...module,
    rules: module.rules.map((rule) => {
      const { head, body } = rule;
      const keys = caseKeys(head);
      if (testName(head) === undefined || keys.length === 0) return rule;
      const names = new Set<string>();
      for (const key of keys) visitTerm(key, { variable: ({ name }) => names.add(name) });
      const at = firstUse(body, names);
      const record = recordCall({ kind: 'array', items: keys, span: head.span });
      return { ...rule, body: [...body.slice(0, at), record, ...body.slice(at)] };
    }),
  }));
}

/** A mark before what is recorded of vars, which no case can have. */
export const VARS_MARK = '\u0000vars';

/** Modules in which one rule tells the values of local vars before one of its expressions. */
export function recordVars(
  modules: readonly ast.Module[],
  rule: ast.Rule,
  expr: ast.Expr,
): ast.Module[] {
  const at = rule.body.indexOf(expr);
  const { span } = expr;
  const text = (value: string): ast.Term => ({ kind: 'string', value, span });
  const items = localsOf(rule, expr).flatMap((name): ast.Term[] => [
    text(name),
    { kind: 'var', name, span },
  ]);
  const record = recordCall({ kind: 'array', items: [text(VARS_MARK), ...items], span });
  const body = [...rule.body.slice(0, at), record, ...rule.body.slice(at)];
  return modules.map((module) => ({
    ...module,
    rules: module.rules.map((one) => (one === rule ? { ...rule, body } : one)),
  }));
}

/** The vars of an expression that belong to its rule: arguments, and what `:=` and `some` declare. */
function localsOf({ head, body }: ast.Rule, expr: ast.Expr): string[] {
  const declared = new Set<string>();
  const declare = (term: ast.Term) =>
    visitTerm(term, { variable: ({ name }) => declared.add(name) });
  head.args?.forEach(declare);
  for (const one of body) for (const term of declaredBy(one)) declare(term);
  const used = new Set<string>();
  const terms =
    expr.kind === 'termExpr' ? [expr.term] : expr.kind === 'callExpr' ? expr.operands : [];
  for (const term of terms) {
    visitTerm(term, {
      variable: ({ name }) => {
        if (declared.has(name) && !name.startsWith('$')) used.add(name);
      },
    });
  }
  return [...used];
}

/** A call of `internal.test_case` with one operand. */
function recordCall(operand: ast.Term): ast.Expr {
  const { span } = operand;
  const parts: ast.Term[] = [
    { kind: 'var', name: 'internal', span },
    { kind: 'string', value: 'test_case', span },
  ];
  return {
    kind: 'callExpr',
    negated: false,
    operator: { kind: 'ref', parts, span },
    operands: [operand],
    with: [],
    span,
  };
}

/** The terms whose vars an expression declares. */
function declaredBy(expr: ast.Expr): readonly ast.Term[] {
  if (expr.kind === 'some') return expr.symbols;
  return isCallOf(expr, 'assign') ? expr.operands.slice(0, 1) : [];
}

/** Where vars may be named first: behind the expressions that declare them. */
function firstUse(body: ast.Body, names: ReadonlySet<string>): number {
  let at = 0;
  for (const [index, expr] of body.entries()) {
    for (const term of declaredBy(expr)) {
      visitTerm(term, {
        variable: ({ name }) => {
          if (names.has(name)) at = index + 1;
        },
      });
    }
  }
  return at;
}

/** Bodies in normal form: what each kind of expression becomes, and in which scope its parts stand. */
import type * as ast from '../../syntax/ast.js';
import * as errors from '../errors.js';
import { isCallOf } from '../walk.js';
import { equality, resolveCall } from './calls.js';
import {
  declaredIn,
  declareUsed,
  introduce,
  noAssignment,
  reportUnused,
  resolvePattern,
} from './declarations.js';
import { resolveModifier } from './modifiers.js';
import type { Place, Resolution } from './resolution.js';
import { Scope } from './scope.js';
import { resolveDomain, resolveSimple, resolveTerm } from './terms.js';

/** The expressions of a body in normal form, with what was hoisted out of each before it. */
export function resolveBody(resolution: Resolution, body: ast.Body, scope: Scope): ast.Expr[] {
  const out: ast.Expr[] = [];
  for (const expr of body) resolveExpr(resolution, expr, scope, out);
  return out;
}

/** A body with a scope of its own. */
export function resolveClosure(
  resolution: Resolution,
  body: ast.Body,
  parent: Scope,
  terms: readonly ast.Term[] = [],
): { scope: Scope; out: ast.Expr[] } {
  const scope = new Scope(parent, resolution.diagnostics.length);
  declareUsed(resolution, body, terms, scope);
  return { scope, out: resolveBody(resolution, body, scope) };
}

/** One expression, into `out`. */
export function resolveExpr(
  resolution: Resolution,
  expr: ast.Expr,
  scope: Scope,
  out: ast.Expr[],
): void {
  const isGone = resolution.module.print === 'erase' && isCallOf(expr, 'print');
  const modifiers = isGone
    ? []
    : expr.with.map((modifier) => resolveModifier(resolution, modifier, { scope, out, with: [] }));
  const place: Place = { scope, out, with: modifiers };
  const { span } = expr;
  switch (expr.kind) {
    case 'termExpr':
      out.push({ ...expr, with: modifiers, term: resolveTerm(resolution, expr.term, place) });
      return;
    case 'callExpr':
      resolveCall(resolution, expr, place);
      return;
    case 'some':
      resolveSome(resolution, expr, place);
      return;
    case 'every': {
      const domain = resolveDomain(resolution, expr.domain, place);
      const inner = new Scope(scope, resolution.diagnostics.length);
      for (const variable of [expr.key, expr.value]) {
        if (variable === undefined) continue;
        const before = variable.name.startsWith('$') ? undefined : inner.own(variable.name);
        if (before !== undefined) {
          resolution.diagnostics.push(errors.assignedAbove(expr.span, variable.name, 'declared'));
          continue;
        }
        const at = expr.body[0]?.span ?? variable.span;
        inner.declare(variable.name, resolution.unique(variable.name), 'declared', at);
      }
      const rename = (variable: ast.Var) => resolvePattern(variable, inner) as ast.Var;
      declareUsed(resolution, expr.body, [], inner);
      const body = resolveBody(resolution, expr.body, inner);
      reportUnused(resolution, inner);
      out.push({
        ...expr,
        ...(expr.key && { key: rename(expr.key) }),
        value: rename(expr.value),
        domain,
        body,
        with: modifiers,
      });
      return;
    }
    case 'and':
    case 'or': {
      const side = (body: ast.Body, implicit: boolean) => {
        if (implicit) {
          noAssignment(resolution, body, `implicit ${expr.kind} operand`);
          return resolveBody(resolution, body, scope);
        }
        const closed = resolveClosure(resolution, body, scope);
        reportUnused(resolution, closed.scope);
        return closed.out;
      };
      out.push({
        kind: expr.kind,
        left: side(expr.left, expr.implicit[0]),
        right: side(expr.right, expr.implicit[1]),
        implicit: expr.implicit,
        with: modifiers,
        span,
      });
      return;
    }
    case 'notBody': {
      const { implicit } = expr;
      if (implicit) {
        noAssignment(resolution, expr.body, 'negated expression');
        const body = resolveBody(resolution, expr.body, scope);
        out.push({ kind: 'notBody', body, implicit, with: modifiers, span });
        return;
      }
      const closed = resolveClosure(resolution, expr.body, scope);
      reportUnused(resolution, closed.scope);
      out.push({ kind: 'notBody', body: closed.out, implicit, with: modifiers, span });
    }
  }
}

/** A declaration, which leaves nothing behind, or `some … in`, which becomes a unification. */
export function resolveSome(resolution: Resolution, expr: ast.SomeExpr, place: Place): void {
  const { scope, out } = place;
  if (expr.domain === undefined) {
    for (const symbol of expr.symbols)
      if (symbol.kind === 'var') introduce(resolution, symbol, scope, 'declared', expr.span);
    return;
  }
  const domain = resolveDomain(resolution, expr.domain, place);
  const targets = declaredIn(expr);
  for (const variable of new Map(targets.map((one) => [one.name, one])).values()) {
    if (!variable.name.startsWith('$') || scope.own(variable.name) === undefined) {
      introduce(resolution, variable, scope, 'declared', expr.span);
    }
  }
  const [first, second] = expr.symbols;
  const { span } = expr;
  const key =
    second === undefined
      ? resolution.fresh(span)
      : resolveSimple(resolution, first as ast.Term, place);
  const value = resolveTerm(resolution, (second ?? first) as ast.Term, place);
  const element: ast.Ref = {
    kind: 'ref',
    parts: domain.kind === 'ref' ? [...domain.parts, key] : [domain, key],
    span: expr.domain.span,
  };
  // The pattern itself is no use of what it declares, unless a rule of its own asks for unused vars.
  out.push(equality(value, element, place.with, span));
}

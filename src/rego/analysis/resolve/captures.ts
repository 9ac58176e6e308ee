/** `print` and template strings: what they show is captured as sets, empty where it is undefined. */
import type { Span } from '../../../diagnostics/source.js';
import type * as ast from '../../syntax/ast.js';
import * as errors from '../errors.js';
import { refOf } from '../names.js';
import { visitExpr, visitTerm } from '../walk.js';
import { equality } from './calls.js';
import { resolveModifier } from './modifiers.js';
import type { Place, Resolution } from './resolution.js';
import { Scope } from './scope.js';
import { resolveTerm } from './terms.js';

/** `print(a, b)` → `internal.print([{v | v = a}, {v | v = b}])`, or nothing. */
export function resolvePrint(resolution: Resolution, expr: ast.CallExpr, place: Place): void {
  for (const operand of expr.operands) {
    visitTerm(operand, {
      variable: ({ name, span }) => {
        const entry = place.scope.find(name);
        const isDeclared =
          entry === 'pending' || (entry !== undefined && entry.kind !== 'implicit');
        if (!isDeclared && !resolution.isGlobal(name)) {
          resolution.diagnostics.push(errors.undeclared(span, name));
        }
      },
      closure: () => false,
    });
  }
  if (resolution.module.print === 'erase') {
    // Erased, but its names must still exist.
    const nowhere: Place = { ...place, out: [] };
    for (const operand of expr.operands) resolveTerm(resolution, operand, nowhere);
    return;
  }
  const { span } = expr;
  const items = expr.operands.map((operand) =>
    captured(resolution, termExpr(operand), place, span),
  );
  place.out.push({
    ...expr,
    operator: refOf(['internal', 'print'], span),
    operands: [{ kind: 'array', items, span }],
    with: place.with,
  });
}

/** A term as an expression. */
export function termExpr(term: ast.Term): ast.Expr {
  return { kind: 'termExpr', negated: false, term, with: [], span: term.span };
}

/** `{v | v = <expr>}`: empty where the expression is undefined. */
export function captured(
  resolution: Resolution,
  expr: ast.Expr,
  place: Place,
  span: Span,
): ast.Term {
  const scope = new Scope(place.scope, resolution.diagnostics.length);
  const term: ast.Term =
    expr.kind === 'termExpr'
      ? expr.term
      : expr.kind === 'callExpr'
        ? { kind: 'call', operator: expr.operator, operands: expr.operands, span: expr.span }
        : { kind: 'boolean', value: true, span };
  const out: ast.Expr[] = [];
  const modifiers = expr.with.map((modifier) =>
    resolveModifier(resolution, modifier, { scope, out, with: [] }),
  );
  const inner: Place = { scope, out, with: modifiers };
  const result = resolution.fresh(span);
  out.push(equality(result, resolveTerm(resolution, term, inner), modifiers, span));
  return { kind: 'setComprehension', term: result, body: out, span };
}

/** `$"a {x}"` → `internal.template_string(["a ", {v | v = x}], result)`. */
export function resolveTemplate(
  resolution: Resolution,
  term: ast.TemplateString,
  place: Place,
): ast.Term {
  const { span } = term;
  const items = term.parts.map((part): ast.Term => {
    if (part.kind === 'string') return part;
    // A var by itself is looked at with all others.
    const isVariable = part.kind === 'termExpr' && part.term.kind === 'var';
    visitExpr(part, {
      variable: ({ name, span: at }) => {
        const entry = place.scope.find(name);
        if (entry === 'pending') place.scope.usedEarly.add(name);
        const undeclared =
          entry === undefined
            ? !resolution.isGlobal(name)
            : entry !== 'pending' && entry.kind === 'implicit' && name.startsWith('$');
        if (undeclared && !isVariable) resolution.diagnostics.push(errors.undeclared(at, name));
      },
    });
    const constant = part.kind === 'termExpr' && part.with.length === 0 ? part.term : undefined;
    if (constant !== undefined && ['null', 'boolean', 'number', 'string'].includes(constant.kind))
      return constant;
    return captured(resolution, part, place, part.span);
  });
  const result = resolution.fresh(span);
  const parts: ast.Term = { kind: 'array', items, span };
  place.out.push({
    kind: 'callExpr',
    negated: false,
    operator: refOf(['internal', 'template_string'], span),
    operands: [parts, result],
    with: place.with,
    span,
    generated: true,
  });
  return result;
}

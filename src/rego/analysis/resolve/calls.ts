/** Calls, infix operators and `:=`: as expressions of their own, with their results in vars. */
import type { Span } from '../../../diagnostics/source.js';
import type * as ast from '../../syntax/ast.js';
import * as errors from '../errors.js';
import { metadataTerm } from '../metadata.js';
import { operatorName } from '../walk.js';
import { resolvePrint } from './captures.js';
import { declaredBy, introduce } from './declarations.js';
import { resolveCalled, takesResult } from './functions.js';
import type { Place, Resolution } from './resolution.js';
import { resolveTerm } from './terms.js';

/** A call as a statement. */
export function resolveCall(resolution: Resolution, expr: ast.CallExpr, place: Place): void {
  const name = operatorName(expr.operator);
  if (name === 'assign') {
    resolveAssignment(resolution, expr, place);
    return;
  }
  if (name === 'print' && !resolution.isGlobal('print')) {
    resolvePrint(resolution, expr, place);
    return;
  }
  const operator = resolveCalled(resolution, expr, place.scope);
  if (name === 'eq' && !expr.negated) {
    const [left, right] = expr.operands as [ast.Term, ast.Term];
    const [call, other] = right.kind === 'call' ? [right, left] : [left, right];
    if (call.kind === 'call' && other.kind === 'var' && takesResult(resolution, call)) {
      callInto(resolution, call, resolveTerm(resolution, other, place), place, call.span);
      return;
    }
  }
  const operands = expr.operands.map((operand) => resolveTerm(resolution, operand, place));
  place.out.push({ ...expr, operator, operands, with: place.with });
}

/**
 * A call whose result is unified with a term.
 *
 * @param operator the function that is called, where that is known already
 */
export function callInto(
  resolution: Resolution,
  call: ast.Call,
  result: ast.Term,
  place: Place,
  span: Span,
  operator: ast.Ref = resolveCalled(resolution, call, place.scope),
): void {
  const name = operatorName(call.operator);
  if (
    (name === 'rego.metadata.rule' || name === 'rego.metadata.chain') &&
    resolution.rule !== undefined
  ) {
    if (call.operands.length > 0) {
      resolution.diagnostics.push(errors.arityMismatch(call.span, name, call.operands.length, 0));
    }
    const constant = metadataTerm(
      resolution.module.module,
      resolution.module.packages,
      resolution.rule,
      name,
      call.span,
    );
    place.out.push(equality(result, constant, place.with, span));
    return;
  }
  const operands = call.operands.map((operand) => resolveTerm(resolution, operand, place));
  place.out.push({
    kind: 'callExpr',
    negated: false,
    operator,
    operands: [...operands, result],
    with: place.with,
    span,
    generated: true,
  });
}

/** `:=`: declares what stands on its left, which nothing before may have read. */
export function resolveAssignment(resolution: Resolution, expr: ast.CallExpr, place: Place): void {
  const [left, right] = expr.operands as [ast.Term, ast.Term];
  const { scope, out } = place;
  if (expr.negated) {
    resolution.diagnostics.push(
      errors.illegalAssignment(expr.span, 'cannot assign vars inside negated expression'),
    );
  }
  const call =
    right.kind === 'call' && left.kind === 'var' && takesResult(resolution, right)
      ? right
      : undefined;
  const value = call === undefined ? resolveTerm(resolution, right, place) : undefined;
  for (const part of illegalTargets(left)) {
    resolution.diagnostics.push(
      errors.illegalAssignment(part.span, `cannot assign to ${part.kind.toLowerCase()}`),
    );
  }
  // The operands of a call are resolved before its target is declared: `x := f(x)` refers to an earlier x.
  const operands = call?.operands.map((operand) => resolveTerm(resolution, operand, place));
  for (const target of declaredBy(left)) introduce(resolution, target, scope, 'assigned');
  const pattern = resolveTarget(resolution, left, place);
  if (call === undefined || operands === undefined) {
    out.push(equality(pattern, value as ast.Term, place.with, expr.span, true));
    return;
  }
  const name = operatorName(call.operator);
  if (name.startsWith('rego.metadata.')) {
    callInto(resolution, call, pattern, place, expr.span);
    return;
  }
  out.push({
    kind: 'callExpr',
    negated: false,
    operator: resolveCalled(resolution, call, scope),
    operands: [...operands, pattern],
    with: place.with,
    span: call.span,
    assigned: true,
  });
}

/** The left side of `:=`: its declared vars, not counted as used. */
export function resolveTarget(resolution: Resolution, term: ast.Term, place: Place): ast.Term {
  switch (term.kind) {
    case 'var': {
      const entry = place.scope.own(term.name);
      return entry === undefined
        ? resolveTerm(resolution, term, place)
        : { ...term, name: entry.unique };
    }
    case 'array':
      return { ...term, items: term.items.map((item) => resolveTarget(resolution, item, place)) };
    case 'object':
      return {
        ...term,
        // A var as a key is none that anything binds.
        entries: term.entries.map(([key, value]) => [
          key.kind === 'var' && !isRootName(key.name) ? key : resolveTerm(resolution, key, place),
          resolveTarget(resolution, value, place),
        ]),
      };
    default:
      return resolveTerm(resolution, term, place);
  }
}

/** The unification `left = right`. */
export function equality(
  left: ast.Term,
  right: ast.Term,
  modifiers: readonly ast.With[],
  span: Span,
  assigned = false,
): ast.CallExpr {
  return {
    kind: 'callExpr',
    negated: false,
    operator: { kind: 'ref', parts: [{ kind: 'var', name: 'eq', span }], span },
    operands: [left, right],
    with: modifiers,
    span,
    ...(assigned && { assigned }),
  };
}

/** The parts of the left side of `:=` that nothing can be assigned to. */
function illegalTargets(term: ast.Term): ast.Term[] {
  switch (term.kind) {
    case 'var':
      return [];
    case 'array':
      return term.items.flatMap(illegalTargets);
    case 'object':
      return term.entries.flatMap(([, value]) => illegalTargets(value));
    default:
      return [term];
  }
}

function isRootName(name: string): boolean {
  return name === 'input' || name === 'data';
}

/** Which vars a body declares, and what is wrong with how it does. */
import type { Span } from '../../../diagnostics/source.js';
import type * as ast from '../../syntax/ast.js';
import * as errors from '../errors.js';
import { isAboutVars } from '../stages.js';
import { isCallOf, varsOf, visitBody, visitTerm } from '../walk.js';
import type { Resolution } from './resolution.js';
import type { Scope } from './scope.js';

/** A parameter: all its vars are declared. */
export function resolveArgument(resolution: Resolution, term: ast.Term, scope: Scope): ast.Term {
  visitTerm(term, {
    variable: ({ name, span }) => {
      if (name === 'input' || name === 'data') {
        resolution.diagnostics.push(
          errors.shadowingArgument(
            span,
            `args must not shadow ${name} (use a different variable name)`,
          ),
        );
      }
      const before = scope.own(name);
      if (before === undefined) scope.declare(name, resolution.unique(name), 'argument', span);
      else before.used = true;
    },
  });
  if (term.kind === 'call') {
    resolution.diagnostics.push(
      errors.illegalAssignment(term.span, 'rule arguments cannot contain calls'),
    );
  }
  return resolvePattern(term, scope);
}

/** A pattern whose vars are all in scope. */
export function resolvePattern(term: ast.Term, scope: Scope): ast.Term {
  switch (term.kind) {
    case 'var': {
      const entry = scope.find(term.name);
      return entry === undefined || entry === 'pending' ? term : { ...term, name: entry.unique };
    }
    case 'array':
    case 'set':
      return { ...term, items: term.items.map((item) => resolvePattern(item, scope)) };
    case 'object':
      return {
        ...term,
        entries: term.entries.map(([key, value]) => [
          resolvePattern(key, scope),
          resolvePattern(value, scope),
        ]),
      };
    default:
      return term;
  }
}

/** Notes what a body declares (pending) and which other names it binds by using them. */
export function declareUsed(
  resolution: Resolution,
  body: ast.Body,
  terms: readonly ast.Term[],
  scope: Scope,
): void {
  for (const expr of body) {
    if (isCallOf(expr, 'assign')) {
      for (const { name } of declaredBy(expr.operands[0])) scope.pending.add(name);
    } else if (expr.kind === 'some') {
      for (const { name } of declaredIn(expr)) scope.pending.add(name);
    }
  }
  const variable = ({ name, span }: ast.Var) => {
    if (scope.find(name) !== undefined || resolution.isGlobal(name)) return;
    scope.declare(name, resolution.unique(name), 'implicit', span);
  };
  visitBody(body, { variable });
  for (const term of terms) visitTerm(term, { variable });
}

/** The vars that `:=` declares in its left side. */
export function declaredBy(term: ast.Term | undefined): ast.Var[] {
  switch (term?.kind) {
    case 'var':
      return [term];
    case 'array':
      return term.items.flatMap((item) => declaredBy(item));
    case 'object':
      return term.entries.flatMap(([, value]) => declaredBy(value));
    default:
      return [];
  }
}

/** The vars that `some` declares; in `some x in [x]` it is the x of a body around. */
export function declaredIn({ symbols, domain }: ast.SomeExpr): ast.Var[] {
  const targets = symbols.flatMap((symbol) => declaredBy(symbol));
  if (domain === undefined) return targets;
  const used = varsOf(domain, true);
  return targets.filter(({ name }) => !used.has(name));
}

/** @param at where a fault is told */
export function introduce(
  resolution: Resolution,
  variable: ast.Var,
  scope: Scope,
  kind: 'assigned' | 'declared',
  at: Span = variable.span,
): void {
  const { name } = variable;
  if (kind === 'assigned' && resolution.refusesOldWays && (name === 'input' || name === 'data')) {
    resolution.diagnostics.push(
      errors.shadowing(at, `variables must not shadow ${name} (use a different variable name)`),
    );
  }
  const usedEarly = scope.usedEarly.delete(name);
  scope.pending.delete(name);
  const before =
    scope.own(name) ??
    (scope.parent?.own(name)?.kind === 'argument' ? scope.parent.own(name) : undefined);
  if (before?.kind === 'argument') resolution.diagnostics.push(errors.argumentRedeclared(at, name));
  else if (before?.kind === 'assigned' || before?.kind === 'declared') {
    resolution.diagnostics.push(errors.assignedAbove(at, name, before.kind));
  } else if (usedEarly) resolution.diagnostics.push(errors.referencedAbove(at, name));
  if (before === undefined || before.kind === 'implicit')
    scope.declare(name, resolution.unique(name), kind, at);
  // What is declared twice is told once.
  else if (before.kind !== 'argument') before.used = true;
}

/** Reports declared vars that nothing reads; in strict mode also assigned ones. */
export function reportUnused(resolution: Resolution, scope: Scope): void {
  // What is wrong with a body's vars may be why others are not used.
  if (resolution.diagnostics.slice(scope.before).some(isAboutVars)) return;
  for (const { name, span } of scope.unused('declared')) {
    if (!name.startsWith('$')) resolution.diagnostics.push(errors.declaredUnused(span, name));
  }
  if (!resolution.strict) return;
  for (const { name, span } of scope.unused('assigned')) {
    if (!name.startsWith('$'))
      resolution.diagnostics.push(errors.unusedInStrict(span, `assigned var ${name} unused`));
  }
}

/** Where no braces show that vars are a body's own, none may be assigned. */
export function noAssignment(resolution: Resolution, body: ast.Body, where: string): void {
  for (const expr of body) {
    if (!isCallOf(expr, 'assign')) continue;
    resolution.diagnostics.push(
      errors.illegalAssignment(expr.span, `cannot assign vars inside ${where}`),
    );
  }
}

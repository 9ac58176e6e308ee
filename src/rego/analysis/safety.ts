/**
 * Safety: every var must be bound by a positive expression before it is used. Bodies are reordered so that they are:
 * from the first to the last, again and again, each expression is taken once its inputs are bound.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type * as ast from '../syntax/ast.js';
import { isRoot, Layer, type Names, NO_NAMES } from './bound-names.js';
import * as errors from './errors.js';
import { writtenName } from './names.js';
import { outputs } from './outputs.js';
import { type Closure, visitBody, visitExpr, visitTerm } from './walk.js';

export interface SafetyContext {
  /** Parameters of user functions, by absolute name. */
  readonly functions: ReadonlyMap<string, number>;
  readonly diagnostics: Diagnostic[];
  /** Names of documents, imports and rules, one of which may be meant by a var that nothing binds. */
  readonly known?: readonly string[];
}

/** A body in an order in which it is safe; unsafe vars become diagnostics. */
export function reorderBody(
  body: ast.Body,
  bound: Names,
  context: SafetyContext,
): { body: ast.Body; safe: Names } {
  const safe = new Layer(bound);
  const outer = new Layer(bound);
  visitBody(body, { variable: ({ name }) => outer.add(name), implicit: false });
  let rest = body.map((expr) => ({ expr, needs: neededByClosures(expr, outer) }));
  const ordered: ast.Expr[] = [];
  for (let before = -1; before !== rest.length; ) {
    before = rest.length;
    rest = rest.filter(({ expr, needs }) => {
      const binds = readyOutputs(expr, needs, safe, context);
      if (binds === undefined) return true;
      for (const name of binds) safe.add(name);
      ordered.push(reorderInside(expr, safe, context));
      return false;
    });
  }
  report(
    rest.map(({ expr, needs }) =>
      unsafeVars(expr, needs, outputs(expr, safe, context.functions), safe),
    ),
    context,
  );
  return { body: [...ordered, ...rest.map(({ expr }) => expr)], safe };
}

/** Each name once; what the compiler named only where nothing else is unsafe. */
function report(
  unsafe: readonly ReadonlyMap<string, ast.Var['span']>[],
  { diagnostics, known }: SafetyContext,
): void {
  const found = new Map<string, Diagnostic>();
  for (const vars of unsafe) {
    for (const [name, span] of vars) {
      const written = writtenName(name);
      if (!found.has(written)) found.set(written, errors.unsafeVar(span, name, known));
    }
  }
  if (found.size > 1) found.delete('');
  diagnostics.push(...found.values());
}

/** Bodies within an expression, reordered with what is safe around them. */
function reorderInside(expr: ast.Expr, safe: Names, context: SafetyContext): ast.Expr {
  const term = (inner: ast.Term): ast.Term => reorderTerm(inner, safe, context);
  const modifiers = expr.with.map((modifier) => ({ ...modifier, value: term(modifier.value) }));
  switch (expr.kind) {
    case 'termExpr':
      return { ...expr, with: modifiers, term: term(expr.term) };
    case 'callExpr':
      return { ...expr, with: modifiers, operands: expr.operands.map(term) };
    case 'every': {
      const inner = new Layer(safe);
      for (const variable of [expr.key, expr.value]) if (variable) inner.add(variable.name);
      return { ...expr, with: modifiers, body: reorderBody(expr.body, inner, context).body };
    }
    case 'and':
    case 'or':
      return {
        ...expr,
        with: modifiers,
        left: reorderBody(expr.left, safe, context).body,
        right: reorderBody(expr.right, safe, context).body,
      };
    case 'notBody':
      return { ...expr, with: modifiers, body: reorderBody(expr.body, safe, context).body };
    case 'some':
      return expr;
  }
}

/** Comprehensions within a term, reordered. */
export function reorderTerm(term: ast.Term, safe: Names, context: SafetyContext): ast.Term {
  const again = (inner: ast.Term) => reorderTerm(inner, safe, context);
  switch (term.kind) {
    case 'ref':
      return { ...term, parts: term.parts.map(again) };
    case 'array':
    case 'set':
      return { ...term, items: term.items.map(again) };
    case 'object':
      return { ...term, entries: term.entries.map(([key, value]) => [again(key), again(value)]) };
    case 'arrayComprehension':
    case 'setComprehension': {
      const inner = reorderBody(term.body, safe, context);
      checkHead([term.term], term.body, inner.safe, context);
      return { ...term, body: inner.body };
    }
    case 'objectComprehension': {
      const inner = reorderBody(term.body, safe, context);
      checkHead([term.key, term.value], term.body, inner.safe, context);
      return { ...term, body: inner.body };
    }
    default:
      return term;
  }
}

/**
 * All vars of head terms must be bound by the body.
 *
 * @param body where those that stand in it are told, if they are not
 */
export function checkHead(
  terms: readonly ast.Term[],
  body: ast.Body,
  safe: Names,
  context: SafetyContext,
  unsafe: typeof errors.unsafeVar = errors.unsafeVar,
): void {
  const missing: ast.Var[] = [];
  for (const term of terms) {
    visitTerm(term, {
      variable: (found) => {
        if (!safe.has(found.name) && !isRoot(found.name)) missing.push(found);
      },
    });
  }
  if (missing.length === 0) return;
  const told = new Set<string>();
  visitBody(body, { variable: ({ name }) => told.add(name) });
  for (const { name, span } of missing) {
    if (!told.has(name)) context.diagnostics.push(unsafe(span, name, context.known));
  }
}

/** Outer vars that the closures of an expression use: they must be bound before it. */
function neededByClosures(expr: ast.Expr, outer: Names): ReadonlyMap<string, ast.Var['span']> {
  let hasClosures = false;
  visitExpr(expr, {
    closure: () => {
      hasClosures = true;
      return false;
    },
  });
  if (!hasClosures) return NO_NEEDS;
  const needs = new Map<string, ast.Var['span']>();
  const closure = (found: Closure): boolean => {
    const variable = ({ name, span }: ast.Var) => {
      if (outer.has(name) && !isRoot(name)) needs.set(name, span);
    };
    const visit = { variable, closure: () => true };
    if (
      found.kind === 'every' ||
      found.kind === 'and' ||
      found.kind === 'or' ||
      found.kind === 'notBody'
    ) {
      visitExpr(found, visit);
      // The domain of `every` may bind: only its body counts here.
      if (found.kind === 'every')
        visitTerm(found.domain, { variable: ({ name }) => needs.delete(name) });
    } else
      visitTerm(found as Exclude<Closure, ast.EveryExpr | ast.LogicExpr | ast.NotBodyExpr>, visit);
    return false;
  };
  visitExpr(expr, { closure });
  return needs;
}

function isGenerated({ name }: ast.Var): boolean {
  return name.startsWith('#');
}

/** What an expression binds when it runs now; undefined where it cannot. */
function readyOutputs(
  expr: ast.Expr,
  needs: ReadonlyMap<string, unknown>,
  safe: Names,
  context: SafetyContext,
): ReadonlySet<string> | undefined {
  for (const name of needs.keys()) if (!safe.has(name)) return undefined;
  if (isBound(expr, safe)) return NO_NAMES;
  const binds = outputs(expr, safe, context.functions);
  return unsafeVars(expr, NO_NEEDS, binds, safe).size === 0 ? binds : undefined;
}

const NO_NEEDS: ReadonlyMap<string, ast.Var['span']> = new Map();

/** Whether all vars of an expression are bound, those in closures left aside: it binds none then. */
function isBound(expr: ast.Expr, safe: Names): boolean {
  let bound = true;
  visitExpr(expr, {
    variable: ({ name }) => {
      if (!safe.has(name) && !isRoot(name)) bound = false;
    },
  });
  return bound;
}

/**
 * The vars of an expression that would still be unbound when it ran now.
 *
 * @param binds the vars that it binds itself
 */
function unsafeVars(
  expr: ast.Expr,
  needs: ReadonlyMap<string, ast.Var['span']>,
  binds: ReadonlySet<string>,
  safe: Names,
): Map<string, ast.Var['span']> {
  const unsafe = new Map<string, ast.Var['span']>();
  for (const [name, span] of needs) if (!safe.has(name)) unsafe.set(name, span);
  const variable = ({ name, span }: ast.Var) => {
    if (!binds.has(name) && !safe.has(name) && !isRoot(name)) unsafe.set(name, span);
  };
  if (expr.kind === 'every') visitTerm(expr.domain, { variable });
  else if (expr.kind === 'notBody' || expr.kind === 'and' || expr.kind === 'or') {
    // What the compiler itself moved out of an operand is bound within it.
    visitExpr(expr, { variable: (found) => !isGenerated(found) && variable(found) });
  } else visitExpr(expr, { variable });
  for (const { value } of expr.with) {
    visitTerm(value, {
      variable: ({ name, span }) => {
        if (!safe.has(name) && !isRoot(name)) unsafe.set(name, span);
      },
    });
  }
  return unsafe;
}

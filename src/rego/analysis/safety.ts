/**
 * Safety: every var must be bound by a positive expression before it is used. Bodies are reordered so that they are:
 * from the first to the last, again and again, each expression is taken once its inputs are bound.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { builtinNamed } from '../builtins/registry.js';
import { compareTerms } from '../builtins/rego/compare-terms.js';
import type * as ast from '../syntax/ast.js';
import * as errors from './errors.js';
import { writtenName } from './names.js';
import { type Closure, operatorName, visitBody, visitExpr, visitTerm } from './walk.js';

export interface SafetyContext {
  /** Parameters of user functions, by absolute name. */
  readonly functions: ReadonlyMap<string, number>;
  readonly diagnostics: Diagnostic[];
  /** Names of documents, imports and rules, one of which may be meant by a var that nothing binds. */
  readonly known?: readonly string[];
}

/** Names that are bound. */
interface Names {
  has(name: string): boolean;
}

/** Further names over those bound before, which are not copied. */
class Layer implements Names {
  /** Made for the first name: most layers never get one. */
  private own: Set<string> | undefined;
  constructor(private readonly outer: Names) {}

  get added(): ReadonlySet<string> {
    return this.own ?? NO_NAMES;
  }

  has(name: string): boolean {
    return this.own?.has(name) === true || this.outer.has(name);
  }

  add(name: string): void {
    this.own ??= new Set();
    this.own.add(name);
  }
}

const NO_NAMES: ReadonlySet<string> = new Set();

const isRoot = (name: string) => name === 'input' || name === 'data';

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
    rest.map(({ expr, needs }) => unsafeVars(expr, needs, outputs(expr, safe, context), safe)),
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
  const binds = outputs(expr, safe, context);
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

/** The vars that an expression binds, given those bound before. */
function outputs(expr: ast.Expr, safe: Names, context: SafetyContext): ReadonlySet<string> {
  if (expr.kind === 'every') return refOutputs(expr.domain, safe);
  if (expr.kind === 'termExpr') return expr.negated ? NO_NAMES : refOutputs(expr.term, safe);
  if (expr.kind !== 'callExpr' || expr.negated) return NO_NAMES;
  const name = operatorName(expr.operator);
  if (name === 'eq') {
    const [left, right] = expr.operands as [ast.Term, ast.Term];
    return unifyOutputs(left, right, safe, expr.assigned === true);
  }
  const arity =
    context.functions.get(name) ?? builtinNamed(name)?.args.length ?? expr.operands.length;
  const inputs = expr.operands.slice(0, arity);
  const bound = new Layer(safe);
  for (const operand of inputs) {
    for (const output of refOutputs(operand, bound)) bound.add(output);
  }
  const result = expr.operands[arity];
  if (result !== undefined && inputs.every((operand) => isGround(operand, bound))) {
    for (const output of patternVars(result, bound)) bound.add(output);
  }
  return bound.added;
}

/** Vars that refs in a term bind: `xs[i]` binds i once xs is bound. */
function refOutputs(term: ast.Term, safe: Names): ReadonlySet<string> {
  if (term.kind === 'var' || term.kind === 'string' || term.kind === 'number') return NO_NAMES;
  const bound = new Layer(safe);
  const visit = (inner: ast.Term): void => {
    switch (inner.kind) {
      case 'ref': {
        const [head, ...parts] = inner.parts;
        if (head?.kind === 'var' && !isRoot(head.name) && !bound.has(head.name)) return;
        for (const part of parts) {
          if (part.kind === 'ref') visit(part);
          else {
            for (const name of patternVars(part, bound)) bound.add(name);
          }
        }
        return;
      }
      case 'array':
      case 'set':
        inner.items.forEach(visit);
        return;
      case 'object':
        for (const [key, value] of inner.entries) {
          visit(key);
          visit(value);
        }
    }
  };
  visit(term);
  return bound.added;
}

/** Vars of a pattern that taking it apart binds: not those in object keys or sets. */
function patternVars(term: ast.Term, safe: Names): string[] {
  switch (term.kind) {
    case 'var':
      return safe.has(term.name) || isRoot(term.name) ? [] : [term.name];
    case 'array':
      return term.items.flatMap((item) => patternVars(item, safe));
    case 'object':
      return term.entries.flatMap(([, value]) => patternVars(value, safe));
    case 'ref':
      return [...refOutputs(term, safe)];
    default:
      return [];
  }
}

function isGround(term: ast.Term, safe: Names): boolean {
  let ground = true;
  visitTerm(term, {
    variable: ({ name }) => {
      if (!safe.has(name) && !isRoot(name)) ground = false;
    },
  });
  return ground;
}

/** Whether a term can be evaluated once the vars that its refs bind are counted in. */
function isEvaluable(term: ast.Term, safe: Names): boolean {
  if (term.kind === 'var') return safe.has(term.name) || isRoot(term.name);
  const bound = new Layer(safe);
  for (const name of refOutputs(term, safe)) bound.add(name);
  return isGround(term, bound);
}

function unifyOutputs(
  left: ast.Term,
  right: ast.Term,
  safe: Names,
  assigned: boolean,
): ReadonlySet<string> {
  const bound = new Layer(safe);
  const add = (names: Iterable<string>) => {
    for (const name of names) bound.add(name);
  };
  const unify = (a: ast.Term, b: ast.Term): void => {
    // What never matches binds nothing.
    if (a.kind === 'array' && b.kind === 'array') {
      if (a.items.length !== b.items.length) return;
      a.items.forEach((item, index) => {
        unify(item, b.items[index] as ast.Term);
      });
      return;
    }
    if (a.kind === 'object' && b.kind === 'object') {
      if (a.entries.length !== b.entries.length) return;
      for (const [key, value] of a.entries) {
        const other = b.entries.find(([name]) => compareTerms(key, name) === 0);
        if (other !== undefined) unify(value, other[1]);
      }
      return;
    }
    if ((isComposite(a) && isPlain(b)) || (isComposite(b) && isPlain(a))) return;
    if (isEvaluable(b, bound)) {
      add(refOutputs(b, bound));
      add(patternVars(a, bound));
    }
    if (!assigned && isEvaluable(a, bound)) {
      add(refOutputs(a, bound));
      add(patternVars(b, bound));
    }
  };
  // Parts of one side may bind what others need: again and again, as long as that goes on.
  for (let before = -1; before !== bound.added.size; ) {
    before = bound.added.size;
    unify(left, right);
    if (!isComposite(left) && !isComposite(right)) break;
  }
  return bound.added;
}

function isComposite({ kind }: ast.Term): boolean {
  return kind === 'array' || kind === 'object';
}

const PLAIN: ReadonlySet<ast.Term['kind']> = new Set([
  'null',
  'boolean',
  'number',
  'string',
  'array',
  'object',
  'set',
]);

function isPlain({ kind }: ast.Term): boolean {
  return PLAIN.has(kind);
}

/** Which vars an expression binds, given those that are bound before it. */
import { builtinNamed } from '../builtins/registry.js';
import { compareTerms } from '../builtins/rego/compare-terms.js';
import type * as ast from '../syntax/ast.js';
import { isRoot, Layer, type Names, NO_NAMES } from './bound-names.js';
import { operatorName, visitTerm } from './walk.js';

/** The vars that an expression binds, given those bound before. */
export function outputs(
  expr: ast.Expr,
  safe: Names,
  functions: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  if (expr.kind === 'every') return refOutputs(expr.domain, safe);
  if (expr.kind === 'termExpr') return expr.negated ? NO_NAMES : refOutputs(expr.term, safe);
  if (expr.kind !== 'callExpr' || expr.negated) return NO_NAMES;
  const name = operatorName(expr.operator);
  if (name === 'eq') {
    const [left, right] = expr.operands as [ast.Term, ast.Term];
    return unifyOutputs(left, right, safe, expr.assigned === true);
  }
  const arity = functions.get(name) ?? builtinNamed(name)?.args.length ?? expr.operands.length;
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

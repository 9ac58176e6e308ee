/** Terms in normal form: names made absolute or unique, calls hoisted. */
import type * as ast from '../../syntax/ast.js';
import { constantOf } from '../constants.js';
import * as errors from '../errors.js';
import { operatorName } from '../walk.js';
import { resolveClosure } from './bodies.js';
import { callInto, equality } from './calls.js';
import { resolveTemplate } from './captures.js';
import { reportUnused } from './declarations.js';
import { resolveCalled } from './functions.js';
import type { Place, Resolution } from './resolution.js';
import type { Scope } from './scope.js';

/** A term without calls, template strings and names of imports. */
export function resolveTerm(resolution: Resolution, term: ast.Term, place: Place): ast.Term {
  const { span } = term;
  switch (term.kind) {
    case 'var':
      return resolveVar(resolution, term, place.scope);
    case 'ref': {
      const [first, ...rest] = term.parts;
      const head = resolveRefHead(resolution, first as ast.Term, place);
      const parts = rest.map((part) => resolveRefPart(resolution, part, place));
      return {
        ...term,
        parts: head.kind === 'ref' ? [...head.parts, ...parts] : [head, ...parts],
      };
    }
    case 'array':
    case 'set':
      return { ...term, items: term.items.map((item) => resolveTerm(resolution, item, place)) };
    case 'object':
      return {
        ...term,
        entries: term.entries.map(([key, value]) => [
          resolveTerm(resolution, key, place),
          resolveTerm(resolution, value, place),
        ]),
      };
    case 'call': {
      if (operatorName(term.operator) === 'print' && !resolution.isGlobal('print')) {
        resolution.diagnostics.push(
          errors.voidAsValue(span, span.source.text.slice(span.start, span.end)),
        );
      }
      const operator = resolveCalled(resolution, term, place.scope);
      const result = resolution.fresh(span, { ...term, operator });
      callInto(resolution, term, result, place, span, operator);
      return result;
    }
    case 'arrayComprehension':
    case 'setComprehension': {
      const { scope, out } = resolveClosure(resolution, term.body, place.scope, [term.term]);
      const head = resolveHeadTerm(resolution, term.term, { scope, out, with: [] });
      reportUnused(resolution, scope);
      return { ...term, term: head, body: out };
    }
    case 'objectComprehension': {
      const { scope, out } = resolveClosure(resolution, term.body, place.scope, [
        term.key,
        term.value,
      ]);
      const inner: Place = { scope, out, with: [] };
      const key = resolveHeadTerm(resolution, term.key, inner);
      const value = resolveHeadTerm(resolution, term.value, inner);
      reportUnused(resolution, scope);
      return { ...term, key, value, body: out };
    }
    case 'templateString':
      return resolveTemplate(resolution, term, place);
    default:
      return term;
  }
}

export function resolveRefHead(resolution: Resolution, head: ast.Term, place: Place): ast.Term {
  const resolved = resolveTerm(resolution, head, place);
  if (resolved.kind === 'var' || resolved.kind === 'ref') return resolved;
  return intoVar(resolution, resolved, place);
}

export function resolveRefPart(resolution: Resolution, part: ast.Term, place: Place): ast.Term {
  const resolved = resolveTerm(resolution, part, place);
  const isPlain = resolved.kind === 'ref' || !needsEvaluation(resolved);
  return isPlain && isGroundOrSimple(resolved) ? resolved : intoVar(resolution, resolved, place);
}

export function resolveVar(resolution: Resolution, variable: ast.Var, scope: Scope): ast.Term {
  const { name, span } = variable;
  const entry = scope.find(name);
  if (entry === 'pending') {
    scope.usedEarly.add(name);
    return variable;
  }
  if (entry !== undefined) {
    entry.used = true;
    return { ...variable, name: entry.unique };
  }
  const global = resolution.global(name, span);
  return global === undefined ? variable : { ...global, span };
}

/** A head's key or value: refs and calls are moved into the body. */
export function resolveHeadTerm(resolution: Resolution, term: ast.Term, place: Place): ast.Term {
  const resolved = resolveTerm(resolution, term, place);
  return needsEvaluation(resolved) ? intoVar(resolution, resolved, place) : resolved;
}

/** A scalar, a var, or a fresh var for anything else. */
export function resolveSimple(resolution: Resolution, term: ast.Term, place: Place): ast.Term {
  const resolved = resolveTerm(resolution, term, { ...place, with: [] });
  const isSimple = ['null', 'boolean', 'number', 'string', 'var'].includes(resolved.kind);
  return isSimple ? resolved : intoVar(resolution, resolved, { ...place, with: [] });
}

export function intoVar(resolution: Resolution, term: ast.Term, place: Place): ast.Var {
  const fresh = resolution.fresh(term.span, term);
  place.out.push(equality(fresh, term, place.with, term.span));
  return fresh;
}

/** The domain of `some … in` and `every`: a var or ref. */
export function resolveDomain(
  resolution: Resolution,
  term: ast.Term,
  place: Place,
): ast.Var | ast.Ref {
  const domain = resolveTerm(resolution, term, place);
  if (domain.kind === 'var' || domain.kind === 'ref') return domain;
  const fresh = resolution.fresh(term.span, domain);
  place.out.push(equality(fresh, domain, place.with, term.span, true));
  return fresh;
}

function isGroundOrSimple(term: ast.Term): boolean {
  return !['array', 'object', 'set'].includes(term.kind) || constantOf(term) !== undefined;
}

/** Whether a term, or a part of it, is a ref or a comprehension, which a head may not hold. */
export function needsEvaluation(term: ast.Term): boolean {
  switch (term.kind) {
    case 'ref':
    case 'arrayComprehension':
    case 'setComprehension':
    case 'objectComprehension':
    case 'templateString':
      return true;
    case 'array':
    case 'set':
      return term.items.some(needsEvaluation);
    case 'object':
      return term.entries.some(([key, value]) => needsEvaluation(key) || needsEvaluation(value));
    default:
      return false;
  }
}

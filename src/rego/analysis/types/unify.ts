/** Unification: whether terms may be equal to values of a type or to one another, and what their vars are then. */
import { compareTerms } from '../../builtins/rego/compare-terms.js';
import type * as ast from '../../syntax/ast.js';
import { constantOf } from '../constants.js';
import type { Environment } from './environment.js';
import { union } from './order.js';
import { unifies } from './relations.js';
import { select, selectItem, valuesOf } from './select.js';
import { isRoot, typeOf } from './term-types.js';
import { ANY, type ArrayType, type ObjectType, type Type } from './type.js';

/** Whether a type is not known, or not known in some part of it. */
export function isUnknown(type: Type | undefined): boolean {
  switch (type?.kind) {
    case undefined:
      return true;
    case 'array':
      return type.items.some(isUnknown) || (type.rest !== undefined && isUnknown(type.rest));
    case 'object':
      if (type.rest && (isUnknown(type.rest.key) || isUnknown(type.rest.value))) return true;
      for (const field of type.fields.values()) if (isUnknown(field.type)) return true;
      return false;
    case 'set':
      return isUnknown(type.of);
    case 'function':
      return type.args.some(isUnknown) || (type.hasResult && isUnknown(type.result));
    default:
      return false;
  }
}

/**
 * Whether two terms may be equal.
 *
 * @param typeA the type of the first, `typeB` of the second, as far as they are known
 */
export function unifyTerms(
  environment: Environment,
  a: ast.Term,
  typeA: Type | undefined,
  b: ast.Term,
  typeB: Type | undefined,
): boolean {
  const [unknownA, unknownB] = [isUnknown(typeA), isUnknown(typeB)];
  if (!unknownA && !unknownB) return unifies(typeA, typeB);
  if (!unknownB && typeB) return unifyWithType(environment, a, typeB, false);
  if (!unknownA && typeA) return unifyWithType(environment, b, typeA, false);
  if (a.kind === 'array') return unifyArrays(environment, a, b);
  if (a.kind === 'object') return unifyObjects(environment, a, b);
  if (a.kind === 'set') return unifySets(environment, a, b);
  if (a.kind !== 'var') return false;
  if (b.kind === 'set') return unifySets(environment, b, a);
  if (b.kind === 'array') return unifyArrays(environment, b, a);
  if (b.kind === 'object') return unifyObjects(environment, b, a);
  return (
    b.kind === 'var' &&
    unifyWithType(environment, a, ANY, false) &&
    unifyWithType(environment, b, environment.get(a.name) ?? ANY, false)
  );
}

/** What is not known of a composite may be anything, then the var is of its type. */
function unifyWithVar(environment: Environment, a: ast.Term, b: ast.Var): boolean {
  return (
    unifyWithType(environment, a, ANY, false) &&
    unifyWithType(environment, b, typeOf(a, environment), false)
  );
}

function unifySets(environment: Environment, a: ast.SetTerm, b: ast.Term): boolean {
  if (b.kind === 'var') return unifyWithVar(environment, a, b);
  return (
    b.kind === 'set' &&
    unifyWithType(environment, a, ANY, false) &&
    unifyWithType(environment, b, ANY, false)
  );
}

function unifyArrays(environment: Environment, a: ast.ArrayTerm, b: ast.Term): boolean {
  if (b.kind === 'var') return unifyWithVar(environment, a, b);
  if (b.kind !== 'array' || a.items.length !== b.items.length) return false;
  return a.items.every((item, index) => {
    const other = b.items[index] as ast.Term;
    return unifyTerms(
      environment,
      item,
      typeOf(item, environment),
      other,
      typeOf(other, environment),
    );
  });
}

function unifyObjects(environment: Environment, a: ast.ObjectTerm, b: ast.Term): boolean {
  if (b.kind === 'var') return unifyWithVar(environment, a, b);
  if (b.kind !== 'object' || a.entries.length !== b.entries.length) return false;
  return a.entries.every(([key, value]) => {
    const other = b.entries.find(([candidate]) => compareTerms(key, candidate) === 0)?.[1];
    if (other === undefined) return false;
    return unifyTerms(
      environment,
      value,
      typeOf(value, environment),
      other,
      typeOf(other, environment),
    );
  });
}

/**
 * Whether a term may be a value of a type.
 *
 * @param widen whether vars may be of this type as well, whatever is known of them
 */
export function unifyWithType(
  environment: Environment,
  term: ast.Term,
  type: Type | undefined,
  widen: boolean,
): boolean {
  switch (term.kind) {
    case 'array':
      if (type?.kind === 'array') return unifyItems(environment, term, type, widen);
      return unifyParts(environment, term, term.items, type);
    case 'object':
      if (type?.kind === 'object') return unifyFields(environment, term, type, widen);
      return unifyParts(environment, term, term.entries.flat(), type);
    case 'set':
      if (type?.kind === 'set') {
        const of = valuesOf(type);
        return term.items.every((item) => unifyWithType(environment, item, of, widen));
      }
      return unifyParts(environment, term, term.items, type);
    case 'var': {
      if (isRoot(term.name)) return unifies(typeOf(term, environment), type);
      const known = environment.get(term.name);
      if (known !== undefined && !widen) return unifies(known, type);
      const wide = union(known, type);
      if (wide !== undefined) environment.set(term.name, wide);
      return true;
    }
    default:
      return unifies(typeOf(term, environment), type);
  }
}

/** A composite may be of one of several types; where that may be any, so may its parts. */
function unifyParts(
  environment: Environment,
  term: ast.Term,
  parts: readonly ast.Term[],
  type: Type | undefined,
): boolean {
  if (type?.kind === 'any') {
    for (const part of parts) unifyWithType(environment, part, ANY, true);
    return true;
  }
  if (type?.kind !== 'union') return false;
  let fits = false;
  for (const one of type.of) fits = unifyWithType(environment, term, one, true) || fits;
  return fits;
}

function unifyItems(
  environment: Environment,
  term: ast.ArrayTerm,
  type: ArrayType,
  widen: boolean,
): boolean {
  if (term.items.length !== type.items.length && type.rest === undefined) return false;
  return term.items.every((item, index) =>
    unifyWithType(environment, item, selectItem(type, index), widen),
  );
}

function unifyFields(
  environment: Environment,
  term: ast.ObjectTerm,
  type: ObjectType,
  widen: boolean,
): boolean {
  if (term.entries.length !== type.fields.size && type.rest === undefined) return false;
  return term.entries.every(([key, value]) => {
    const known = constantOf(key);
    if (known === undefined) {
      unifyWithType(environment, value, ANY, widen);
      return true;
    }
    const child = select(type, known);
    return child !== undefined && unifyWithType(environment, value, child, widen);
  });
}

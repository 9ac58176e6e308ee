/** The types of terms, by what is known of the vars in them. */
import type * as ast from '../../syntax/ast.js';
import { constantOf, scalarOf } from '../constants.js';
import { documentType, type PathPart, selectPath } from './document-types.js';
import type { Environment } from './environment.js';
import { union } from './order.js';
import {
  ANY,
  arrayOf,
  BOOLEAN,
  type Field,
  NULL,
  NUMBER,
  objectOf,
  type Rest,
  STRING,
  setOf,
  type Type,
} from './type.js';

export function isRoot(name: string): boolean {
  return name === 'input' || name === 'data';
}

/** The type of a term; undefined where nothing is known of it. */
export function typeOf(term: ast.Term, environment: Environment): Type | undefined {
  switch (term.kind) {
    case 'null':
      return NULL;
    case 'boolean':
      return BOOLEAN;
    case 'number':
      return NUMBER;
    case 'string':
      return STRING;
    case 'var':
      return isRoot(term.name)
        ? documentType(environment.surroundings.roots, [{ key: term.name }])
        : environment.get(term.name);
    case 'ref':
      return typeOfRef(term, environment);
    case 'array': {
      const items = term.items.map((item) => typeOf(item, environment));
      return arrayOf(items.length === 0 ? ANY : undefined, items);
    }
    case 'set': {
      let of: Type | undefined;
      for (const item of term.items) of = union(of, typeOf(item, environment));
      return setOf(of ?? ANY);
    }
    case 'object':
      return typeOfObject(term, environment);
    case 'arrayComprehension':
    case 'setComprehension':
    case 'objectComprehension': {
      const inner = environment.surroundings.within(term, environment);
      if (inner === undefined) return undefined;
      if (term.kind === 'objectComprehension') {
        return objectOf([], { key: typeOf(term.key, inner), value: typeOf(term.value, inner) });
      }
      const of = typeOf(term.term, inner);
      return term.kind === 'setComprehension' ? setOf(of) : arrayOf(of);
    }
    default:
      return undefined;
  }
}

function typeOfRef(ref: ast.Ref, environment: Environment): Type | undefined {
  const [head, ...rest] = ref.parts;
  const path = rest.map(pathPart);
  if (head?.kind === 'var' && isRoot(head.name)) {
    return documentType(environment.surroundings.roots, [{ key: head.name }, ...path]);
  }
  return selectPath(head && typeOf(head, environment), path);
}

function typeOfObject(term: ast.ObjectTerm, environment: Environment): Type {
  const fields: Field[] = [];
  let rest: Rest | undefined;
  for (const [key, value] of term.entries) {
    const type = typeOf(value, environment);
    const known = constantOf(key);
    if (known !== undefined) fields.push({ key: known, type });
    else rest = { key: typeOf(key, environment), value: type };
  }
  return objectOf(fields, term.entries.length === 0 ? { key: ANY, value: ANY } : rest);
}

/** A scalar as a part of a path; all else stands for any key. */
export function pathPart(term: ast.Term): PathPart {
  const key = scalarOf(term);
  return key === undefined ? undefined : { key };
}

/** Refs: whether what they name can be there, and what the vars in them are then. */
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type * as ast from '../../syntax/ast.js';
import type { DocumentNode } from './document-types.js';
import type { Environment } from './environment.js';
import * as errors from './errors.js';
import { unifies } from './relations.js';
import { keysOf, knownKeys, select, valuesOf } from './select.js';
import { isRoot, pathPart, typeOf } from './term-types.js';
import { ANY, STRING, type Type } from './type.js';
import { unifyWithType } from './unify.js';

/** The faults of the refs in an expression; those in comprehensions are looked at with their bodies. */
export function checkRefsOf(expr: ast.Expr, environment: Environment): Diagnostic[] {
  const faults: Diagnostic[] = [];
  visitRefs(expr, (ref) => {
    const fault = checkRef(ref, environment);
    if (fault !== undefined) faults.push(fault);
  });
  return faults;
}

type OnRef = (ref: ast.Ref) => void;

function visitRefs(expr: ast.Expr, onRef: OnRef): void {
  switch (expr.kind) {
    case 'termExpr':
      visitTermRefs(expr.term, onRef);
      return;
    case 'callExpr':
      for (const operand of expr.operands) visitTermRefs(operand, onRef);
      return;
    case 'every':
      visitTermRefs(expr.domain, onRef);
      for (const inner of expr.body) visitRefs(inner, onRef);
      return;
    case 'and':
    case 'or':
      for (const inner of [...expr.left, ...expr.right]) visitRefs(inner, onRef);
      return;
    case 'notBody':
      for (const inner of expr.body) visitRefs(inner, onRef);
  }
}

function visitTermRefs(term: ast.Term, onRef: OnRef): void {
  switch (term.kind) {
    case 'ref':
      onRef(term);
      return;
    case 'array':
    case 'set':
      for (const item of term.items) visitTermRefs(item, onRef);
      return;
    case 'object':
      for (const [key, value] of term.entries) {
        visitTermRefs(key, onRef);
        visitTermRefs(value, onRef);
      }
  }
}

function checkRef(ref: ast.Ref, environment: Environment): Diagnostic | undefined {
  const [head] = ref.parts;
  if (head === undefined) return undefined;
  if (typeOf(ref, environment)?.kind === 'function') {
    return errors.refToNothing(ref, ref.parts.length - 1, typeOf(ref, environment));
  }
  if (head.kind !== 'var') return checkBelow(ref, 1, typeOf(head, environment), environment);
  if (!isRoot(head.name)) {
    const known = environment.get(head.name);
    if (known === undefined) environment.set(head.name, ANY);
    return checkBelow(ref, 1, known ?? ANY, environment);
  }
  const { roots } = environment.surroundings;
  for (const [index, root] of roots.entries()) {
    const isLast = index === roots.length - 1;
    const found = checkDocument(ref, root, isLast, environment);
    if (found !== 'unknown') return found;
  }
  return undefined;
}

/** Down a tree of documents; `unknown` where another tree may know more. */
function checkDocument(
  ref: ast.Ref,
  root: DocumentNode,
  isLast: boolean,
  environment: Environment,
): Diagnostic | undefined | 'unknown' {
  let node = root;
  for (let index = 0; index < ref.parts.length; index++) {
    const part = ref.parts[index] as ast.Term;
    const fault = index === 0 ? undefined : checkName(ref, index, node, environment);
    if (fault !== undefined) return fault;
    const key = index === 0 && part.kind === 'var' ? { key: part.name } : pathPart(part);
    const child = key && node.child(key.key);
    if (child === undefined) {
      return isLast ? checkBelow(ref, index + 1, ANY, environment) : 'unknown';
    }
    if (child.type !== undefined) return checkBelow(ref, index + 1, child.type, environment);
    node = child;
  }
  return undefined;
}

/** A name of a package or rule is a string. */
function checkName(
  ref: ast.Ref,
  index: number,
  node: DocumentNode,
  environment: Environment,
): Diagnostic | undefined {
  const part = ref.parts[index] as ast.Term;
  const known = () => [...node.children.values()].map(({ key }) => key);
  if (part.kind !== 'var') {
    if (index > 2 || part.kind === 'string') return undefined;
    return errors.undefinedRef(ref, index, typeOf(part, environment), STRING, known());
  }
  const keys = keysOf(node.extent());
  const given = environment.get(part.name);
  if (given === undefined) {
    if (keys !== undefined) environment.set(part.name, keys);
    return undefined;
  }
  if (unifies(keys, given)) return undefined;
  return errors.undefinedRef(ref, index, given, keys, known());
}

/** Down from a value of a type. */
function checkBelow(
  ref: ast.Ref,
  from: number,
  start: Type | undefined,
  environment: Environment,
): Diagnostic | undefined {
  let type = start;
  for (let index = from; index < ref.parts.length; index++) {
    const part = ref.parts[index] as ast.Term;
    const keys = keysOf(type);
    if (keys === undefined) return errors.refToNothing(ref, index - 1, type);
    switch (part.kind) {
      case 'var': {
        const given = typeOf(part, environment);
        if (given === undefined) environment.set(part.name, keys);
        else if (!unifies(given, keys)) {
          return errors.undefinedRef(ref, index, given, keys, knownKeys(type));
        }
        type = valuesOf(type);
        break;
      }
      case 'array':
      case 'object':
      case 'set':
        if (!unifyWithType(environment, part, keys, false)) {
          return errors.undefinedRef(ref, index, typeOf(part, environment), keys, []);
        }
        type = valuesOf(type);
        break;
      default: {
        const key = pathPart(part);
        const child = key && select(type, key.key);
        if (child === undefined) {
          return errors.undefinedRef(ref, index, undefined, keys, knownKeys(type));
        }
        type = child;
      }
    }
  }
  return undefined;
}

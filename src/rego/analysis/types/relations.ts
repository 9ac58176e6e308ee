/** Whether values of two types may be equal. */
import { selectItem } from './select.js';
import type { ArrayType, ObjectType, Type } from './type.js';

/** Whether some value may have both types; what is not known has none. */
export function unifies(a: Type | undefined, b: Type | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.kind === 'any' || a.kind === 'union') {
    if (unifiesUnion(a, b)) return true;
    return b.kind === 'any' || b.kind === 'union' ? unifiesUnion(b, a) : false;
  }
  if (b.kind === 'any' || b.kind === 'union') return unifiesUnion(b, a);
  if (a.kind === 'array' && b.kind === 'array') {
    return itemsUnify(a, b) && itemsUnify(b, a) && open(a.rest, b.rest);
  }
  if (a.kind === 'object' && b.kind === 'object') {
    return objectsUnify(a, b);
  }
  if (a.kind === 'set' && b.kind === 'set') return unifies(a.of, b.of);
  if (a.kind === 'function' && b.kind === 'function') return a.args.length === b.args.length;
  return a.kind === b.kind;
}

function unifiesUnion(a: Extract<Type, { kind: 'any' | 'union' }>, b: Type): boolean {
  if (b.kind === 'function') return false;
  return a.kind === 'any' || a.of.some((type) => unifies(type, b));
}

function itemsUnify(a: ArrayType, b: ArrayType): boolean {
  return a.items.every((item, index) => unifies(item, selectItem(b, index)));
}

/** Of an open and a closed object, what the open one is known to hold need not be in the other. */
function objectsUnify(a: ObjectType, b: ObjectType): boolean {
  const [isOpenA, isOpenB] = [a.rest !== undefined, b.rest !== undefined];
  if (isOpenA !== isOpenB) return isOpenA ? fieldsUnify(b, a) : fieldsUnify(a, b);
  return fieldsUnify(a, b) && fieldsUnify(b, a) && open(a.rest?.value, b.rest?.value);
}

/** Whether the known fields of one may be in the other; keys of any type may be among further ones. */
function fieldsUnify(a: ObjectType, b: ObjectType): boolean {
  for (const [key, { type }] of a.fields) {
    const other = b.fields.get(key);
    if (!unifies(type, other === undefined ? b.rest?.value : other.type)) return false;
  }
  return true;
}

/** What is beyond the known parts of two must fit only where both are open. */
function open(a: Type | undefined, b: Type | undefined): boolean {
  return a === undefined || b === undefined || unifies(a, b);
}

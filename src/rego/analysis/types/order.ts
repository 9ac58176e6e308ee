/** The order of types, and unions that hold each once. */
import { ANY, compareKeys, type Field, type FunctionType, type Rest, type Type } from './type.js';

const ORDER: Readonly<Record<Type['kind'], number>> = {
  null: 0,
  boolean: 1,
  number: 2,
  string: 3,
  array: 4,
  object: 5,
  set: 6,
  union: 7,
  any: 7,
  function: 8,
};

/** Negative, zero or positive, as OPA orders types; one that is not known comes first. */
export function compareTypes(a: Type | undefined, b: Type | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  if (a.kind === 'array' && b.kind === 'array') {
    return present(a.rest, b.rest) || compareTypes(a.rest, b.rest) || compareAll(a.items, b.items);
  }
  if (a.kind === 'object' && b.kind === 'object') {
    return (
      present(a.rest, b.rest) ||
      compareRests(a.rest, b.rest) ||
      compareFields([...a.fields.values()], [...b.fields.values()])
    );
  }
  if (a.kind === 'set' && b.kind === 'set') return compareTypes(a.of, b.of);
  if (a.kind === 'union' && b.kind === 'union') return compareAll(a.of, b.of);
  if (a.kind === 'function' && b.kind === 'function') {
    return compareAll(a.args, b.args) || compareTypes(a.result, b.result);
  }
  const order = ORDER[a.kind] - ORDER[b.kind];
  return order !== 0 || a.kind === b.kind ? order : a.kind === 'any' ? -1 : 1;
}

/** What is closed comes before what is open. */
function present(a: unknown, b: unknown): number {
  return Number(a !== undefined) - Number(b !== undefined);
}

function compareRests(a: Rest | undefined, b: Rest | undefined): number {
  return compareTypes(a?.key, b?.key) || compareTypes(a?.value, b?.value);
}

function compareAll(a: readonly (Type | undefined)[], b: readonly (Type | undefined)[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compareTypes(a[index], b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareFields(a: readonly Field[], b: readonly Field[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const left = a[index] as Field;
    const right = b[index] as Field;
    const order = compareKeys(left.key, right.key) || compareTypes(left.type, right.type);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** One type that holds all that two hold; what is not known adds nothing. */
export function union(a: Type | undefined, b: Type | undefined): Type | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  if (a.kind === 'any' || b.kind === 'any') return ANY;
  if (a.kind === 'function' && b.kind === 'function') return either(a, b);
  if (a.kind !== 'union') return b.kind === 'union' ? withMember(b, a) : withMember(a, b);
  if (b.kind !== 'union') return withMember(a, b);
  const all = [...members(a), ...members(b)].sort(compareTypes);
  const distinct = all.filter(
    (type, index) => index === 0 || compareTypes(all[index - 1], type) !== 0,
  );
  return distinct.length === 1 ? distinct[0] : { kind: 'union', of: distinct };
}

function withMember(all: Type, type: Type): Type {
  const of = members(all);
  let at = 0;
  for (; at < of.length; at++) {
    const order = compareTypes(of[at], type);
    if (order === 0) return all;
    if (order > 0) break;
  }
  return { kind: 'union', of: [...of.slice(0, at), type, ...of.slice(at)] };
}

/** The bodies of one function together: each operand of what one or the other takes. */
function either(a: FunctionType, b: FunctionType): FunctionType {
  return {
    kind: 'function',
    args: a.args.map((type, index) => union(type, b.args[index])),
    hasResult: a.hasResult,
    result: union(a.result, b.result),
  };
}

function members(type: Type): readonly Type[] {
  return type.kind === 'union' ? type.of : [type];
}

/** The union of any number of types. */
export function unionOf(types: Iterable<Type | undefined>): Type | undefined {
  let all: Type | undefined;
  for (const type of types) all = union(all, type);
  return all;
}

/** Terms whose JSON value is known. */
import type * as ast from '../syntax/ast.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The value of a scalar; undefined for other terms. */
export function scalarOf(term: ast.Term): null | boolean | number | string | undefined {
  switch (term.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return term.value;
    case 'number':
      return Number(term.text);
    default:
      return undefined;
  }
}

/** The JSON value of a term without vars, refs and comprehensions; undefined for others. */
export function constantOf(term: ast.Term): Json | undefined {
  if (term.kind === 'array' || term.kind === 'set') {
    const items = term.items.map(constantOf);
    return items.includes(undefined) ? undefined : (items as Json[]);
  }
  if (term.kind !== 'object') return scalarOf(term);
  const entries: [string, Json][] = [];
  for (const [key, value] of term.entries) {
    const [left, right] = [constantOf(key), constantOf(value)];
    if (left === undefined || right === undefined) return undefined;
    entries.push([typeof left === 'string' ? left : JSON.stringify(left), right]);
  }
  return Object.fromEntries(entries);
}

/**
 * What the heads of rules alone say: below a path without vars there is an object, or an empty set, even where no body holds.
 * Keys that are strings are packages to the planner; this is for those that are not: `p[1].a := …`.
 */
import type * as ast from '../syntax/ast.js';
import type { FunctionContext } from './context.js';
import { below, type Tree } from './object-tree.js';
import { planTerm } from './terms.js';

/** One rule's keys below the object that is being planned. */
export interface Head {
  readonly rule: ast.Rule;
  readonly keys: readonly ast.Term[];
}

/** Makes the objects and sets that the heads promise, within `tree`. */
export function planGroundHeads(
  context: FunctionContext,
  heads: readonly Head[],
  tree: Tree,
): void {
  // Where one key is a var, what its rules do not give is not there.
  if (!heads.every(({ keys: [key] }) => key !== undefined && isGround(key))) return;
  for (const [key, rest] of byFirstKey(heads)) {
    const isLeaf = rest.some(({ keys }) => keys.length === 0);
    const isSet = isLeaf && rest.some(({ rule }) => rule.head.key !== undefined);
    if (isLeaf && !isSet) continue;
    planTerm(context, key, (operand) => {
      const inner = below(context, tree, operand, isSet ? 'MakeSet' : 'MakeObject');
      if (!isSet) planGroundHeads(context, rest, inner);
    });
  }
}

/** Heads without their first keys, by that key. */
function byFirstKey(heads: readonly Head[]): Iterable<readonly [ast.Term, readonly Head[]]> {
  const groups = new Map<string, readonly [ast.Term, Head[]]>();
  for (const { rule, keys } of heads) {
    const [key, ...rest] = keys as readonly [ast.Term, ...ast.Term[]];
    const name = JSON.stringify(key, (field, value) => (field === 'span' ? undefined : value));
    const group = groups.get(name) ?? [key, []];
    group[1].push({ rule, keys: rest });
    groups.set(name, group);
  }
  return groups.values();
}

function isGround(term: ast.Term): boolean {
  switch (term.kind) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
      return true;
    case 'array':
    case 'set':
      return term.items.every(isGround);
    case 'object':
      return term.entries.every(([key, value]) => isGround(key) && isGround(value));
    default:
      return false;
  }
}

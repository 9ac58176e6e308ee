import type { LicenceNode } from './types.js';

/** Expressions with more ways to satisfy them are not spread out. */
const MOST = 64;

/**
 * The ways to satisfy an expression: each is the list of licences (with their exceptions, `A WITH B`) that must all be kept.
 * Rego knows no recursion, so a rule cannot walk the tree itself. Null where there are too many.
 */
export function alternativesOf(node: LicenceNode): readonly (readonly string[])[] | null {
  if ('licence' in node) {
    const { licence, exception } = node;
    return [[exception === null ? licence : `${licence} WITH ${exception}`]];
  }
  let ways: readonly (readonly string[])[] = node.op === 'or' ? [] : [[]];
  for (const operand of node.operands) {
    const own = alternativesOf(operand);
    if (own === null) return null;
    if (node.op === 'or') ways = [...ways, ...own];
    else if (ways.length * own.length > MOST) return null;
    else ways = ways.flatMap((way) => own.map((other) => [...new Set([...way, ...other])]));
    if (ways.length > MOST) return null;
  }
  return ways;
}

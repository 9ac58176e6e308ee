/** Loops that look for the elements with a given value in some place: candidates for an index. */
import type * as ir from '../plan/ir.js';
import { forEachStatement, forEachWrite, type LocalUses } from '../plan/statement-parts.js';

export interface Join {
  /** String constants of the plan: the way from an element to the value. */
  readonly path: readonly number[];
  /** What the value must equal; known before the loop begins. */
  readonly wanted: ir.Operand;
}

/**
 * The first comparison that a loop makes of a part of each element with something from outside, before it does anything else. Loops that read
 * their keys have none: an index keeps no keys.
 *
 * @param uses those of the whole function
 */
export function joinOf(
  { key, value, block }: Extract<ir.Stmt, { kind: 'Scan' }>,
  { reads }: LocalUses,
): Join | undefined {
  if (reads[key] !== undefined) return undefined;
  const inside = new Set<ir.Local>([key, value]);
  forEachStatement(block, (statement) => forEachWrite(statement, (local) => inside.add(local)));
  const paths = new Map<ir.Local, readonly number[]>([[value, []]]);
  for (const statement of block.statements) {
    if (statement.kind === 'Dot') {
      const { source, key: part, target } = statement;
      const path = source.kind === 'local' ? paths.get(source.local) : undefined;
      if (path !== undefined && part.kind === 'string') paths.set(target, [...path, part.index]);
    } else if (statement.kind === 'Equal') {
      const { a, b } = statement;
      for (const [part, wanted] of [
        [a, b],
        [b, a],
      ] as const) {
        const path = part.kind === 'local' ? paths.get(part.local) : undefined;
        // Comparing with a constant needs no index: most elements differ in their first bytes.
        const isOutside = wanted.kind === 'local' && !inside.has(wanted.local);
        if (path !== undefined && isOutside) return { path, wanted };
      }
    } else if (!['IsDefined', 'NotEqual', 'AssignVar'].includes(statement.kind)) {
      return undefined;
    }
  }
  return undefined;
}

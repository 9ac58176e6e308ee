/** Whether the order in which an iteration takes the elements can be told from what it leaves. */
import type * as ir from '../plan/ir.js';
import {
  forEachStatement,
  forEachWrite,
  type LocalUses,
  localUses,
} from '../plan/statement-parts.js';

/**
 * Objects and sets are iterated in the order of their keys. Where an iteration does nothing but test, and add to sets and objects, any order
 * leaves the same, and sorting is saved.
 *
 * @param block what runs for each element
 * @param uses those of the whole function
 */
export function isOrderTold(block: ir.Block, uses: LocalUses): boolean {
  const inside = localUses([block]);
  /** What is made anew for each element, and so holds nothing of the ones before. */
  const own = new Set<ir.Local>();
  forEachStatement(block, (statement) => {
    if (/^Make(Array|Object|Set)$/.test(statement.kind))
      forEachWrite(statement, (made) => own.add(made));
  });
  let isTold = false;
  let returns = false;
  let picks = false;
  forEachStatement(block, (statement) => {
    switch (statement.kind) {
      case 'ArrayAppend':
        isTold ||= !own.has(statement.array);
        return;
      case 'ObjectInsert':
        isTold ||= !own.has(statement.object);
        return;
      case 'AssignVarOnce':
        picks ||= statement.source.kind === 'local';
        return;
      case 'ReturnLocal':
        returns = true;
        return;
      case 'AssignInt':
      case 'ResetLocal':
        // Flags: set to the same by whichever element comes first.
        return;
      default:
        forEachWrite(statement, (local) => {
          isTold ||= (inside.reads[local] ?? 0) < (uses.reads[local] ?? 0);
        });
    }
  });
  return isTold || (returns && picks);
}

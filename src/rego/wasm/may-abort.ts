/** Whether code might end the evaluation with an error: several values where one is allowed. */
import type * as ir from '../plan/ir.js';
import { blocksIn, forEachStatement } from '../plan/statement-parts.js';

/**
 * @param functionNamed the function of the plan with a name; none for built-ins
 * @param known what was found before, which is added to
 */
export function mayAbort(
  block: ir.Block,
  functionNamed: (name: string) => ir.Func | undefined,
  known: Map<ir.Block, boolean>,
): boolean {
  const before = known.get(block);
  if (before !== undefined) return before;
  let found = false;
  forEachStatement(block, (statement) => {
    if (found) return;
    if (statement.kind === 'Call') {
      const called = functionNamed(statement.function);
      found = called !== undefined && functionMayAbort(called, functionNamed, known);
    } else {
      found = ['CallDynamic', 'AssignVarOnce', 'ObjectInsertOnce'].includes(statement.kind);
    }
  });
  known.set(block, found);
  return found;
}

/** A function that assigns its result in one place, once for a call, or always the same, has no conflicts of its own. */
function functionMayAbort(
  { blocks }: ir.Func,
  functionNamed: (name: string) => ir.Func | undefined,
  known: Map<ir.Block, boolean>,
): boolean {
  const [first] = blocks;
  const before = first && known.get(first);
  if (before !== undefined) return before;
  const results: string[] = [];
  let found = false;
  const visit = (block: ir.Block, isRepeated: boolean): void => {
    for (const statement of block.statements) {
      if (found) return;
      if (statement.kind === 'AssignVarOnce') {
        const { source } = statement;
        results.push(JSON.stringify(source));
        if (source.kind === 'local' && (isRepeated || results.length > 1)) found = true;
      } else if (statement.kind === 'Call') {
        const called = functionNamed(statement.function);
        if (called !== undefined) found = functionMayAbort(called, functionNamed, known);
      } else if (statement.kind === 'CallDynamic' || statement.kind === 'ObjectInsertOnce') {
        found = true;
      }
      const isLoop = isRepeated || statement.kind === 'Scan';
      for (const inner of blocksIn(statement)) visit(inner, isLoop);
    }
  };
  for (const block of blocks) visit(block, false);
  found ||= new Set(results).size > 1;
  if (first !== undefined) known.set(first, found);
  return found;
}

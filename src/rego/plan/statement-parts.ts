/** What statements read, write and contain, for whoever looks at plans without caring what each kind does. */
import type * as ir from './ir.js';

/** The blocks that a statement contains. */
export function blocksIn(statement: ir.Stmt): readonly ir.Block[] {
  switch (statement.kind) {
    case 'Block':
      return statement.blocks;
    case 'Not':
    case 'Scan':
    case 'With':
      return [statement.block];
    default:
      return [];
  }
}

/** Calls `visit` for each statement of a block, before those within it. */
export function forEachStatement(block: ir.Block, visit: (statement: ir.Stmt) => void): void {
  for (const statement of block.statements) {
    visit(statement);
    for (const inner of blocksIn(statement)) forEachStatement(inner, visit);
  }
}

/** Calls `visit` for each local that a statement reads itself; collections that it fills are among them. */
export function forEachRead(statement: ir.Stmt, visit: (local: ir.Local) => void): void {
  const operand = (value: ir.Operand): void => {
    if (value.kind === 'local') visit(value.local);
  };
  switch (statement.kind) {
    case 'AssignVar':
    case 'AssignVarOnce':
    case 'Len':
    case 'IsArray':
    case 'IsObject':
    case 'IsSet':
      operand(statement.source);
      return;
    case 'Dot':
      operand(statement.source);
      operand(statement.key);
      return;
    case 'Equal':
    case 'NotEqual':
      operand(statement.a);
      operand(statement.b);
      return;
    case 'ArrayAppend':
      operand(statement.value);
      visit(statement.array);
      return;
    case 'SetAdd':
      operand(statement.value);
      visit(statement.set);
      return;
    case 'ObjectInsert':
    case 'ObjectInsertOnce':
      operand(statement.key);
      operand(statement.value);
      visit(statement.object);
      return;
    case 'ObjectMerge':
      visit(statement.a);
      visit(statement.b);
      return;
    case 'IsDefined':
    case 'IsUndefined':
    case 'ReturnLocal':
    case 'Scan':
      visit(statement.source);
      return;
    case 'ResultSetAdd':
      visit(statement.value);
      return;
    case 'Call':
      statement.args.forEach(operand);
      return;
    case 'CallDynamic':
      statement.args.forEach(operand);
      statement.path.forEach(operand);
      return;
    case 'With':
      visit(statement.local);
      operand(statement.value);
      return;
    default:
  }
}

/** Calls `visit` for each local that a statement itself writes; a `With` restores what it replaces. */
export function forEachWrite(statement: ir.Stmt, visit: (local: ir.Local) => void): void {
  if ('target' in statement) visit(statement.target);
  else if (statement.kind === 'Call' || statement.kind === 'CallDynamic') visit(statement.result);
  else if (statement.kind === 'Scan') {
    visit(statement.key);
    visit(statement.value);
  }
}

/** How often each local is read in some blocks. */
export function readCounts(blocks: readonly ir.Block[]): ReadonlyMap<ir.Local, number> {
  const counts = new Map<ir.Local, number>();
  const count = (local: ir.Local): void => {
    counts.set(local, (counts.get(local) ?? 0) + 1);
  };
  for (const block of blocks) forEachStatement(block, (statement) => forEachRead(statement, count));
  return counts;
}

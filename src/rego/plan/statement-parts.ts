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

function ifLocal(value: ir.Operand, visit: (local: ir.Local) => void): void {
  if (value.kind === 'local') visit(value.local);
}

/** Calls `visit` for each local that a statement reads itself; collections that it fills are among them. */
export function forEachRead(statement: ir.Stmt, visit: (local: ir.Local) => void): void {
  switch (statement.kind) {
    case 'AssignVar':
    case 'AssignVarOnce':
    case 'Len':
    case 'IsArray':
    case 'IsObject':
    case 'IsSet':
      ifLocal(statement.source, visit);
      return;
    case 'Dot':
      ifLocal(statement.source, visit);
      ifLocal(statement.key, visit);
      return;
    case 'Equal':
    case 'NotEqual':
      ifLocal(statement.a, visit);
      ifLocal(statement.b, visit);
      return;
    case 'ArrayAppend':
      ifLocal(statement.value, visit);
      visit(statement.array);
      return;
    case 'SetAdd':
      ifLocal(statement.value, visit);
      visit(statement.set);
      return;
    case 'ObjectInsert':
    case 'ObjectInsertOnce':
      ifLocal(statement.key, visit);
      ifLocal(statement.value, visit);
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
      for (const value of statement.args) ifLocal(value, visit);
      return;
    case 'CallDynamic':
      for (const value of statement.args) ifLocal(value, visit);
      for (const value of statement.path) ifLocal(value, visit);
      return;
    case 'With':
      visit(statement.local);
      ifLocal(statement.value, visit);
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

/** How often each local of a function is used, by its number; absent where it is not. */
export interface LocalUses {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  /** How many statements add to the collection that it holds. */
  readonly fills: readonly number[];
  /** How often it is asked whether it holds anything, or given back, which may be before anything was written. */
  readonly tests: readonly number[];
}

export function localUses(blocks: readonly ir.Block[]): LocalUses {
  const reads: number[] = [];
  const writes: number[] = [];
  const fills: number[] = [];
  const tests: number[] = [];
  const read = (local: ir.Local): void => count(reads, local);
  const write = (local: ir.Local): void => count(writes, local);
  for (const block of blocks) {
    forEachStatement(block, (statement) => {
      forEachRead(statement, read);
      forEachWrite(statement, write);
      const filled = filledBy(statement);
      if (filled !== undefined) count(fills, filled);
      const { kind } = statement;
      if (kind === 'IsDefined' || kind === 'IsUndefined' || kind === 'ReturnLocal')
        count(tests, statement.source);
    });
  }
  return { reads, writes, fills, tests };
}

function count(counts: number[], local: ir.Local): void {
  counts[local] = (counts[local] ?? 0) + 1;
}

/** The local with the collection that a statement adds to. */
export function filledBy(statement: ir.Stmt): ir.Local | undefined {
  switch (statement.kind) {
    case 'ArrayAppend':
      return statement.array;
    case 'SetAdd':
      return statement.set;
    case 'ObjectInsert':
    case 'ObjectInsertOnce':
      return statement.object;
    default:
      return undefined;
  }
}

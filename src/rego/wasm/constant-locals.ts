/** Locals of a plan that only ever hold one value, known when the module is made: numbers, null, and collections of constants. */
import type * as ir from '../plan/ir.js';
import { blocksIn, forEachStatement, forEachWrite } from '../plan/statement-parts.js';
import { type ConstantValue, constantTable } from './constant-value.js';

export interface ConstantLocals {
  readonly values: ReadonlyMap<ir.Local, ConstantValue>;
  /** The statements that make and fill them, for which no code is needed. */
  readonly needless: ReadonlySet<ir.Stmt>;
}

/** A collection that is being filled. */
interface Filling {
  readonly kind: 'array' | 'object' | 'set';
  readonly statements: ir.Stmt[];
  readonly entries: (readonly [ConstantValue, ConstantValue])[];
}

type Fill = Extract<
  ir.Stmt,
  { kind: 'ArrayAppend' | 'SetAdd' | 'ObjectInsert' | 'ObjectInsertOnce' }
>;

/** @param strings the constants of the plan */
export function constantLocals(
  blocks: readonly ir.Block[],
  strings: readonly string[],
): ConstantLocals {
  const counts = countUses(blocks);
  const values = new Map<ir.Local, ConstantValue>();
  const needless = new Set<ir.Stmt>();
  const isCandidate = (local: ir.Local): boolean =>
    counts.writes.get(local) === 1 && !counts.tested.has(local);

  const valueOf = (operand: ir.Operand): ConstantValue | undefined => {
    if (operand.kind === 'local') return values.get(operand.local);
    if (operand.kind === 'bool') return { kind: 'boolean', value: operand.value };
    return { kind: 'string', text: strings[operand.index] as string };
  };
  const settle = (local: ir.Local, { kind, statements, entries }: Filling): void => {
    if ((counts.fills.get(local) ?? 0) !== entries.length) return;
    values.set(
      local,
      kind === 'array'
        ? { kind, items: entries.map(([, value]) => value) }
        : constantTable(kind, entries),
    );
    for (const statement of statements) needless.add(statement);
  };

  const visit = (block: ir.Block): void => {
    const open = new Map<ir.Local, Filling>();
    for (const statement of block.statements) {
      const scalar = scalarOf(statement, strings);
      if (scalar !== undefined && isCandidate(scalar.target)) {
        values.set(scalar.target, scalar.value);
        needless.add(statement);
        continue;
      }
      const made = madeBy(statement);
      if (made !== undefined && isCandidate(made.target)) {
        const filling = { kind: made.kind, statements: [statement], entries: [] };
        open.set(made.target, filling);
        settle(made.target, filling);
        continue;
      }
      const filled = isFill(statement) ? open.get(filledBy(statement)) : undefined;
      const entry = filled && isFill(statement) ? entryOf(statement, valueOf) : undefined;
      if (filled !== undefined && entry !== undefined) {
        filled.entries.push(entry);
        filled.statements.push(statement);
        settle(filledBy(statement as Fill), filled);
        continue;
      }
      // Whatever else happens might leave the block with a collection half filled.
      open.clear();
      for (const inner of blocksIn(statement)) visit(inner);
    }
  };
  for (const block of blocks) visit(block);
  return { values, needless };
}

function countUses(blocks: readonly ir.Block[]) {
  const writes = new Map<ir.Local, number>();
  const fills = new Map<ir.Local, number>();
  /** Locals that are asked whether they hold anything. */
  const tested = new Set<ir.Local>();
  const add = (counts: Map<ir.Local, number>, local: ir.Local): void => {
    counts.set(local, (counts.get(local) ?? 0) + 1);
  };
  for (const block of blocks) {
    forEachStatement(block, (statement) => {
      forEachWrite(statement, (local) => add(writes, local));
      if (isFill(statement)) add(fills, filledBy(statement));
      if (statement.kind === 'IsDefined' || statement.kind === 'IsUndefined')
        tested.add(statement.source);
      // What is given back may be returned before it was made.
      if (statement.kind === 'ReturnLocal') tested.add(statement.source);
    });
  }
  return { writes, fills, tested };
}

function scalarOf(
  statement: ir.Stmt,
  strings: readonly string[],
): { readonly target: ir.Local; readonly value: ConstantValue } | undefined {
  if (statement.kind === 'MakeNull') return { target: statement.target, value: { kind: 'null' } };
  if (statement.kind === 'MakeNumberInt') {
    return { target: statement.target, value: { kind: 'integer', value: BigInt(statement.value) } };
  }
  if (statement.kind !== 'MakeNumberRef') return undefined;
  const text = strings[statement.index] as string;
  if (!/^-?\d{1,18}$/.test(text) || text === '-0') return undefined;
  return { target: statement.target, value: { kind: 'integer', value: BigInt(text) } };
}

function madeBy(
  statement: ir.Stmt,
): { readonly target: ir.Local; readonly kind: Filling['kind'] } | undefined {
  switch (statement.kind) {
    case 'MakeArray':
      return { target: statement.target, kind: 'array' };
    case 'MakeObject':
      return { target: statement.target, kind: 'object' };
    case 'MakeSet':
      return { target: statement.target, kind: 'set' };
    default:
      return undefined;
  }
}

function isFill(statement: ir.Stmt): statement is Fill {
  return ['ArrayAppend', 'SetAdd', 'ObjectInsert', 'ObjectInsertOnce'].includes(statement.kind);
}

function filledBy(statement: Fill): ir.Local {
  if (statement.kind === 'ArrayAppend') return statement.array;
  return statement.kind === 'SetAdd' ? statement.set : statement.object;
}

function entryOf(
  statement: Fill,
  valueOf: (operand: ir.Operand) => ConstantValue | undefined,
): readonly [ConstantValue, ConstantValue] | undefined {
  const value = valueOf(statement.value);
  if (value === undefined || statement.kind === 'ObjectInsertOnce') return undefined;
  const key = statement.kind === 'ObjectInsert' ? valueOf(statement.key) : value;
  return key && [key, value];
}

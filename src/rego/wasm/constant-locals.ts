/** Locals of a plan that only ever hold one value, known when the module is made: numbers, null, and collections of constants. */
import type * as ir from '../plan/ir.js';
import { blocksIn, filledBy, type LocalUses } from '../plan/statement-parts.js';
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

/**
 * @param uses those of all the blocks
 * @param strings the constants of the plan
 */
export function constantLocals(
  blocks: readonly ir.Block[],
  uses: LocalUses,
  strings: readonly string[],
): ConstantLocals {
  const values = new Map<ir.Local, ConstantValue>();
  const needless = new Set<ir.Stmt>();
  const isCandidate = (local: ir.Local): boolean =>
    uses.writes[local] === 1 && uses.tests[local] === undefined;

  const valueOf = (operand: ir.Operand): ConstantValue | undefined => {
    if (operand.kind === 'local') return values.get(operand.local);
    if (operand.kind === 'bool') return { kind: 'boolean', value: operand.value };
    return { kind: 'string', text: strings[operand.index] as string };
  };
  const settle = (local: ir.Local, { kind, statements, entries }: Filling): void => {
    if ((uses.fills[local] ?? 0) !== entries.length) return;
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
      const local = open.size === 0 ? undefined : filledBy(statement);
      const filling = local === undefined ? undefined : open.get(local);
      const entry = filling && entryOf(statement as Fill, valueOf);
      if (local !== undefined && filling !== undefined && entry !== undefined) {
        filling.entries.push(entry);
        filling.statements.push(statement);
        settle(local, filling);
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

function entryOf(
  statement: Fill,
  valueOf: (operand: ir.Operand) => ConstantValue | undefined,
): readonly [ConstantValue, ConstantValue] | undefined {
  const value = valueOf(statement.value);
  if (value === undefined || statement.kind === 'ObjectInsertOnce') return undefined;
  const key = statement.kind === 'ObjectInsert' ? valueOf(statement.key) : value;
  return key && [key, value];
}

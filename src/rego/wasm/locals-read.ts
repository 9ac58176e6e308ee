import type * as ir from '../plan/ir.js';

/** The locals that statements of some blocks read: what is written and never read need not be made. */
export function localsRead(blocks: readonly ir.Block[]): ReadonlySet<ir.Local> {
  const read = new Set<ir.Local>();
  const operand = (value: ir.Operand): void => {
    if (value.kind === 'local') read.add(value.local);
  };
  const visit = (block: ir.Block): void => {
    for (const statement of block.statements) {
      switch (statement.kind) {
        case 'AssignVar':
        case 'AssignVarOnce':
        case 'Len':
        case 'IsArray':
        case 'IsObject':
        case 'IsSet':
          operand(statement.source);
          break;
        case 'Dot':
          operand(statement.source);
          operand(statement.key);
          break;
        case 'Equal':
        case 'NotEqual':
          operand(statement.a);
          operand(statement.b);
          break;
        case 'ArrayAppend':
          operand(statement.value);
          read.add(statement.array);
          break;
        case 'SetAdd':
          operand(statement.value);
          read.add(statement.set);
          break;
        case 'ObjectInsert':
        case 'ObjectInsertOnce':
          operand(statement.key);
          operand(statement.value);
          read.add(statement.object);
          break;
        case 'ObjectMerge':
          read.add(statement.a).add(statement.b);
          break;
        case 'IsDefined':
        case 'IsUndefined':
        case 'ReturnLocal':
          read.add(statement.source);
          break;
        case 'ResultSetAdd':
          read.add(statement.value);
          break;
        case 'Call':
          statement.args.forEach(operand);
          break;
        case 'CallDynamic':
          statement.args.forEach(operand);
          statement.path.forEach(operand);
          break;
        case 'Block':
          statement.blocks.forEach(visit);
          break;
        case 'Not':
          visit(statement.block);
          break;
        case 'Scan':
          read.add(statement.source);
          visit(statement.block);
          break;
        case 'With':
          read.add(statement.local);
          operand(statement.value);
          visit(statement.block);
          break;
        default:
          break;
      }
    }
  };
  blocks.forEach(visit);
  return read;
}

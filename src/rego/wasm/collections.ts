/** Statements that make, fill and look into values. */
import { invariant } from '../../diagnostics/invariant.js';
import type * as ir from '../plan/ir.js';
import type { FunctionContext } from './function-context.js';

/** The type byte of sets. */
const SET = 7;

export function writeCollection(context: FunctionContext, statement: ir.Stmt): void {
  const { code, module } = context;
  switch (statement.kind) {
    case 'AssignInt':
    case 'MakeNumberInt':
      code.constant(module.constants.integer(BigInt(statement.value)));
      break;
    case 'MakeNumberRef':
      writeNumber(context, module.text(statement.index));
      break;
    case 'MakeNull':
      code.constant(module.constants.nullValue);
      break;
    case 'MakeArray':
      code.constant(statement.capacity);
      context.runtime('make_array');
      break;
    case 'MakeObject':
      context.runtime('make_object');
      break;
    case 'MakeSet':
      context.runtime('make_set');
      context.setMade(statement.target);
      break;
    case 'Len':
      context.push(statement.source);
      context.runtime('iteration_count');
      code.extend();
      context.runtime('make_int');
      break;
    case 'ObjectMerge':
      context.pushLocal(statement.a);
      context.pushLocal(statement.b);
      context.runtime('object_merge');
      break;
    case 'Dot':
      writeDot(context, statement);
      return;
    default:
      writeInsertion(context, statement);
      return;
  }
  code.set(context.local(statement.target));
}

/** A look-up. Fixed parts of `input` and `data` are looked up once for a function, not once for each turn of a loop. */
function writeDot(
  context: FunctionContext,
  { source, key, target }: Extract<ir.Stmt, { kind: 'Dot' }>,
): void {
  const { code } = context;
  const lookUp = (): void => {
    context.push(source);
    context.push(key);
    context.runtime(key.kind === 'string' ? 'get_string' : 'value_get');
  };
  const kept = context.keptPath(target);
  if (kept === undefined) lookUp();
  else {
    code
      .get(kept)
      .isZero()
      .if(() => {
        lookUp();
        code.set(kept);
      });
    code.get(kept);
  }
  code.tee(context.local(target));
  context.leaveIfZero();
}

function writeInsertion(context: FunctionContext, statement: ir.Stmt): void {
  const { code } = context;
  switch (statement.kind) {
    case 'ArrayAppend':
      code.get(context.local(statement.array));
      context.push(statement.value);
      context.runtime('array_append');
      return;
    case 'SetAdd':
      writeSetAdd(context, statement);
      return;
    case 'ObjectInsert':
    case 'ObjectInsertOnce':
      code.get(context.local(statement.object));
      context.push(statement.key);
      context.push(statement.value);
      if (statement.kind === 'ObjectInsert') {
        context.runtime('object_insert');
        return;
      }
      context.runtime('object_insert_once');
      code.isZero().if(() => {
        const place = context.module.place(statement.at);
        context.abort(`${place} eval_conflict_error: object keys must be unique`);
      });
      return;
    case 'ResultSetAdd':
      code.get(context.resultSet);
      context.pushLocal(statement.value);
      context.runtime('set_add');
      return;
    default:
      invariant(false, `no code for the statement ${statement.kind}`);
  }
}

/** Adds to a set, without looking where a set is filtered. */
function writeSetAdd(
  context: FunctionContext,
  { set, value }: Extract<ir.Stmt, { kind: 'SetAdd' }>,
): void {
  const { code } = context;
  const add = (): void => {
    code.get(context.local(set));
    context.push(value);
    context.runtime('set_add');
  };
  const collection = context.filtered(set, value);
  if (collection === undefined) {
    add();
    return;
  }
  code.block((done) => {
    code.block((other) => {
      code.get(collection).loadByte().constant(SET).notEquals().branchIf(other);
      code.get(context.local(set));
      context.push(value);
      context.push(value);
      context.runtime('push');
      code.branch(done);
    });
    add();
  });
}

/** A number by its text: ready-made where 64 bits hold it, else parsed each time. */
function writeNumber(context: FunctionContext, text: string): void {
  const { code, module } = context;
  if (/^-?\d{1,18}$/.test(text) && text !== '-0') {
    code.constant(module.constants.integer(BigInt(text)));
    return;
  }
  const { address, length } = module.constants.text(text);
  code.constant(address).constant(length);
  context.runtime('readNumber');
}

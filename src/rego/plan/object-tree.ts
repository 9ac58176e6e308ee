/** Objects that several rules fill: their inner objects and sets are made as they are needed. */
import { bool, type FunctionContext, local } from './context.js';
import type * as ir from './ir.js';

/** An object under way. */
export interface Tree {
  readonly object: ir.Local;
  /**
   * Where rules reach to different depths: an object of objects with just the keys below which objects were made here. A value that a rule gave
   * is never filled further.
   */
  readonly marks?: ir.Local;
}

/** The object or set under a key, made where there is none yet. */
export function below(
  context: FunctionContext,
  { object, marks }: Tree,
  key: ir.Operand,
  make: 'MakeSet' | 'MakeObject',
): Tree {
  const known = marks === undefined ? undefined : markBelow(context, marks, object, key);
  const inner = context.local();
  context.emit({ kind: 'ResetLocal', target: inner });
  context.inBlock(() => context.emit({ kind: 'Dot', source: local(object), key, target: inner }));
  context.inBlock(() => {
    context.emit({ kind: 'IsUndefined', source: inner });
    context.emit({ kind: make, target: inner });
    context.emit({ kind: 'ObjectInsert', key, value: local(inner), object });
  });
  if (make === 'MakeObject') context.emit({ kind: 'IsObject', source: local(inner) });
  return { object: inner, ...(known !== undefined && { marks: known }) };
}

/** The marks under a key; where there are none, a value there is another rule's: that is a conflict, whatever it is. */
function markBelow(
  context: FunctionContext,
  marks: ir.Local,
  object: ir.Local,
  key: ir.Operand,
): ir.Local {
  const inner = context.local();
  context.emit({ kind: 'ResetLocal', target: inner });
  context.inBlock(() => context.emit({ kind: 'Dot', source: local(marks), key, target: inner }));
  context.inBlock(() => {
    context.emit({ kind: 'IsUndefined', source: inner });
    context.emit({ kind: 'MakeObject', target: inner });
    context.emit({ kind: 'ObjectInsert', key, value: local(inner), object: marks });
    const clash = context.local();
    context.emit({ kind: 'Dot', source: local(object), key, target: clash });
    // No value is both.
    for (const value of [bool(true), bool(false)]) {
      context.emit({ kind: 'ObjectInsertOnce', key, value, object });
    }
  });
  return inner;
}

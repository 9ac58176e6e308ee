import type { AnalysedRule } from '../analysis/analysed.js';
import type * as ast from '../syntax/ast.js';
import { planBody } from './bodies.js';
import { bool, type FunctionContext, local } from './context.js';
import type * as ir from './ir.js';
import { planBranch } from './rules.js';
import { planItems, planTerm } from './terms.js';

/** An object under way. */
interface Tree {
  readonly object: ir.Local;
  /**
   * Where rules reach to different depths: an object of objects with just the keys below which objects were made here. A value that a rule gave
   * is never filled further.
   */
  readonly marks?: ir.Local;
}

/** Rules with more in their heads than the path: one object, its inner objects made as they are needed. */
export function planObject(
  context: FunctionContext,
  rules: readonly AnalysedRule[],
  path: readonly string[],
  result: ir.Local,
): void {
  context.emit({ kind: 'MakeObject', target: result });
  const depths = new Set(rules.map(({ rule }) => rule.head.ref.parts.length));
  const marks = depths.size > 1 ? context.local() : undefined;
  if (marks !== undefined) context.emit({ kind: 'MakeObject', target: marks });
  const tree: Tree = { object: result, ...(marks !== undefined && { marks }) };
  const ordered = [...rules].sort((a, b) => Number(a.rule.default) - Number(b.rule.default));
  for (const { rule } of ordered) {
    const keys = rule.head.ref.parts.slice(path.length + 1);
    if (rule.else === undefined) {
      context.inBlock(() => planEntry(context, rule, keys, tree));
      continue;
    }
    const chain = context.local();
    context.emit({ kind: 'ResetLocal', target: chain });
    for (let branch: ast.Rule | undefined = rule; branch !== undefined; branch = branch.else) {
      const current = branch;
      context.inBlock(() => {
        if (current !== rule) context.emit({ kind: 'IsUndefined', source: chain });
        planBranch(context, current, chain, false);
      });
    }
    context.inBlock(() => {
      context.emit({ kind: 'IsDefined', source: chain });
      planItems(context, keys, [], (operands) =>
        insert(context, rule, operands, local(chain), tree),
      );
    });
  }
}

function planEntry(
  context: FunctionContext,
  rule: ast.Rule,
  keys: readonly ast.Term[],
  tree: Tree,
): void {
  planBody(context, rule.body, () => {
    planItems(context, keys, [], (operands) => {
      planTerm(context, (rule.head.key ?? rule.head.value) as ast.Term, (value) => {
        context.place(rule.head.span);
        insert(context, rule, operands, value, tree);
      });
    });
  });
}

function insert(
  context: FunctionContext,
  { head, default: isDefault }: ast.Rule,
  keys: readonly ir.Operand[],
  value: ir.Operand,
  tree: Tree,
): void {
  const isSet = head.key !== undefined;
  let at = tree;
  keys.forEach((key, index) => {
    const isLeaf = index === keys.length - 1;
    if (!isLeaf || isSet) at = below(context, at, key, isLeaf ? 'MakeSet' : 'MakeObject');
    else if (isDefault) insertDefault(context, at.object, key, value);
    else context.emit({ kind: 'ObjectInsertOnce', key, value, object: at.object });
  });
  if (isSet) context.emit({ kind: 'SetAdd', value, set: at.object });
}

/** A default counts only where no other rule gave a value. */
function insertDefault(
  context: FunctionContext,
  object: ir.Local,
  key: ir.Operand,
  value: ir.Operand,
): void {
  context.inBlock(() => {
    const found = context.local();
    const present = context.local();
    context.emit({ kind: 'ResetLocal', target: present });
    context.inBlock(() => {
      context.emit({ kind: 'Dot', source: local(object), key, target: found });
      context.emit({ kind: 'AssignInt', value: 1, target: present });
    });
    context.emit({ kind: 'IsUndefined', source: present });
    context.emit({ kind: 'ObjectInsert', key, value, object });
  });
}

/** The object or set under a key, made where there is none yet. */
function below(
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

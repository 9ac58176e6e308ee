import type { AnalysedRule } from '../analysis/analysed.js';
import type * as ast from '../syntax/ast.js';
import { planBody } from './bodies.js';
import { type FunctionContext, local } from './context.js';
import { planGroundHeads } from './ground-heads.js';
import type * as ir from './ir.js';
import { below, type Tree } from './object-tree.js';
import { planBranch } from './rules.js';
import { planItems, planTerm } from './terms.js';

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
  const heads = rules.map(({ rule }) => ({
    rule,
    keys: rule.head.ref.parts.slice(path.length + 1),
  }));
  planGroundHeads(context, heads, tree);
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

import type { RuleTree } from '../analysis/analysed.js';
import type * as ast from '../syntax/ast.js';
import { type FunctionContext, local } from './context.js';
import { isHidden } from './generation.js';
import type * as ir from './ir.js';
import { extentFunction, ruleFunction } from './rules.js';
import { type Continue, planTerm } from './terms.js';
import { bind } from './unify.js';

const INPUT: ir.Local = 0;
const DATA: ir.Local = 1;

/** Plans a ref: `input…`, `data…` across rules and base documents, or the parts of a var's value. */
export function planRef(context: FunctionContext, ref: ast.Ref, next: Continue): void {
  const [head, ...parts] = ref.parts;
  if (head?.kind === 'var' && head.name === 'input' && !context.vars.has('input')) {
    planParts(context, local(INPUT), parts, next);
  } else if (head?.kind === 'var' && head.name === 'data' && !context.vars.has('data')) {
    planData(context, context.policy.analysed.rules, [], parts, next);
  } else {
    planTerm(context, head as ast.Term, (operand) => planParts(context, operand, parts, next));
  }
}

/** Follows the parts of a ref into a value; an unbound var iterates. */
export function planParts(
  context: FunctionContext,
  base: ir.Operand,
  parts: readonly ast.Term[],
  next: Continue,
): void {
  const [part, ...rest] = parts;
  if (part === undefined) {
    if (base.kind === 'local' && base.local <= DATA)
      context.emit({ kind: 'IsDefined', source: base.local });
    next(base);
    return;
  }
  if (context.isBound(part)) {
    planTerm(context, part, (key) => {
      const target = context.local();
      context.emit({ kind: 'Dot', source: base, key, target });
      planParts(context, local(target), rest, next);
    });
    return;
  }
  const key = context.local();
  const value = context.local();
  const source = context.asLocal(base);
  const block = context.block(() => {
    bind(context, part as ast.Var, local(key));
    planParts(context, local(value), rest, next);
  });
  context.emit({ kind: 'Scan', source, key, value, block });
}

/** Walks down the rule tree as far as parts are known; then rules are called, or base documents read. */
function planData(
  context: FunctionContext,
  node: RuleTree,
  path: readonly string[],
  parts: readonly ast.Term[],
  next: Continue,
): void {
  const [part, ...rest] = parts;
  if (node.rules.length > 0) {
    callNode(context, node, path, (value) => planParts(context, value, parts, next));
    return;
  }
  if (part === undefined) {
    callNode(context, node, path, next);
    return;
  }
  if (part.kind === 'string') {
    const child = childOf(context, node, path, part.value);
    if (child === undefined) planBase(context, path, parts, next);
    else planData(context, child, [...path, part.value], rest, next);
    return;
  }
  if (!hasChildren(context, node, path)) {
    planBase(context, path, parts, next);
    return;
  }
  if (context.isBound(part)) {
    planTerm(context, part, (key) => {
      const value = planChoice(context, node, path, key);
      planParts(context, local(value), rest, next);
    });
    return;
  }
  callNode(context, node, path, (value) => planParts(context, value, parts, next));
}

function childOf(
  context: FunctionContext,
  node: RuleTree,
  path: readonly string[],
  name: string,
): RuleTree | undefined {
  return isHidden(context.generation, [...path, name]) ? undefined : node.children.get(name);
}

function hasChildren(context: FunctionContext, node: RuleTree, path: readonly string[]): boolean {
  return [...node.children.keys()].some((name) => childOf(context, node, path, name) !== undefined);
}

/** The base document at a path, and the parts within it. */
function planBase(
  context: FunctionContext,
  path: readonly string[],
  parts: readonly ast.Term[],
  next: Continue,
): void {
  let base: ir.Operand = local(DATA);
  for (const name of path) {
    const target = context.local();
    context.emit({ kind: 'Dot', source: base, key: context.stringOperand(name), target });
    base = local(target);
  }
  planBaseParts(context, base, parts, next);
}

/** Base documents come from a store, where a number finds the key of its text as well. */
function planBaseParts(
  context: FunctionContext,
  base: ir.Operand,
  parts: readonly ast.Term[],
  next: Continue,
): void {
  const [part, ...rest] = parts;
  if (part?.kind === 'string') {
    const target = context.local();
    context.emit({ kind: 'Dot', source: base, key: context.stringOperand(part.value), target });
    planBaseParts(context, local(target), rest, next);
    return;
  }
  if (part?.kind !== 'number' || !/^\d+$/.test(part.text)) {
    planParts(context, base, parts, next);
    return;
  }
  const target = context.local();
  const { text } = part;
  context.emit({ kind: 'ResetLocal', target });
  context.inBlock(() => {
    context.inBlock(() => {
      planTerm(context, part, (key) => context.emit({ kind: 'Dot', source: base, key, target }));
      context.emit({ kind: 'Break', index: 1 });
    });
    context.emit({ kind: 'Dot', source: base, key: context.stringOperand(text), target });
  });
  context.emit({ kind: 'IsDefined', source: target });
  planBaseParts(context, local(target), rest, next);
}

/** The value of rules, or of a whole package with the base document below it. */
function callNode(
  context: FunctionContext,
  node: RuleTree,
  path: readonly string[],
  next: Continue,
): void {
  if (isFunctionNode(node)) {
    // A function is no value: reading it is undefined.
    context.emit({
      kind: 'Equal',
      a: { kind: 'bool', value: true },
      b: { kind: 'bool', value: false },
    });
    next({ kind: 'bool', value: false });
    return;
  }
  const name =
    node.rules.length > 0
      ? ruleFunction(context.policy, context.generation, node, path)
      : extentFunction(context.policy, context.generation, node, path);
  const result = context.local();
  context.emit({ kind: 'Call', function: name, args: [local(INPUT), local(DATA)], result });
  next(local(result));
}

export function isFunctionNode({ rules }: RuleTree): boolean {
  return rules[0]?.rule.head.args !== undefined;
}

/** The child that a key names at run time, computed alone; the base document where no rule has the name. */
function planChoice(
  context: FunctionContext,
  node: RuleTree,
  path: readonly string[],
  key: ir.Operand,
): ir.Local {
  const value = context.local();
  const found = context.local();
  context.emit({ kind: 'ResetLocal', target: value });
  context.emit({ kind: 'ResetLocal', target: found });
  for (const [name, child] of node.children) {
    if (childOf(context, node, path, name) === undefined) continue;
    context.inBlock(() => {
      context.emit({ kind: 'Equal', a: key, b: context.stringOperand(name) });
      context.emit({ kind: 'AssignInt', value: 1, target: found });
      if (isFunctionNode(child)) return;
      callNode(context, child, [...path, name], (operand) => {
        context.emit({ kind: 'AssignVar', source: operand, target: value });
      });
    });
  }
  context.inBlock(() => {
    context.emit({ kind: 'IsUndefined', source: found });
    planBase(context, path, [], (base) => {
      const target = context.local();
      context.emit({ kind: 'Dot', source: base, key, target });
      context.emit({ kind: 'AssignVar', source: local(target), target: value });
    });
  });
  context.emit({ kind: 'IsDefined', source: value });
  return value;
}

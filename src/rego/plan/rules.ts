import type { Span } from '../../diagnostics/source.js';
import type { AnalysedRule, RuleTree } from '../analysis/analysed.js';
import { dynamicSuffix } from '../analysis/rule-tree.js';
import type * as ast from '../syntax/ast.js';
import { planBody } from './bodies.js';
import { FunctionContext, local, type PolicyContext } from './context.js';
import { type Generation, isHidden } from './generation.js';
import type * as ir from './ir.js';
import { planObject } from './object-rules.js';
import { isFunctionNode } from './refs.js';
import { planTerm } from './terms.js';
import { planMatch } from './unify.js';

const nameOf = (generation: Generation, path: readonly string[]) =>
  [`g${generation.id}`, 'data', ...path].join('.');

/** The function that computes the rules at a path; planned when it is first asked for. */
export function ruleFunction(
  policy: PolicyContext,
  generation: Generation,
  node: RuleTree,
  path: readonly string[],
): string {
  const name = nameOf(generation, path);
  if (policy.planned.has(name)) return name;
  policy.planned.add(name);
  policy.queue.push(() => {
    policy.functions.push(planRules(policy, generation, node, path, name));
  });
  return name;
}

/** The function that computes a package: its rules and packages below, over the base document. */
export function extentFunction(
  policy: PolicyContext,
  generation: Generation,
  node: RuleTree,
  path: readonly string[],
): string {
  const name = nameOf(generation, path);
  if (policy.planned.has(name)) return name;
  policy.planned.add(name);
  policy.queue.push(() => {
    policy.functions.push(planExtent(policy, generation, node, path, name));
  });
  return name;
}

function planExtent(
  policy: PolicyContext,
  generation: Generation,
  node: RuleTree,
  path: readonly string[],
  name: string,
): ir.Func {
  const span = firstSpan(node) ?? { source: { path: name, text: '' }, start: 0, end: 0 };
  const context = new FunctionContext(policy, generation, 2, span);
  const result = context.local();
  const block = context.block(() => {
    const virtual = context.local();
    context.emit({ kind: 'MakeObject', target: virtual });
    for (const [part, child] of node.children) {
      const childPath = [...path, part];
      if (isHidden(generation, childPath) || isFunctionNode(child)) continue;
      context.inBlock(() => {
        const value = context.local();
        const callee =
          child.rules.length > 0
            ? ruleFunction(policy, generation, child, childPath)
            : extentFunction(policy, generation, child, childPath);
        context.emit({ kind: 'Call', function: callee, args: [local(0), local(1)], result: value });
        context.emit({
          kind: 'ObjectInsert',
          key: context.stringOperand(part),
          value: local(value),
          object: virtual,
        });
      });
    }
    context.emit({ kind: 'AssignVar', source: local(virtual), target: result });
    context.inBlock(() => {
      let base: ir.Operand = local(1);
      for (const part of path) {
        const target = context.local();
        context.emit({ kind: 'Dot', source: base, key: context.stringOperand(part), target });
        base = local(target);
      }
      context.emit({ kind: 'IsObject', source: base });
      context.emit({ kind: 'ObjectMerge', a: context.asLocal(base), b: virtual, target: result });
    });
    context.emit({ kind: 'ReturnLocal', source: result });
  });
  return {
    name,
    path: [`g${generation.id}`, ...path],
    params: [0, 1],
    return: result,
    blocks: [block],
  };
}

function firstSpan(node: RuleTree): Span | undefined {
  const [first] = node.rules;
  if (first !== undefined) return first.rule.span;
  for (const child of node.children.values()) {
    const span = firstSpan(child);
    if (span !== undefined) return span;
  }
  return undefined;
}

/** Own rules, and where one of them has vars in its head, those below as well: they share one object. */
function rulesOf(node: RuleTree, generation: Generation, path: readonly string[]): AnalysedRule[] {
  const isOpen = node.rules.some(({ rule }) => dynamicSuffix(rule).length > 0);
  if (!isOpen) return [...node.rules];
  const all = [...node.rules];
  const collect = (below: RuleTree, belowPath: readonly string[]): void => {
    for (const [part, child] of below.children) {
      const childPath = [...belowPath, part];
      if (isHidden(generation, childPath)) continue;
      all.push(...child.rules.filter(({ rule }) => rule.head.args === undefined));
      collect(child, childPath);
    }
  };
  collect(node, path);
  return all;
}

function planRules(
  policy: PolicyContext,
  generation: Generation,
  node: RuleTree,
  path: readonly string[],
  name: string,
): ir.Func {
  const rules = rulesOf(node, generation, path);
  const [first] = rules as [AnalysedRule];
  const arity = first.rule.head.args?.length ?? 0;
  const context = new FunctionContext(policy, generation, 2 + arity, first.rule.span);
  const result = context.local();
  const isObject = rules.some(({ rule }) => rule.head.ref.parts.length > path.length + 1);
  const block = context.block(() => {
    // A head counts as run where its rule gave something, not where it was asked for.
    context.leavePlace();
    if (isObject) planObject(context, rules, path, result);
    else if (first.rule.head.key !== undefined) planSet(context, rules, result);
    else planComplete(context, rules, result);
    context.emit({ kind: 'ReturnLocal', source: result });
  });
  const params = Array.from({ length: 2 + arity }, (_, index) => index);
  return { name, path: [`g${generation.id}`, ...path], params, return: result, blocks: [block] };
}

function planSet(context: FunctionContext, rules: readonly AnalysedRule[], result: ir.Local): void {
  context.emit({ kind: 'MakeSet', target: result });
  for (const { rule } of rules) {
    context.inBlock(() =>
      planBody(context, rule.body, () => {
        planTerm(context, rule.head.key as ast.Term, (value) => {
          context.place(rule.head.span);
          context.emit({ kind: 'SetAdd', value, set: result });
        });
      }),
    );
  }
}

/** Complete rules and functions: every body runs, and all must agree; else branches only where none before held. */
function planComplete(
  context: FunctionContext,
  rules: readonly AnalysedRule[],
  result: ir.Local,
): void {
  const constant = commonConstant(rules);
  const fallback = rules.find(({ rule }) => rule.default);
  for (const { rule } of rules) {
    if (rule.default) continue;
    if (rule.else === undefined) {
      context.inBlock(() => planBranch(context, rule, result, constant));
      continue;
    }
    const chain = context.local();
    context.emit({ kind: 'ResetLocal', target: chain });
    for (let branch: ast.Rule | undefined = rule; branch !== undefined; branch = branch.else) {
      const current = branch;
      context.inBlock(() => {
        context.leavePlace();
        if (current !== rule) context.emit({ kind: 'IsUndefined', source: chain });
        planBranch(context, current, chain, false);
      });
    }
    context.inBlock(() => {
      context.leavePlace();
      context.emit({ kind: 'IsDefined', source: chain });
      context.place(rule.head.span);
      context.emit({ kind: 'AssignVarOnce', source: local(chain), target: result });
    });
  }
  if (fallback === undefined) return;
  context.inBlock(() => {
    context.leavePlace();
    context.emit({ kind: 'IsUndefined', source: result });
    context.place(fallback.rule.head.span);
    planArguments(context, fallback.rule, () => {
      planBody(context, fallback.rule.body, () => {
        planTerm(context, fallback.rule.head.value as ast.Term, (value) => {
          context.emit({ kind: 'AssignVar', source: value, target: result });
        });
      });
    });
  });
}

/** Whether all rules give the same scalar, so that the first one that holds settles it. */
function commonConstant(rules: readonly AnalysedRule[]): boolean {
  const texts = new Set<string>();
  for (const { rule } of rules) {
    if (rule.default) continue;
    const { value } = rule.head;
    if (rule.else !== undefined || value === undefined) return false;
    if (value.kind === 'boolean') texts.add(String(value.value));
    else if (value.kind === 'string') texts.add(JSON.stringify(value.value));
    else if (value.kind === 'number') texts.add(`n${value.text}`);
    else return false;
  }
  return texts.size === 1;
}

export function planBranch(
  context: FunctionContext,
  rule: ast.Rule,
  target: ir.Local,
  isConstant: boolean,
): void {
  planArguments(context, rule, () => {
    planBody(context, rule.body, () => {
      planTerm(context, rule.head.value as ast.Term, (source) => {
        context.place(rule.head.span);
        context.emit({ kind: 'AssignVarOnce', source, target });
        if (isConstant) context.emit({ kind: 'ReturnLocal', source: target });
      });
    });
  });
}

function planArguments(context: FunctionContext, rule: ast.Rule, next: () => void): void {
  const patterns = rule.head.args ?? [];
  const match = (index: number): void => {
    const pattern = patterns[index];
    if (pattern === undefined) next();
    else planMatch(context, pattern, local(index + 2), () => match(index + 1));
  };
  match(0);
}

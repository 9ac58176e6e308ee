import type * as ast from '../syntax/ast.js';
import type { AnalysedRule, RuleTree } from './analysed.js';
import { groundPrefix } from './names.js';

interface Growing {
  rules: AnalysedRule[];
  children: Map<string, Growing>;
}

/** All rules by where their ground prefix ends. The root stands for `data`. */
export function buildRuleTree(modules: readonly ast.Module[]): RuleTree {
  const root: Growing = { rules: [], children: new Map() };
  for (const module of modules) {
    descend(root, groundPrefix(module.package.path).slice(1));
    for (const rule of module.rules) {
      descend(root, groundPrefix(rule.head.ref).slice(1)).rules.push({ rule, module });
    }
  }
  return root;
}

function descend(root: Growing, path: readonly string[]): Growing {
  let node = root;
  for (const part of path) {
    let child = node.children.get(part);
    if (child === undefined) {
      child = { rules: [], children: new Map() };
      node.children.set(part, child);
    }
    node = child;
  }
  return node;
}

/** The node at a path below `data`, or undefined. */
export function nodeAt(tree: RuleTree, path: readonly string[]): RuleTree | undefined {
  let node: RuleTree | undefined = tree;
  for (const part of path) node = node?.children.get(part);
  return node;
}

/** The parts of a rule's head behind its ground prefix: empty, but for `p[x] := v` and the like. */
export function dynamicSuffix({ head }: ast.Rule): readonly ast.Term[] {
  return head.ref.parts.slice(groundPrefix(head.ref).length);
}

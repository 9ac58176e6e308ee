/** Which rules read which others: for recursion, and for leaving out what an entrypoint does not reach. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type * as ast from '../syntax/ast.js';
import type { AnalysedRule, RuleTree } from './analysed.js';
import * as errors from './errors.js';
import { pathText } from './names.js';
import { operatorName } from './walk.js';

/** The rules, by path text, that each rule path reads. */
export function dependencyGraph(tree: RuleTree): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  const visit = (node: RuleTree, path: readonly string[]): void => {
    if (node.rules.length > 0) {
      const reads = new Set<string>();
      for (const { rule } of node.rules) readsOf(rule, tree, reads);
      graph.set(pathText(path), reads);
    }
    for (const [part, child] of node.children) visit(child, [...path, part]);
  };
  visit(tree, ['data']);
  return graph;
}

function readsOf(rule: ast.Rule, tree: RuleTree, reads: Set<string>): void {
  const addPath: AddPath = (path) => addReads(tree, path, reads);
  const bodies: ast.Body[] = [];
  for (let branch: ast.Rule | undefined = rule; branch !== undefined; branch = branch.else) {
    bodies.push(branch.body);
    for (const term of [branch.head.key, branch.head.value]) if (term) readTerm(term, addPath);
  }
  for (const body of bodies) readBody(body, addPath);
}

/** A path's parts; undefined stands for one that is not known, null for one that no rule can have. */
type AddPath = (path: readonly (string | undefined | null)[]) => void;

function readBody(body: ast.Body, addPath: AddPath): void {
  const inspect = (expr: ast.Expr): void => {
    for (const { target, value, replacement } of expr.with) {
      readTerm(target, addPath);
      readTerm(value, addPath);
      if (replacement !== undefined) addFunction(operatorName(replacement), addPath);
    }
    switch (expr.kind) {
      case 'callExpr':
        addFunction(operatorName(expr.operator), addPath);
        for (const operand of expr.operands) readTerm(operand, addPath);
        return;
      case 'termExpr':
        readTerm(expr.term, addPath);
        return;
      case 'every':
        readTerm(expr.domain, addPath);
        expr.body.forEach(inspect);
        return;
      case 'and':
      case 'or':
        [...expr.left, ...expr.right].forEach(inspect);
        return;
      case 'notBody':
        expr.body.forEach(inspect);
    }
  };
  body.forEach(inspect);
}

/** Built-ins are no rules. */
function addFunction(name: string, addPath: AddPath): void {
  if (name.startsWith('data.')) addPath(name.split('.'));
}

function readTerm(term: ast.Term, addPath: AddPath): void {
  switch (term.kind) {
    case 'ref': {
      const { parts } = term;
      const head = parts[0];
      if (head?.kind === 'var' && head.name === 'data') {
        addPath(parts.map((part, index) => (index === 0 ? 'data' : pathPart(part))));
      }
      for (let index = 1; index < parts.length; index++)
        readTerm(parts[index] as ast.Term, addPath);
      return;
    }
    case 'array':
    case 'set':
      for (const item of term.items) readTerm(item, addPath);
      return;
    case 'object':
      for (const entry of term.entries) for (const part of entry) readTerm(part, addPath);
      return;
    case 'arrayComprehension':
    case 'setComprehension':
      readTerm(term.term, addPath);
      readBody(term.body, addPath);
      return;
    case 'objectComprehension':
      readTerm(term.key, addPath);
      readTerm(term.value, addPath);
      readBody(term.body, addPath);
  }
}

function pathPart(part: ast.Term): string | undefined | null {
  if (part.kind === 'string') return part.value;
  return part.kind === 'var' || part.kind === 'ref' ? undefined : null;
}

/** The rules on the way to a path, or below it where the path ends above rules. */
function addReads(
  tree: RuleTree,
  path: readonly (string | undefined | null)[],
  reads: Set<string>,
): void {
  if (path[0] !== 'data') return;
  const follow = (node: RuleTree, walked: readonly string[], rest: typeof path): void => {
    if (node.rules.length > 0) reads.add(pathText(walked));
    const [part, ...later] = rest;
    if (rest.length === 0) addAllBelow(node, walked, reads);
    else if (part === undefined) {
      for (const [name, child] of node.children) follow(child, [...walked, name], later);
    } else if (part !== null) {
      const child = node.children.get(part);
      if (child !== undefined) follow(child, [...walked, part], later);
    }
  };
  follow(tree, ['data'], path.slice(1));
}

function addAllBelow(node: RuleTree, path: readonly string[], reads: Set<string>): void {
  if (node.rules.length > 0) reads.add(pathText(path));
  for (const [part, child] of node.children) addAllBelow(child, [...path, part], reads);
}

/** One error for every rule on a cycle. */
export function checkRecursion(
  tree: RuleTree,
  graph: ReadonlyMap<string, ReadonlySet<string>>,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const rulesAt = (name: string, next: string): AnalysedRule | undefined => {
    let found: AnalysedRule | undefined;
    const visit = (node: RuleTree, path: readonly string[]): void => {
      if (pathText(path) === name) {
        // Of several rules that one which goes round.
        const isPart = ({ rule }: AnalysedRule) => {
          const reads = new Set<string>();
          readsOf(rule, tree, reads);
          return reads.has(next);
        };
        found = node.rules.find(isPart) ?? node.rules[0];
      }
      for (const [part, child] of node.children) visit(child, [...path, part]);
    };
    visit(tree, ['data']);
    return found;
  };
  for (const name of cyclicNames(graph)) {
    const cycle = shortestCycle(name, graph);
    const rule = rulesAt(name, cycle[1] ?? name);
    if (rule !== undefined)
      diagnostics.push(errors.recursiveRule(rule.rule.head.span, name, cycle));
  }
  return diagnostics;
}

/** Names that reach themselves (Tarjan's components of more than one, or self-loops). */
function cyclicNames(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const cyclic: string[] = [];
  const connect = (name: string): void => {
    index.set(name, index.size);
    low.set(name, index.get(name) as number);
    stack.push(name);
    onStack.add(name);
    for (const next of graph.get(name) ?? []) {
      if (!index.has(next)) {
        connect(next);
        low.set(name, Math.min(low.get(name) as number, low.get(next) as number));
      } else if (onStack.has(next)) {
        low.set(name, Math.min(low.get(name) as number, index.get(next) as number));
      }
    }
    if (low.get(name) !== index.get(name)) return;
    const component: string[] = [];
    for (let popped = ''; popped !== name; ) {
      popped = stack.pop() as string;
      onStack.delete(popped);
      component.push(popped);
    }
    if (component.length > 1 || graph.get(name)?.has(name)) cyclic.push(...component);
  };
  for (const name of graph.keys()) if (!index.has(name)) connect(name);
  return cyclic.sort();
}

function shortestCycle(start: string, graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const next of graph.get(name) ?? []) {
      if (next === start) {
        const cycle = [start];
        for (let at = name; at !== start; at = cameFrom.get(at) as string) cycle.unshift(at);
        return [start, ...cycle];
      }
      if (!cameFrom.has(next)) {
        cameFrom.set(next, name);
        queue.push(next);
      }
    }
  }
  return [start];
}

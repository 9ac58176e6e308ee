import type { HostBuiltin } from '../declaration.js';
import { member } from '../objects/member.js';
import { collectionOperand, objectOperand, operandError } from '../operands.js';
import { makeSet } from '../order.js';
import { type RegoObject, RegoSet, type Value } from '../value.js';
import { valueText } from '../value-text.js';
import { walk } from './walk.js';

/** The neighbours of a node: an array or set of them. */
function neighbours(graph: RegoObject, node: Value): readonly Value[] | undefined {
  const edges = member(graph, node);
  if (Array.isArray(edges)) return edges as readonly Value[];
  return edges instanceof RegoSet ? edges.items : undefined;
}

const reachable: HostBuiltin = (args) => {
  const graph = objectOperand(args, 0);
  const queue = [...collectionOperand(args, 1)];
  const seen = new Map<string, Value>();
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const edges = neighbours(graph, node);
    const key = valueText(node);
    if (seen.has(key) || member(graph, node) === undefined) continue;
    seen.set(key, node);
    queue.push(...(edges ?? []));
  }
  return makeSet([...seen.values()]);
};

/**
 * The ways from a root, each to where it ends: a node without neighbours, one whose neighbour the graph does not hold, or one before a node that was
 * gone through already. Which nodes were is kept for each neighbour of a root anew, and shared by the ways through it, as the cases of
 * OPA have it; the evaluator of OPA 1.20 keeps it for each way.
 */
const reachablePaths: HostBuiltin = (args) => {
  const graph = objectOperand(args, 0);
  const roots = args[1] instanceof RegoSet ? args[1].items : args[1];
  if (!Array.isArray(roots)) throw operandError(args, 1, '{array, set}', 'must be');
  const paths: Value[] = [];
  const follow = (node: Value, before: readonly Value[], reached: Set<string>): void => {
    if (member(graph, node) === undefined) {
      paths.push(before);
      return;
    }
    const path = [...before, node];
    const edges = neighbours(graph, node) ?? [];
    if (edges.length === 0) paths.push(path);
    for (const edge of edges) {
      if (reached.has(valueText(edge))) paths.push(path);
      else {
        reached.add(valueText(node));
        follow(edge, path, reached);
      }
    }
  };
  for (const root of roots as readonly Value[]) {
    if (member(graph, root) === undefined) continue;
    const edges = neighbours(graph, root) ?? [];
    if (edges.length === 0) paths.push([root]);
    for (const edge of edges) follow(edge, [root], new Set([valueText(root)]));
  }
  return makeSet(paths);
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['graph.reachable', reachable],
  ['graph.reachable_paths', reachablePaths],
  ['walk', (args) => walk(args[0] as Value)],
]);

import type { HostBuiltin } from '../declaration.js';
import { member } from '../objects/member.js';
import { collectionOperand, objectOperand } from '../operands.js';
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

/** Every way from a root to where it ends: a node without neighbours in the graph, or one that closes a circle. */
const reachablePaths: HostBuiltin = (args) => {
  const graph = objectOperand(args, 0);
  const paths: Value[] = [];
  const walk = (node: Value, path: readonly Value[], onPath: ReadonlySet<string>): void => {
    const edges = neighbours(graph, node);
    const here = [...path, node];
    const next = (edges ?? []).filter((edge) => member(graph, edge) !== undefined);
    if (edges === undefined || edges.length === 0) {
      paths.push(here);
      return;
    }
    const visited = new Set(onPath).add(valueText(node));
    if (next.length === 0) paths.push(here);
    for (const edge of next) {
      if (visited.has(valueText(edge))) paths.push(here);
      else walk(edge, here, visited);
    }
  };
  for (const root of collectionOperand(args, 1)) {
    if (member(graph, root) !== undefined) walk(root, [], new Set());
  }
  return makeSet(paths);
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['graph.reachable', reachable],
  ['graph.reachable_paths', reachablePaths],
  ['walk', (args) => walk(args[0] as Value)],
]);

// Documents walked through, and graphs: objects from nodes to arrays or sets of their neighbours.
import { operandError } from './error.as';
import { alloc } from './heap.as';
import { isObjectOperand, memberAt } from './operands.as';
import { sortEntries } from './order.as';
import { find, push } from './table.as';
import { ARRAY, array_append, itemAt, keyAt, lengthOf, make_array, make_int, make_set, makeArrayOf, SET, typeOf, valueAt } from './value.as';

/** `[path, value]` of a document and everything below it, each before what it holds, in the order of the keys. */
export function walk(v: u32): u32 {
  const found = make_array(16);
  visit(v, 0, 0, found);
  return found;
}

/** `path`: the address of the items of the path, `depth` of them. */
function visit(v: u32, path: u32, depth: u32, found: u32): void {
  const pair = make_array(2);
  array_append(pair, makeArrayOf(path, depth));
  array_append(pair, v);
  array_append(found, pair);
  const type = typeOf(v);
  if (type < ARRAY) return;
  if (type != ARRAY) sortEntries(v);
  for (let i: u32 = 0, n = lengthOf(v); i < n; i++) {
    const below = alloc((depth + 1) << 2);
    memory.copy(below, path, depth << 2);
    store<u32>(below + (depth << 2), type == ARRAY ? make_int(i) : keyAt(v, i));
    visit(type == ARRAY ? itemAt(v, i) : valueAt(v, i), below, depth + 1, found);
  }
}

/** All nodes that are keys of the graph and can be come to from the given ones, which are among them. */
export function graph_reachable(graph: u32, initial: u32): u32 {
  if (!isObjectOperand(1, graph)) return 0;
  // Without the `one of` that OPA says elsewhere.
  if (typeOf(initial) != ARRAY && typeOf(initial) != SET) return operandError(2, '{array, set}', initial);
  const queue = make_array(lengthOf(initial));
  addNodes(queue, initial);
  const reached = make_set();
  for (let at: u32 = 0; at < lengthOf(queue); at++) {
    const node = itemAt(queue, at);
    const entry = find(graph, node);
    if (!entry || find(reached, node)) continue;
    push(reached, node, node);
    addNodes(queue, load<u32>(entry, 4));
  }
  return reached;
}

function addNodes(queue: u32, nodes: u32): void {
  if (typeOf(nodes) != ARRAY && typeOf(nodes) != SET) return;
  for (let i: u32 = 0, n = lengthOf(nodes); i < n; i++) array_append(queue, memberAt(nodes, i));
}

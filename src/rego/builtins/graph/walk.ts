import { RegoObject, RegoSet, type Value } from '../value.js';

/** `[path, value]` of a document and everything below it, in the order of the keys. */
export function walk(value: Value): Value[] {
  const found: Value[] = [];
  const visit = (node: Value, path: readonly Value[]): void => {
    found.push([path, node]);
    const entries: readonly (readonly [Value, Value])[] =
      node instanceof RegoObject
        ? node.entries
        : node instanceof RegoSet
          ? node.items.map((item) => [item, item] as const)
          : Array.isArray(node)
            ? (node as readonly Value[]).map((item, index) => [index, item] as const)
            : [];
    for (const [key, child] of entries) visit(child, [...path, key]);
  };
  visit(value, []);
  return found;
}

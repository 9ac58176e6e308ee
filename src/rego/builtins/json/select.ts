/** What `json.filter` keeps and `json.remove` takes away. */
import { makeSet } from '../order.js';
import { RegoObject, RegoSet, type Value } from '../value.js';
import { type PathTree, segmentKey } from './paths.js';

export function keepPaths(value: Value, tree: PathTree): Value {
  if (tree.ends) return value;
  const chosen = (key: Value): PathTree | undefined => tree.children.get(segmentKey(key));
  if (value instanceof RegoObject) {
    return new RegoObject(
      value.entries.flatMap(([key, item]) => {
        const below = chosen(key);
        return below === undefined ? [] : [[key, keepPaths(item, below)] as const];
      }),
    );
  }
  if (value instanceof RegoSet) {
    return makeSet(
      value.items.flatMap((item) => {
        const below = chosen(item);
        return below === undefined ? [] : [keepPaths(item, below)];
      }),
    );
  }
  if (Array.isArray(value)) {
    return (value as readonly Value[]).flatMap((item, index) => {
      const below = chosen(index);
      return below === undefined ? [] : [keepPaths(item, below)];
    });
  }
  return value;
}

export function removePaths(value: Value, tree: PathTree): Value {
  const without = (key: Value, item: Value): Value | undefined => {
    const below = tree.children.get(segmentKey(key));
    if (below === undefined) return item;
    return below.ends ? undefined : removePaths(item, below);
  };
  if (value instanceof RegoObject) {
    return new RegoObject(
      value.entries.flatMap(([key, item]) => {
        const rest = without(key, item);
        return rest === undefined ? [] : [[key, rest] as const];
      }),
    );
  }
  if (value instanceof RegoSet) {
    return makeSet(
      value.items.flatMap((item) => {
        const rest = without(item, item);
        return rest === undefined ? [] : [rest];
      }),
    );
  }
  if (Array.isArray(value)) {
    return (value as readonly Value[]).flatMap((item, index) => {
      const rest = without(index, item);
      return rest === undefined ? [] : [rest];
    });
  }
  return value;
}

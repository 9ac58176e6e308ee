import { itemsOf, stringOf, type YamlEntry, type YamlMap, type YamlNode } from '../../yaml/node.js';

/** References that lead to references are followed up to this depth, as GitLab does. */
const DEEPEST = 10;

/** Nodes that one job may have after its references were followed. */
const MOST = 20_000;

/** A node with every `!reference [job, key, …]` replaced by what it names; names that lead nowhere are handed to `missing`. */
export function withReferences(
  node: YamlNode,
  root: YamlMap,
  missing: (name: string) => void,
): YamlNode {
  let left = MOST;

  function resolve(one: YamlNode, depth: number): YamlNode {
    left -= 1;
    if (one.kind === 'scalar' || left < 0) return one;
    if (one.kind === 'list') {
      if (one.tag === '!reference') return referred(one, depth);
      return { ...one, items: one.items.map((item) => resolve(item, depth)) };
    }
    const entries = [...one.entries].map(([name, { key, value }]): [string, YamlEntry] => [
      name,
      { key, value: resolve(value, depth) },
    ]);
    return { ...one, entries: new Map(entries) };
  }

  function referred(reference: YamlNode, depth: number): YamlNode {
    const path = itemsOf(reference).map((item) => stringOf(item) ?? '');
    let target: YamlNode | undefined = root;
    for (const key of path)
      target = target?.kind === 'map' ? target.entries.get(key)?.value : undefined;
    if (target === undefined || path.length === 0 || depth >= DEEPEST) {
      missing(path.join('.'));
      return { kind: 'list', items: [], span: reference.span, size: 1 };
    }
    return resolve(target, depth + 1);
  }

  return resolve(node, 0);
}

import type { YamlEntry, YamlMap, YamlNode } from '../../yaml/node.js';

/** GitLab's deep merge: maps are joined key by key, anything else is replaced by the later one. */
export function mergeMaps(earlier: YamlMap, later: YamlMap): YamlMap {
  const entries = new Map<string, YamlEntry>(earlier.entries);
  for (const [name, { key, value }] of later.entries) {
    const before = entries.get(name)?.value;
    entries.set(name, { key, value: merged(before, value) });
  }
  let size = 1;
  for (const { value } of entries.values()) size += value.size;
  return { kind: 'map', entries, span: later.span, size };
}

function merged(before: YamlNode | undefined, value: YamlNode): YamlNode {
  return before?.kind === 'map' && value.kind === 'map' ? mergeMaps(before, value) : value;
}

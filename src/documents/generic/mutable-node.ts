import type { Span } from '../../diagnostics/source.js';
import type { YamlEntry, YamlNode } from '../yaml/node.js';

type Growing = { readonly key: Span } & (
  | { readonly map: MutableMap }
  | { readonly items: MutableMap[]; readonly span: Span }
  | { readonly node: YamlNode }
);

/** A map that grows while a file is read whose parts of one map stand apart. */
export class MutableMap {
  readonly #entries = new Map<string, Growing>();
  readonly #span: Span;

  constructor(span: Span) {
    this.#span = span;
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  set(name: string, key: Span, node: YamlNode): void {
    this.#entries.set(name, { key, node });
  }

  /** The map under a name, made where there is none; of a list of maps the last one. */
  map(name: string, key: Span, span: Span): MutableMap {
    const known = this.#entries.get(name);
    if (known && 'map' in known) return known.map;
    const last = known && 'items' in known ? known.items.at(-1) : undefined;
    if (last) return last;
    const map = new MutableMap(span);
    this.#entries.set(name, { key, map });
    return map;
  }

  /** A new map at the end of the list under a name. */
  item(name: string, key: Span, span: Span): MutableMap {
    const known = this.#entries.get(name);
    const map = new MutableMap(span);
    if (known && 'items' in known) known.items.push(map);
    else this.#entries.set(name, { key, items: [map], span });
    return map;
  }

  done(): YamlNode {
    const entries = new Map<string, YamlEntry>();
    let size = 1;
    for (const [name, growing] of this.#entries) {
      const value = nodeOf(growing);
      size += value.size;
      entries.set(name, { key: growing.key, value });
    }
    return { kind: 'map', entries, span: this.#span, size };
  }
}

function nodeOf(growing: Growing): YamlNode {
  if ('node' in growing) return growing.node;
  if ('map' in growing) return growing.map.done();
  const items = growing.items.map((item) => item.done());
  return { kind: 'list', items, span: growing.span, size: 1 + items.length };
}

/** What stands in a YAML file, with the place of every node. Aliases and merge keys are followed; nothing is copied for that. */
import type { Span } from '../../diagnostics/source.js';
import type { Json } from '../../model/json.js';
import type { TextLocation } from '../../model/location.js';
import { placeOf } from '../place.js';

export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly span: Span;
  /** As written, such as `!reference`; absent for the plain ones. */
  readonly tag?: string;
  /** Nodes in it, aliases followed. */
  readonly size: number;
}

export interface YamlEntry {
  readonly key: Span;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly span: Span;
  readonly tag?: string;
  readonly size: number;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly style: ScalarStyle;
  readonly span: Span;
  readonly tag?: string;
  readonly size: 1;
}

export type YamlPath = readonly (string | number)[];

/** The value without its places. What aliases repeat is shared, not copied. */
export function jsonOf(node: YamlNode | undefined): Json {
  return node === undefined ? null : convert(node, new Map());
}

function convert(node: YamlNode, known: Map<YamlNode, Json>): Json {
  if (node.kind === 'scalar') return node.value;
  const before = known.get(node);
  if (before !== undefined) return before;
  const value: Json =
    node.kind === 'list'
      ? node.items.map((item) => convert(item, known))
      : Object.fromEntries(
          [...node.entries].map(([key, entry]) => [key, convert(entry.value, known)]),
        );
  known.set(node, value);
  return value;
}

/** The value of a key; undefined for what is no map. */
export function entryOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

/** Names and values of a map; none for anything else. */
export function entriesOf(node: YamlNode | undefined): readonly (readonly [string, YamlEntry])[] {
  return node?.kind === 'map' ? [...node.entries] : [];
}

/** Items of a list; none for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** A string that is not empty; undefined for anything else. */
export function stringOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' && node.value !== ''
    ? node.value
    : undefined;
}

/** One string, or those of a list. */
export function stringsOf(node: YamlNode | undefined): readonly string[] {
  return (node?.kind === 'list' ? node.items : [node]).flatMap((item) => stringOf(item) ?? []);
}

/** The place of a span, as rules see it in `loc`. */
export function locationOf({ source, start, end }: Span): TextLocation {
  return placeOf(source, start, end);
}

/** Where the node is that a path leads to, with its key: a finding about it belongs there. */
export function spanAt(root: YamlNode, path: YamlPath): Span | undefined {
  let node: YamlNode = root;
  let span: Span = root.span;
  for (const step of path) {
    if (node.kind === 'map') {
      const entry: YamlEntry | undefined = node.entries.get(String(step));
      if (entry === undefined) return undefined;
      node = entry.value;
      span = joined(entry.key, node.span);
    } else if (node.kind === 'list') {
      const item: YamlNode | undefined = node.items[Number(step)];
      if (item === undefined) return undefined;
      node = item;
      span = item.span;
    } else return undefined;
  }
  return span;
}

/** From a key to the end of its value; the key alone where the value stands elsewhere, behind an alias. */
function joined(key: Span, value: Span): Span {
  const follows = key.source === value.source && value.start >= key.start;
  return follows ? { ...key, end: Math.max(key.end, value.end) } : key;
}

/**
 * YAML for files that decide: every node keeps its place, and what makes a file mean something else than it
 * shows is refused: duplicate keys, anchors, aliases, merge keys, tags, several documents in one file.
 */
import { Composer, isAlias, isMap, isScalar, isSeq, type Node, Parser } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source, Span } from '../diagnostics/source.js';
import {
  duplicateKey,
  emptyRecord,
  hugeRecord,
  indirectYaml,
  wrongValue,
  yamlSyntax,
} from './errors.js';
import type { Json } from './json.js';
import { deeperThan } from './yaml-depth.js';

/** A YAML value with its place. */
export type PlacedNode = PlacedMap | PlacedList | PlacedScalar;

export interface PlacedMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, PlacedEntry>;
  readonly span: Span;
}

export interface PlacedEntry {
  readonly key: Span;
  readonly value: PlacedNode;
}

export interface PlacedList {
  readonly kind: 'list';
  readonly items: readonly PlacedNode[];
  readonly span: Span;
}

export interface PlacedScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

export interface StrictYaml {
  /** Absent where the file is empty or could not be read at all. */
  readonly value?: PlacedNode;
  readonly diagnostics: readonly Diagnostic[];
}

/** Deeper nesting than this is no governance file. */
const DEEPEST = 64;

/** A larger file, in UTF-16 units, is no governance file either. */
const LARGEST = 1_000_000;

/** Reads one YAML document; JSON is YAML as well. */
export function parseStrictYaml(source: Source): StrictYaml {
  if (source.text.length > LARGEST) return { diagnostics: [hugeRecord(source, LARGEST)] };
  const diagnostics: Diagnostic[] = [];
  const at = (start: number, end: number): Span => ({ source, start, end: Math.max(start, end) });
  const tokens = [...new Parser().parse(source.text)];
  const deep = deeperThan(DEEPEST * 8, tokens);
  if (deep !== undefined) {
    return {
      diagnostics: [yamlSyntax(at(deep, deep + 1), `nested deeper than ${DEEPEST} levels`)],
    };
  }
  const list = [
    ...new Composer({ uniqueKeys: false, merge: false, prettyErrors: false }).compose(tokens),
  ];
  const [document, second] = list;
  if (document === undefined || document.contents === null) {
    for (const error of document?.errors ?? []) {
      diagnostics.push(yamlSyntax(at(error.pos[0], error.pos[1]), error.message));
    }
    return { diagnostics: diagnostics.length > 0 ? diagnostics : [emptyRecord(source)] };
  }
  for (const error of [...document.errors, ...document.warnings]) {
    diagnostics.push(
      yamlSyntax(at(error.pos[0], error.pos[1]), error.message.split('\n')[0] ?? ''),
    );
  }
  if (second !== undefined) {
    const start = second.range[0];
    diagnostics.push(indirectYaml(at(start, start + 3), 'several documents in one file are'));
  }
  if (diagnostics.length > 0) return { diagnostics };

  const spanOf = (node: Node): Span => at(node.range?.[0] ?? 0, node.range?.[1] ?? 0);

  function convert(node: Node, depth: number): PlacedNode {
    const span = spanOf(node);
    if (depth > DEEPEST) {
      diagnostics.push(yamlSyntax(span, `nested deeper than ${DEEPEST} levels`));
      return { kind: 'scalar', value: null, span };
    }
    if (isAlias(node)) {
      diagnostics.push(indirectYaml(span, 'aliases are'));
      return { kind: 'scalar', value: null, span };
    }
    if ('anchor' in node && node.anchor) diagnostics.push(indirectYaml(span, 'anchors are'));
    if (node.tag !== undefined && isWrittenTag(node)) {
      diagnostics.push(indirectYaml(span, 'tags are'));
    }
    if (isMap(node)) return convertMap(node, span, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => convert(item as Node, depth + 1));
      return { kind: 'list', items, span };
    }
    return { kind: 'scalar', value: scalarOf(node, span), span };
  }

  function convertMap(
    node: { items: readonly { key: unknown; value: unknown }[] },
    span: Span,
    depth: number,
  ): PlacedMap {
    const entries = new Map<string, PlacedEntry>();
    for (const { key, value } of node.items) {
      const keyNode = key as Node;
      const keySpan = spanOf(keyNode);
      const name =
        isScalar(keyNode) && !('anchor' in keyNode && keyNode.anchor) ? keyNode.value : undefined;
      if (typeof name !== 'string') {
        diagnostics.push(wrongValue(keySpan, 'a key', 'a plain string'));
        continue;
      }
      if (name === '<<') diagnostics.push(indirectYaml(keySpan, 'merge keys are'));
      const before = entries.get(name);
      if (before !== undefined) diagnostics.push(duplicateKey(keySpan, before.key, name));
      const placed: PlacedNode =
        value === null || value === undefined
          ? { kind: 'scalar', value: null, span: keySpan }
          : convert(value as Node, depth + 1);
      entries.set(name, { key: keySpan, value: placed });
    }
    return { kind: 'map', entries, span };
  }

  function scalarOf(node: Node, span: Span): string | number | boolean | null {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    diagnostics.push(wrongValue(span, 'a value', 'a string, a finite number, a boolean or null'));
    return null;
  }

  const value = convert(document.contents as Node, 0);
  return diagnostics.length > 0 ? { diagnostics } : { value, diagnostics };
}

/** The parser fills in tags for plain collections and strings; only those in the text count. */
function isWrittenTag(node: Node): boolean {
  const token = node as { tag?: string; srcToken?: unknown };
  return token.tag !== undefined && !/^tag:yaml\.org,2002:(map|seq|str)$/.test(token.tag);
}

/** The value without its places. */
export function toJson(node: PlacedNode): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toJson);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, toJson(value)]));
  }
}

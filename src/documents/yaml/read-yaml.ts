/** YAML as other programs' files have it: whatever can be understood is read, and what is wrong is reported beside it. */
import { Composer, isAlias, isMap, isScalar, isSeq, type Node, Parser } from 'yaml';
import type { Source, Span } from '../../diagnostics/source.js';
import type { Problem } from '../../model/document.js';
import { deeperThan } from '../../model/yaml-depth.js';
import { placeOf } from '../place.js';
import type { ScalarStyle, YamlEntry, YamlNode } from './node.js';

export interface ReadYaml {
  /** The documents of the file, empty ones left out. */
  readonly documents: readonly YamlNode[];
  readonly problems: readonly Problem[];
}

/** Nodes nested deeper are refused: the parser recurses, and its stack would not bear it. */
const DEEPEST = 512;

/** Larger texts are refused, in UTF-16 units: a node of YAML costs some microseconds and about 1 kB. */
const LARGEST = 4_000_000;

/** Documents of one file that are read. */
const MOST_DOCUMENTS = 5000;

/** Nodes that a document may have with its aliases followed, unless it wrote a tenth of them itself. */
const MOST_NODES = 50_000;

/** Problems that are reported of one file. */
const MOST_PROBLEMS = 20;

/**
 * Reads all documents of a file. Never throws.
 *
 * @param tags tags of its own that the format gives a meaning, such as `!reference`
 */
export function readYaml(source: Source, tags: ReadonlySet<string> = new Set()): ReadYaml {
  const problems: Problem[] = [];
  const report = (code: string, message: string, start: number, end: number) => {
    if (problems.length < MOST_PROBLEMS) {
      problems.push({ code, message, loc: placeOf(source, start, Math.max(start, end)) });
    }
  };
  if (source.text.length > LARGEST) {
    report('yaml', `it is longer than ${LARGEST} characters`, 0, 0);
    return { documents: [], problems };
  }
  const tokens = [...new Parser().parse(source.text)];
  const deep = deeperThan(DEEPEST, tokens);
  if (deep !== undefined) {
    report('yaml', `it is nested more than ${DEEPEST} deep`, deep, deep + 1);
    return { documents: [], problems };
  }
  const documents: YamlNode[] = [];
  const composer = new Composer({ uniqueKeys: false, merge: false, prettyErrors: false });
  for (const document of composer.compose(tokens)) {
    for (const { message, pos } of document.errors) report('yaml', lowered(message), ...pos);
    if (isEmpty(document.contents)) continue;
    if (documents.length >= MOST_DOCUMENTS) {
      report('yaml', `it has more than ${MOST_DOCUMENTS} documents`, ...spread(document.range));
      break;
    }
    const convert = converter(source, tags, report);
    const { node, written } = convert(document.contents as Node);
    if (node.size > MOST_NODES && node.size > written * 10) {
      report('aliases', 'its aliases lead to too much', ...spread(document.range));
    } else documents.push(node);
  }
  return { documents, problems };
}

type Report = (code: string, message: string, start: number, end: number) => void;

function spread(range: readonly number[] | null | undefined): [number, number] {
  return [range?.[0] ?? 0, range?.[0] ?? 0];
}

/** Turns the library's nodes into ours; anchors are those of one document. */
function converter(source: Source, tags: ReadonlySet<string>, report: Report) {
  const anchors = new Map<string, YamlNode>();
  let written = 0;

  function convert(node: Node): YamlNode {
    written += 1;
    const [start = 0, end = start] = node.range ?? [];
    const span: Span = { source, start, end: isScalar(node) ? end : trimmed(source, start, end) };
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target !== undefined) return target;
      report('aliases', `no anchor \`${node.source.slice(0, 50)}\` stands before it`, start, end);
      return { kind: 'scalar', value: null, style: 'plain', span, size: 1 };
    }
    const made = collect(node, span);
    if ('anchor' in node && node.anchor) anchors.set(node.anchor, made);
    return made;
  }

  function collect(node: Node, span: Span): YamlNode {
    const tag = tagOf(node);
    if (tag !== undefined && !tags.has(tag) && !tag.startsWith('tag:yaml.org,2002:')) {
      report('tag', `the tag \`${tag.slice(0, 50)}\` means nothing here`, span.start, span.end);
    }
    const tagged = tag === undefined ? {} : { tag };
    if (isSeq(node)) {
      const items = node.items.map((item) => convert(item as Node));
      return { kind: 'list', items, span, ...tagged, size: sizeOf(items) };
    }
    if (isMap(node)) {
      const entries = entriesOf(node.items as readonly YamlPair[], span);
      const size = sizeOf([...entries.values()].map(({ value }) => value));
      return { kind: 'map', entries, span, ...tagged, size };
    }
    const [value, style] = isScalar(node)
      ? [scalarValue(node.value, node.source), STYLES[node.type ?? 'PLAIN'] ?? 'plain']
      : [null, 'plain' as const];
    return { kind: 'scalar', value, style, span, ...tagged, size: 1 };
  }

  function entriesOf(pairs: readonly YamlPair[], whole: Span): ReadonlyMap<string, YamlEntry> {
    const entries = new Map<string, YamlEntry>();
    const merged: YamlNode[] = [];
    for (const { key, value } of pairs) {
      const keyNode = key === null ? undefined : convert(key);
      const keySpan = keyNode?.span ?? { ...whole, end: whole.start };
      const node: YamlNode =
        value === null || value === undefined
          ? { kind: 'scalar', value: null, style: 'plain', span: keySpan, size: 1 }
          : convert(value);
      const isMerge = keyNode?.kind === 'scalar' && keyNode.value === '<<';
      if (isMerge && node.kind !== 'scalar') {
        merged.push(...(node.kind === 'list' ? node.items : [node]));
        continue;
      }
      if (keyNode !== undefined && keyNode.kind !== 'scalar') {
        report('key', 'a key must be a plain value', keySpan.start, keySpan.end);
        continue;
      }
      const name = String(keyNode?.value ?? '');
      if (entries.has(name)) {
        report(
          'duplicate-key',
          `\`${name.slice(0, 50)}\` stands here twice`,
          keySpan.start,
          keySpan.end,
        );
      }
      entries.set(name, { key: keySpan, value: node });
    }
    // What is written counts before what is merged, and the first of several merged maps before the others.
    for (const map of merged) {
      if (map.kind !== 'map') continue;
      for (const [name, entry] of map.entries) if (!entries.has(name)) entries.set(name, entry);
    }
    return entries;
  }

  return (node: Node) => {
    const made = convert(node);
    return { node: made, written };
  };
}

/** A block ends with its last line, not with the white space behind it. */
function trimmed({ text }: Source, start: number, end: number): number {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? '')) last -= 1;
  return last;
}

/** Of a document without content the library makes an empty scalar, or nothing. */
function isEmpty(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && !contents.source);
}

interface YamlPair {
  readonly key: Node | null;
  readonly value: Node | null | undefined;
}

const STYLES: { readonly [type: string]: ScalarStyle } = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function sizeOf(nodes: readonly YamlNode[]): number {
  let size = 1;
  for (const node of nodes) size += node.size;
  return size;
}

/** A tag that was written; the parser fills in those of plain collections and strings. */
function tagOf(node: Node): string | undefined {
  const { tag } = node as { readonly tag?: string };
  return tag === undefined || /^tag:yaml\.org,2002:(map|seq|str)$/.test(tag) ? undefined : tag;
}

/** What JSON has no value for stays a text. */
function scalarValue(
  value: unknown,
  written: string | undefined,
): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return written ?? String(value);
}

/** Control characters of the file must not end up in a message. */
function lowered(message: string): string {
  const clean = message.replace(/\s+/g, ' ').slice(0, 200);
  return `${clean.slice(0, 1).toLowerCase()}${clean.slice(1)}`;
}

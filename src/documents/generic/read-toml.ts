/** TOML 1.0 as a tree of values with their places. */
import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Source, Span } from '../../diagnostics/source.js';
import { placeOf } from '../place.js';
import type { YamlNode } from '../yaml/node.js';
import { MutableMap } from './mutable-node.js';
import type { ReadNodes } from './read-nodes.js';

/** Larger texts are refused, in UTF-16 units: the parser takes some seconds for as much. */
const LARGEST = 1_000_000;

/** Deeper nesting is refused: the parser recurses. */
const DEEPEST = 256;

/** Reads a TOML file. Never throws. */
export function readToml(source: Source): ReadNodes {
  const refuse = (message: string, at = 0): ReadNodes => ({
    documents: [],
    problems: [{ code: 'toml', message, loc: placeOf(source, at, at + 1) }],
  });
  if (source.text.length > LARGEST) return refuse(`it is larger than ${LARGEST} characters`);
  if (nesting(source.text) > DEEPEST) return refuse(`it is nested more than ${DEEPEST} deep`);
  try {
    const [table] = parseTOML(source.text, { tomlVersion: '1.0.0' }).body;
    return { documents: [treeOf(table, source)], problems: [] };
  } catch (failure) {
    if (!(failure instanceof ParseError)) return refuse('it cannot be read as TOML');
    const { message, index } = failure;
    const clean = message.replace(/\s+/g, ' ').slice(0, 200);
    return refuse(`${clean.slice(0, 1).toLowerCase()}${clean.slice(1)}`, index);
  }
}

/** At least as deep as the deepest value; brackets in texts only make it more. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [letter] of text.matchAll(/[[\]{}\n]/g)) {
    if (letter === '[' || letter === '{') deepest = Math.max(deepest, ++depth);
    else if (letter !== '\n') depth = Math.max(0, depth - 1);
  }
  return deepest;
}

function treeOf(table: AST.TOMLTopLevelTable, source: Source): YamlNode {
  const spanOf = ({ range: [start, end] }: { range: AST.Range }): Span => ({ source, start, end });
  const root = new MutableMap(spanOf(table));

  function pairs(body: readonly AST.TOMLKeyValue[], target: MutableMap): void {
    for (const pair of body) {
      const keys = pair.key.keys.map((key) => ({ name: nameOf(key), span: spanOf(key) }));
      const last = keys.pop();
      const owner = keys.reduce((map, { name, span }) => map.map(name, span, spanOf(pair)), target);
      if (last) owner.set(last.name, last.span, valueOf(pair.value));
    }
  }

  function valueOf(node: AST.TOMLContentNode): YamlNode {
    const span = spanOf(node);
    if (node.type === 'TOMLInlineTable') {
      const map = new MutableMap(span);
      pairs(node.body, map);
      return map.done();
    }
    if (node.type === 'TOMLArray') {
      const items = node.elements.map(valueOf);
      return { kind: 'list', items, span, size: 1 + items.length };
    }
    return { kind: 'scalar', value: scalarOf(node), style: 'plain', span, size: 1 };
  }

  for (const node of table.body) {
    if (node.type === 'TOMLKeyValue') pairs([node], root);
    else {
      const keys = node.key.keys.map((key) => ({ name: nameOf(key), span: spanOf(key) }));
      const last = keys.pop();
      const owner = keys.reduce((map, { name, span }) => map.map(name, span, spanOf(node)), root);
      if (last === undefined) continue;
      const own =
        node.kind === 'array'
          ? owner.item(last.name, last.span, spanOf(node))
          : owner.map(last.name, last.span, spanOf(node));
      pairs(node.body, own);
    }
  }
  return root.done();
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

/** Dates, and numbers that JSON does not hold, stay as they are written. */
function scalarOf(node: AST.TOMLValue): string | number | boolean {
  switch (node.kind) {
    case 'string':
    case 'boolean':
      return node.value;
    case 'integer':
      return Number.isSafeInteger(node.value) ? node.value : String(node.bigint);
    case 'float':
      return Number.isFinite(node.value) ? node.value : node.number;
    default:
      return node.datetime;
  }
}

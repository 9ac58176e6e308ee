import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Document, InputFile, Problem } from '../../model/document.js';
import type { TextLocation } from '../../model/location.js';
import { decode, digestBytes } from '../decode.js';
import { documentProblem } from '../errors.js';
import { isObject } from '../json/fields.js';
import { placeOf } from '../place.js';
import { type Places, readWorkflow } from './read-workflow.js';

/** How often aliases may be followed: more is a bomb. */
const MOST_ALIASES = 100;

/** Reads a workflow. What is wrong in it is a problem of the document; the rest of it is judged all the same. */
export function parse({ uri, bytes }: InputFile): Document {
  const decoded = decode(bytes);
  const source: Source = { path: uri, text: decoded.binary ? '' : decoded.text };
  const problems: Problem[] = [];
  const diagnostics: Diagnostic[] = [];
  const problem = (message: string, loc: TextLocation) => {
    problems.push({ code: 'yaml', message, loc });
    diagnostics.push(documentProblem(source, loc, message));
  };
  const start: TextLocation = { uri, line: 1, col: 1, endLine: 1, endCol: 1 };
  const tree = parseDocument(source.text, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    uniqueKeys: false,
  });
  for (const { message, pos } of tree.errors.slice(0, 20)) {
    problem(lowered(message), placeOf(source, pos[0], pos[1]));
  }
  let value: unknown;
  try {
    value = tree.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    problem('its aliases lead to too much', start);
  }
  if (!isObject(value)) {
    if (problems.length === 0) problem('it is no workflow', start);
    value = {};
  }
  const places: Places = {
    source,
    node: (path) => {
      const node = path.length === 0 ? tree.contents : tree.getIn([...path], true);
      return isNode(node) ? (node as Node) : undefined;
    },
    place: (path) => placeAt(tree.contents, path, source) ?? start,
  };
  const fileDigest = digestBytes(bytes);
  return {
    kind: 'ci',
    uri,
    fileDigest,
    source,
    complete: problems.length === 0,
    diagnostics,
    value: {
      kind: 'ci',
      uri,
      format: 'github-workflow',
      fileDigest,
      problems,
      loc: start,
      ...readWorkflow(isObject(value) ? value : {}, places),
    },
  };
}

/** The place of a key with its value, which is where a finding about it belongs. */
function placeAt(
  root: unknown,
  path: readonly (string | number)[],
  source: Source,
): TextLocation | undefined {
  let node: unknown = root;
  let start: number | undefined;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      start = isNode(pair?.key) ? pair.key.range?.[0] : start;
      node = pair?.value;
    } else if (
      typeof node === 'object' &&
      node !== null &&
      'items' in node &&
      Array.isArray(node.items)
    ) {
      node = node.items[Number(key)];
      start = isNode(node) ? node.range?.[0] : start;
    } else return undefined;
  }
  const range = isNode(node) ? node.range : undefined;
  if (start === undefined && !range) return undefined;
  return placeOf(source, start ?? range?.[0] ?? 0, range?.[1] ?? start ?? 0);
}

function lowered(message: string): string {
  const clean = message.replace(/\s+/g, ' ').slice(0, 200);
  return `${clean.slice(0, 1).toLowerCase()}${clean.slice(1)}`;
}

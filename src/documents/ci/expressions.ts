import { pointerKey } from '../json/pointer-key.js';
import { locationOf, type YamlNode } from '../yaml/node.js';
import type { Expression } from './types.js';

/** Expressions are listed up to this number. */
const MOST = 5000;

/** All expressions of a file, in their order, each with the value that it stands in. */
export function expressionsOf(root: YamlNode): readonly Expression[] {
  const found: Expression[] = [];
  collect(root, '', found, new Set());
  return found;
}

function collect(node: YamlNode, context: string, found: Expression[], seen: Set<YamlNode>): void {
  if (found.length >= MOST || seen.has(node)) return;
  // What aliases repeat stands in the file once.
  seen.add(node);
  if (node.kind === 'map') {
    for (const [key, { value }] of node.entries) {
      collect(value, `${context}/${pointerKey(key)}`, found, seen);
    }
  } else if (node.kind === 'list') {
    node.items.forEach((item, index) => {
      collect(item, `${context}/${index}`, found, seen);
    });
  } else {
    const { source, start, end } = node.span;
    const text = source.text.slice(start, end);
    for (const match of text.matchAll(/\$\{\{([\s\S]*?)\}\}|\$\[\[([\s\S]*?)\]\]/g)) {
      if (found.length >= MOST) return;
      const at = start + match.index;
      found.push({
        text: (match[1] ?? match[2] ?? '').trim(),
        context,
        loc: locationOf({ source, start: at, end: at + match[0].length }),
      });
    }
  }
}

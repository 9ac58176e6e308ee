import type * as ast from '../ast.js';

/** Fields that say how something was written, not what it means. */
const NOTATION = new Set([
  'span',
  'raw',
  'assign',
  'explicitValue',
  'generated',
  'source',
  'version',
]);

/** A module's syntax as text, the same for modules that differ in notation only. */
export function meaningOf({ package: { path }, imports, rules, annotations }: ast.Module): string {
  const paths = imports
    .filter(({ path: { parts } }) => {
      const [root] = parts;
      return !(root?.kind === 'var' && (root.name === 'future' || root.name === 'rego'));
    })
    .map((node) => text(node))
    .sort();
  return [text(path), ...paths, text(rules), text(annotations)].join('\n');
}

/** The comments of a module, in no order. */
export function commentTexts({ comments }: ast.Module): string {
  return comments
    .map((comment) => comment.text.trimEnd())
    .sort()
    .join('\n');
}

function text(node: unknown): string {
  return JSON.stringify(node, (key, value: unknown) => {
    if (NOTATION.has(key)) return undefined;
    return value;
  });
}

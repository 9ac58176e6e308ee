import { positionAt } from '../../diagnostics/source.js';
import type { ResolvedLocation } from '../../model/location.js';
import { spanAt, type YamlNode } from './node.js';

/** Where the value that a JSON pointer names stands in a YAML file; undefined where there is no such value. */
export function locateNode(root: YamlNode, pointer: string): ResolvedLocation | undefined {
  const path = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const span = spanAt(root, path);
  if (span === undefined) return undefined;
  const from = positionAt(span.source, span.start);
  const to = positionAt(span.source, span.end);
  return {
    uri: span.source.path,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    ptr: pointer,
  };
}

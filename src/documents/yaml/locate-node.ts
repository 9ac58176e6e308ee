import { positionAt } from '../../diagnostics/source.js';
import type { ResolvedLocation } from '../../model/location.js';
import { spanAt, type YamlNode } from './node.js';

/**
 * The same for a file of several documents, with whose numbers pointers begin; the empty pointer names the file from its first document
 * on.
 */
export function locateInDocuments(
  documents: readonly YamlNode[],
  pointer: string,
): ResolvedLocation | undefined {
  const [, number = '0', rest = ''] = /^\/(\d+)(.*)$/s.exec(pointer) ?? [];
  if (pointer !== '' && !/^\/\d+(\/|$)/.test(pointer)) return undefined;
  const node = documents[Number(number)];
  const found = node && locateNode(node, rest);
  return found && { ...found, ptr: pointer };
}

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

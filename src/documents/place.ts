import { positionAt, type Source } from '../diagnostics/source.js';
import type { TextLocation } from '../model/location.js';

/** The place of a half-open range of offsets, as rules see it in `loc`. */
export function placeOf(source: Source, start: number, end: number): TextLocation {
  const from = positionAt(source, start);
  const to = positionAt(source, end);
  return {
    uri: source.path,
    line: from.line,
    col: from.column,
    endLine: to.line,
    endCol: to.column,
  };
}

/** The folder that a file lies in, `''` for the root. */
export function folderOf(uri: string): string {
  return uri.includes('/') ? uri.slice(0, uri.lastIndexOf('/')) : '';
}

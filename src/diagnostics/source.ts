/**
 * A text with a name, and places in it.
 *
 * Offsets count UTF-16 units from 0; lines and columns are 1-based and computed on demand,
 * columns in UTF-16 units as well (SARIF's `columnKind: utf16CodeUnits`).
 */
export interface Source {
  /** The path or URI as the user would write it. */
  readonly path: string;
  readonly text: string;
}

/** A half-open range `[start, end)` of offsets in a source. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A 1-based line and column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsOf = new WeakMap<Source, readonly number[]>();

/** The offsets at which the lines of a source begin; computed once per source. */
export function lineStarts(source: Source): readonly number[] {
  let starts = lineStartsOf.get(source);
  if (starts === undefined) {
    const found = [0];
    for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) {
      found.push(at + 1);
    }
    starts = found;
    lineStartsOf.set(source, starts);
  }
  return starts;
}

/**
 * The line and column of an offset.
 *
 * @param offset UTF-16 units from 0; an offset past the end counts as the end.
 */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  const at = Math.min(Math.max(offset, 0), source.text.length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] as number) + 1 };
}

/** The text of a 1-based line, without its line end; empty for a line that does not exist. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return '';
  const next = starts[line];
  return source.text.slice(start, next ?? source.text.length).replace(/\r?\n$/, '');
}

/** The text that a span covers. */
export function spanText(span: Span): string {
  return span.source.text.slice(span.start, span.end);
}

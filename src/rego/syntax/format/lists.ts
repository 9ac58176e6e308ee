import type { Writer } from './writer.js';

/** One item of a list, with its place in the source. */
export interface ListItem {
  readonly start: number;
  readonly end: number;
  readonly write: () => void;
}

export interface ListShape {
  readonly open: string;
  readonly close: string;
  /** Where in the source the brackets stand. */
  readonly openAt: number;
  readonly closeAt: number;
  /** A line break behind the opening bracket makes the list one of several lines. */
  readonly opensLine: boolean;
}

/**
 * A list in brackets. It keeps the author's lines: items that began on one line stay together, and a list of several lines has a comma at
 * the end of each.
 */
export function writeList(writer: Writer, shape: ListShape, items: readonly ListItem[]): void {
  const { open, close, openAt, closeAt } = shape;
  const groups = groupsOf(writer, shape, items);
  writer.write(open, openAt + 1);
  if (groups === undefined) {
    writeLine(items);
    writer.write(close, closeAt + 1);
    return;
  }
  const lines = () => {
    for (const group of groups) {
      writer.start(group[0]?.start ?? openAt);
      writeLine(group);
      writer.write(',');
    }
  };
  writer.block(lines, close, closeAt);

  function writeLine(line: readonly ListItem[]): void {
    line.forEach((item, index) => {
      if (index > 0) writer.write(', ');
      item.write();
    });
  }
}

/** Items by line; undefined where all fit on the line of the bracket. */
function groupsOf(
  writer: Writer,
  shape: ListShape,
  items: readonly ListItem[],
): readonly (readonly ListItem[])[] | undefined {
  const first = items[0];
  const groups: ListItem[][] = [];
  let row = first === undefined ? 0 : writer.row(shape.opensLine ? shape.openAt : first.start);
  let several = hasOwnComment(writer, shape, items);
  for (const item of items) {
    const begins = writer.row(item.start);
    if (begins > row) several = true;
    if (groups.length === 0 || begins > row) groups.push([]);
    groups.at(-1)?.push(item);
    row = begins;
  }
  return several ? groups : undefined;
}

/** Whether a comment between the items would lose its place on one line. */
function hasOwnComment(
  writer: Writer,
  { openAt, closeAt }: ListShape,
  items: readonly ListItem[],
): boolean {
  const last = items.at(-1);
  return writer.comments.some(({ span: { start } }) => {
    if (start < openAt || start > closeAt) return false;
    if (items.some((item) => item.start <= start && start < item.end)) return false;
    if (last === undefined) return true;
    const isTrailing = start >= last.end && writer.row(start) === writer.row(last.end);
    const isHeading = start < (items[0]?.start ?? 0) && writer.row(start) === writer.row(openAt);
    return !isTrailing && !isHeading;
  });
}

/** Where a character stands behind an offset, past comments. */
export function offsetOf(writer: Writer, character: string, from: number): number {
  const { text } = writer.source;
  for (let at = from; at < text.length; at++) {
    const found = text.charAt(at);
    if (found === character) return at;
    if (found === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    }
  }
  return from;
}

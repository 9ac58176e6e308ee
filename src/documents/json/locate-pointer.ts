import { positionAt, type Source } from '../../diagnostics/source.js';
import type { ResolvedLocation } from '../../model/location.js';

/** A half-open range of offsets. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the value that a JSON pointer names stands in a text. The text is only skimmed, never parsed: a pointer is turned into a line
 * for findings alone, and there are few of them.
 *
 * @param start offset of the JSON value in the text, for files that hold several
 * @returns undefined where there is no such value
 */
export function locatePointer(
  source: Source,
  pointer: string,
  start = 0,
): ResolvedLocation | undefined {
  const range = rangeOf(source.text, pointer, start);
  if (range === undefined) return undefined;
  const from = positionAt(source, range.start);
  const to = positionAt(source, range.end);
  return {
    uri: source.path,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    ptr: pointer,
  };
}

function rangeOf(text: string, pointer: string, start: number): Range | undefined {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at = skipSpace(text, start);
  for (const key of keys) {
    const found = text[at] === '[' ? elementAt(text, at, key) : memberAt(text, at, key);
    if (found === undefined) return undefined;
    at = found;
  }
  return at < text.length ? { start: at, end: skipValue(text, at) } : undefined;
}

function memberAt(text: string, start: number, key: string): number | undefined {
  if (text[start] !== '{') return undefined;
  let found: number | undefined;
  for (let at = skipSpace(text, start + 1); text[at] === '"'; ) {
    const end = skipValue(text, at);
    const name = text.slice(at + 1, end - 1);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    // Of several members with one name the last one counts, as for `JSON.parse`.
    if (name === key || (name.includes('\\') && unescaped(name) === key)) found = value;
    at = skipSpace(text, skipValue(text, value));
    if (text[at] !== ',') break;
    at = skipSpace(text, at + 1);
  }
  return found;
}

function elementAt(text: string, start: number, key: string): number | undefined {
  if (!/^\d+$/.test(key)) return undefined;
  let at = skipSpace(text, start + 1);
  for (let left = Number(key); left > 0; left--) {
    at = skipSpace(text, skipValue(text, at));
    if (text[at] !== ',') return undefined;
    at = skipSpace(text, at + 1);
  }
  return text[at] === ']' || at >= text.length ? undefined : at;
}

function unescaped(name: string): string {
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name;
  }
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (/[\s\ufeff]/.test(text[at] ?? '')) at++;
  return at;
}

/** The offset behind the value that begins at an offset; the end of the text where it is not closed. */
export function endOfValue(text: string, start: number): number {
  return skipValue(text, start);
}

function skipValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return skipString(text, start);
  if (first !== '{' && first !== '[') {
    let at = start;
    while (at < text.length && !/[\s,\]}]/.test(text[at] as string)) at++;
    return at;
  }
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') at = skipString(text, at) - 1;
    else if (letter === '{' || letter === '[') depth += 1;
    else if ((letter === '}' || letter === ']') && --depth === 0) return at + 1;
  }
  return text.length;
}

function skipString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

import type { YamlScalar } from './node.js';

/**
 * Where each character of a scalar stands in its file: exactly for literal blocks and for what is written on one line, and on the right
 * line for folded and escaped texts.
 *
 * @returns as many offsets as the text has UTF-16 units, and one more for its end
 */
export function scalarOffsets({ value, style, span }: YamlScalar): readonly number[] {
  const text = String(value ?? '');
  const raw = span.source.text.slice(span.start, span.end);
  const found =
    style === 'literal' ? literalOffsets(text, raw) : alignedOffsets(text, raw, style === 'double');
  return found.map((offset) => span.start + Math.min(offset, raw.length));
}

/** Lines of a literal block are those of the file without their indentation. */
function literalOffsets(text: string, raw: string): number[] {
  const lines = text.split('\n');
  const starts = lineStartsFrom(raw);
  const first = lines.findIndex((line) => line.trim() !== '');
  const shown = lines[first] ?? '';
  const written = lineAt(raw, starts[first] ?? 0);
  const indent = Math.max(0, written.length - shown.length);
  const offsets: number[] = [];
  lines.forEach((line, number) => {
    const start = starts[number] ?? raw.length;
    const before = Math.min(indent, lineAt(raw, start).length);
    for (let at = 0; at <= line.length; at++) offsets.push(start + before + at);
  });
  return offsets;
}

/** The offsets of the lines behind the header of a block. */
function lineStartsFrom(raw: string): number[] {
  const starts: number[] = [];
  for (let at = raw.indexOf('\n'); at >= 0; at = raw.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(raw: string, start: number): string {
  const end = raw.indexOf('\n', start);
  return raw.slice(start, end < 0 ? raw.length : end).replace(/\r$/, '');
}

/** Walks through the text and what is written side by side: line breaks are folded, escapes are longer than what they stand for. */
function alignedOffsets(text: string, raw: string, isDouble: boolean): number[] {
  const offsets: number[] = [];
  // Behind a quote, or behind the header of a folded block.
  let at = raw.startsWith('>') ? raw.indexOf('\n') + 1 : /^["']/.test(raw) ? 1 : 0;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] as string;
    if (!/\s/.test(letter)) {
      while (/\s/.test(raw[at] ?? '') || (isDouble && /^\\\r?\n/.test(raw.slice(at, at + 3)))) {
        at += 1;
      }
    }
    offsets.push(at);
    if (isDouble && raw[at] === '\\') at += escapeLength(raw[at + 1]);
    else if (raw[at] === letter) at += raw.startsWith("''", at) && raw.startsWith("'") ? 2 : 1;
    else if (!/\s/.test(letter)) at += 1;
  }
  offsets.push(at);
  return offsets;
}

function escapeLength(letter: string | undefined): number {
  return letter === 'x' ? 4 : letter === 'u' ? 6 : letter === 'U' ? 10 : 2;
}

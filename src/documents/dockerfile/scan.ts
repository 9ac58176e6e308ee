/**
 * The line structure of a Dockerfile, exactly as BuildKit reads it: directives, comments, continuations, heredocs. Every character of
 * a logical line keeps its place in the file.
 */
import { heredocsOf } from './heredocs.js';

/** Joined text with the offset of each of its characters; one more offset for the end. */
export interface Logical {
  readonly text: string;
  readonly at: readonly number[];
}

export interface RawComment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface RawHeredoc {
  readonly name: string;
  readonly fd: number;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly content: string;
  /** Offsets of the body, its terminator left out. */
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

/** One instruction: keyword, the logical text behind it, what belongs to it. */
export interface RawInstruction {
  readonly written: string;
  readonly start: number;
  readonly end: number;
  /** What stands behind the keyword. */
  readonly rest: Logical;
  readonly comments: readonly RawComment[];
  readonly heredocs: readonly RawHeredoc[];
}

export interface RawDirective {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface Scanned {
  readonly escape: '\\' | '`';
  readonly directives: readonly RawDirective[];
  readonly instructions: readonly RawInstruction[];
}

interface Line {
  /** Without its line end. */
  readonly text: string;
  readonly start: number;
}

const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;

/** Reads the lines of a Dockerfile. */
export function scan(text: string): Scanned {
  const lines = splitLines(text);
  const { directives, next } = readDirectives(lines);
  const escape = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const instructions: RawInstruction[] = [];
  let comments: RawComment[] = [];
  for (let index = next; index < lines.length; ) {
    const line = lines[index] as Line;
    const comment = commentOf(line);
    if (comment) {
      comments = comment.text === '' ? [] : [...comments, comment];
      index += 1;
    } else if (line.text.trim() === '') index += 1;
    else {
      const joined = joinLines(lines, index, escape);
      const made = instructionOf(joined.logical, comments, lines, joined.next, escape);
      instructions.push(made.instruction);
      comments = [];
      index = made.next;
    }
  }
  return { escape, directives, instructions };
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const part of text.split('\n')) {
    lines.push({ text: part.replace(/\r+$/, ''), start });
    start += part.length + 1;
  }
  return lines;
}

function readDirectives(lines: readonly Line[]): { directives: RawDirective[]; next: number } {
  const directives: RawDirective[] = [];
  let next = 0;
  for (const { text, start } of lines) {
    const match = DIRECTIVE.exec(text.trimStart());
    const name = match?.[1]?.toLowerCase() ?? '';
    if (match === null || !['syntax', 'escape', 'check'].includes(name)) break;
    directives.push({ name, value: match[2] ?? '', start, end: start + text.length });
    next += 1;
  }
  return { directives, next };
}

function commentOf({ text, start }: Line): RawComment | undefined {
  const match = /^\s*#/.exec(text);
  if (match === null) return undefined;
  return {
    text: text.slice(match[0].length).trim(),
    start: start + match[0].length - 1,
    end: start + text.length,
  };
}

/** Joins a line with its continuations; comment lines and blank lines between them are left out. */
function joinLines(
  lines: readonly Line[],
  first: number,
  escape: string,
): { logical: Logical; next: number } {
  const mark = escape === '`' ? '`' : '\\\\';
  const continued = new RegExp(`(?:^|[^${mark}])${mark}[ \\t]*$`);
  let text = '';
  const at: number[] = [];
  let index = first;
  let end = 0;
  for (; index < lines.length; index++) {
    const line = lines[index] as Line;
    const isFirst = index === first;
    if (!isFirst && (commentOf(line) || line.text.trim() === '')) continue;
    const lead = isFirst ? line.text.length - line.text.trimStart().length : 0;
    const match = continued.exec(line.text);
    const cut = match ? line.text.lastIndexOf(escape) : line.text.length;
    for (let i = lead; i < cut; i++) at.push(line.start + i);
    text += line.text.slice(lead, cut);
    end = line.start + cut;
    if (!match) {
      index += 1;
      break;
    }
  }
  at.push(end);
  return { logical: { text, at }, next: index };
}

function instructionOf(
  logical: Logical,
  comments: readonly RawComment[],
  lines: readonly Line[],
  next: number,
  escape: string,
): { instruction: RawInstruction; next: number } {
  const trimmed = slice(logical, 0, logical.text.trimEnd().length);
  const match = /^([^\t\v\f\r ]*)[\t\v\f\r ]*/.exec(trimmed.text);
  const written = match?.[1] ?? '';
  const rest = slice(trimmed, match?.[0].length ?? 0, trimmed.text.length);
  const wanted = heredocsOf(written, rest.text, escape);
  const heredocs: RawHeredoc[] = [];
  let at = next;
  for (const word of wanted) {
    const start = lines[at]?.start ?? trimmed.at.at(-1) ?? 0;
    let content = '';
    let closed = false;
    for (; at < lines.length && !closed; at++) {
      const line = lines[at] as Line;
      const shown = word.chomp ? line.text.replace(/^\t+/, '') : line.text;
      if (shown === word.name) closed = true;
      else content += `${shown}\n`;
    }
    const last = lines[closed ? at - 1 : at];
    heredocs.push({
      ...word,
      content,
      start,
      end: Math.max(start, last?.start ?? endOf(lines)),
      closed,
    });
  }
  const last = heredocs.length > 0 ? lines[at - 1] : undefined;
  return {
    instruction: {
      written,
      start: trimmed.at[0] ?? 0,
      end: last ? last.start + last.text.length : (trimmed.at.at(-1) ?? 0),
      rest,
      comments,
      heredocs,
    },
    next: at,
  };
}

function endOf(lines: readonly Line[]): number {
  const last = lines.at(-1);
  return last ? last.start + last.text.length : 0;
}

/** A part of a logical text with its places. The end of a part lies behind its last character, not at the next one. */
export function slice({ text, at }: Logical, start: number, end: number): Logical {
  const offsets = at.slice(start, end);
  const last = end > start ? (at[end - 1] as number) + 1 : (at[start] ?? at.at(-1) ?? 0);
  return { text: text.slice(start, end), at: [...offsets, last] };
}

/**
 * The line structure of a Dockerfile, exactly as BuildKit reads it: directives, comments, continuations, heredocs. Every character of
 * a logical line keeps its place in the file.
 */
import { findDirective, type RawDirective, readDirectives } from './directives.js';
import { type HeredocWord, heredocsOf } from './heredocs.js';
import type { Logical } from './logical.js';
import { endWithoutSpace, isBlank, leadingSpace, trimSpace } from './space.js';
import { splitKeyword } from './words.js';

export interface RawComment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface RawHeredoc extends HeredocWord {
  /** The lines between, as they are in the file. */
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
  /** The whole logical line. */
  readonly line: string;
  /** What stands behind the keyword. */
  readonly rest: Logical;
  readonly comments: readonly RawComment[];
  readonly heredocs: readonly RawHeredoc[];
  /** Offset of a blank line between continued ones. */
  readonly blankLine?: number;
}

export interface Scanned {
  readonly escape: '\\' | '`';
  readonly directives: readonly RawDirective[];
  /** The directive that chooses the frontend. */
  readonly syntax?: RawDirective;
  /** The directive that sets BuildKit's own checks. */
  readonly check?: RawDirective;
  readonly instructions: readonly RawInstruction[];
  /** All comments, also those that belong to no instruction. */
  readonly comments: readonly RawComment[];
  /** Offsets of lines that are too long to be read. */
  readonly tooLong: readonly number[];
}

/** A physical line. */
export interface Line {
  /** Without its line end. */
  readonly text: string;
  readonly start: number;
  /** Offset behind its line end. */
  readonly next: number;
}

/** A physical line longer than this fails in BuildKit as well. Bytes, without the line end. */
export const LONGEST_LINE = 65_535;

/** Reads the lines of a Dockerfile. */
export function scan(text: string): Scanned {
  const { lines, tooLong } = splitLines(text);
  const directives = readDirectives(lines);
  const escape = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const syntax = findDirective('syntax', lines);
  const check = findDirective('check', lines);
  return {
    ...new Scanner(text, lines, escape).run(directives.length),
    directives,
    ...(syntax && { syntax }),
    ...(check && { check }),
    escape,
    tooLong,
  };
}

function isTooLong(text: string, start: number, end: number): boolean {
  if ((end - start) * 3 <= LONGEST_LINE) return false;
  return end - start > LONGEST_LINE || Buffer.byteLength(text.slice(start, end)) > LONGEST_LINE;
}

function splitLines(text: string): { lines: Line[]; tooLong: number[] } {
  const lines: Line[] = [];
  const tooLong: number[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const next = found < 0 ? text.length : found + 1;
    let end = found < 0 ? text.length : found;
    const isBroken = isTooLong(text, start, end);
    while (end > start && text[end - 1] === '\r') end--;
    if (isBroken) {
      tooLong.push(start);
      end = start;
    }
    lines.push({ text: text.slice(start, end), start, next });
    start = next;
  }
  return { lines, tooLong };
}

class Scanner {
  readonly #text: string;
  readonly #lines: readonly Line[];
  readonly #escape: '\\' | '`';
  readonly #continued: RegExp;
  readonly #instructions: RawInstruction[] = [];
  readonly #all: RawComment[] = [];
  #at = 0;

  constructor(text: string, lines: readonly Line[], escape: '\\' | '`') {
    this.#text = text;
    this.#lines = lines;
    this.#escape = escape;
    const mark = escape === '`' ? '`' : '\\\\';
    this.#continued = new RegExp(`(?:^|[^${mark}])${mark}[ \\t]*$`);
  }

  run(first: number): Pick<Scanned, 'instructions' | 'comments'> {
    let comments: RawComment[] = [];
    for (this.#at = first; this.#at < this.#lines.length; ) {
      const line = this.#lines[this.#at] as Line;
      const comment = commentOf(line);
      if (comment) {
        this.#all.push(comment);
        comments = comment.text === '' ? [] : [...comments, comment];
        this.#at += 1;
      } else if (isBlank(line.text)) this.#at += 1;
      else {
        this.#instructions.push(this.#instruction(comments));
        comments = [];
      }
    }
    return { instructions: this.#instructions, comments: this.#all };
  }

  #instruction(comments: readonly RawComment[]): RawInstruction {
    const first = this.#lines[this.#at] as Line;
    const lead = leadingSpace(first.text);
    const { logical, blankLine } = this.#join();
    const { written, rest } = splitKeyword(logical);
    const heredocs = heredocsOf(logical, this.#escape).map((word) => this.#body(word));
    const last = this.#lines[this.#at - 1] as Line;
    return {
      written,
      start: first.start + lead,
      end: last.start + endWithoutSpace(last.text),
      line: logical.text,
      rest,
      comments,
      heredocs,
      ...(blankLine !== undefined && { blankLine }),
    };
  }

  /** Joins a line with its continuations; comment lines and blank lines between them are left out. */
  #join(): { logical: Logical; blankLine?: number } {
    const first = this.#at;
    let text = '';
    const at: number[] = [];
    let blankLine: number | undefined;
    let end = 0;
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] as Line;
      const isFirst = this.#at === first;
      this.#at += 1;
      const comment = isFirst ? undefined : commentOf(line);
      if (comment) this.#all.push(comment);
      else if (!isFirst && isBlank(line.text)) blankLine ??= line.start;
      if (!isFirst && (comment || isBlank(line.text))) continue;
      const lead = isFirst ? leadingSpace(line.text) : 0;
      const isContinued = this.#continued.test(line.text);
      const cut = isContinued ? line.text.lastIndexOf(this.#escape) : line.text.length;
      for (let i = lead; i < cut; i++) at.push(line.start + i);
      text += line.text.slice(lead, cut);
      end = line.start + cut;
      if (!isContinued) break;
    }
    at.push(end);
    return { logical: { text, at }, ...(blankLine !== undefined && { blankLine }) };
  }

  #body(word: HeredocWord): RawHeredoc {
    const start = this.#lines[this.#at]?.start ?? this.#text.length;
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] as Line;
      this.#at += 1;
      const shown = word.chomp ? line.text.replace(/^\t+/, '') : line.text;
      if (shown !== word.name) continue;
      const content = this.#text.slice(start, line.start);
      return { ...word, content, start, end: line.start, closed: true };
    }
    const end = this.#text.length;
    return { ...word, content: this.#text.slice(start, end), start, end, closed: false };
  }
}

function commentOf({ text, start }: Line): RawComment | undefined {
  const lead = leadingSpace(text);
  if (text[lead] !== '#') return undefined;
  return { text: trimSpace(behindFirst(text)), start: start + lead, end: start + text.length };
}

/** BuildKit takes one byte off, which is the sign only where nothing stands before it. */
function behindFirst(text: string): string {
  const [first = ''] = text;
  const bytes = Buffer.byteLength(first);
  return '\ufffd'.repeat(bytes - 1) + text.slice(first.length);
}

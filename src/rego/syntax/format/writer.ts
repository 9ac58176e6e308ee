/** Lines of formatted text, with the comments of the source put between and behind them. */
import { lineStarts, positionAt, type Source } from '../../../diagnostics/source.js';
import type { Comment } from '../ast.js';

export class Writer {
  private readonly lines: string[] = [];
  private line: string | undefined;
  private depth = 0;
  private nextComment = 0;
  private blank = false;
  /** Where in the source the last piece ended that was written. */
  private last = 0;

  constructor(
    readonly source: Source,
    readonly comments: readonly Comment[],
  ) {
    lineStarts(source);
  }

  /** The 1-based line of an offset in the source. */
  row(offset: number): number {
    return positionAt(this.source, offset).line;
  }

  /**
   * Begins a line for what stands at an offset of the source. Comments that were passed go behind the line before, the others on lines of
   * their own.
   */
  start(at: number): void {
    this.flush(at, true);
    this.line = '\t'.repeat(this.depth);
  }

  /** Adds to the line. @param end where in the source this piece ends, where it stands there at all */
  write(text: string, end?: number): void {
    this.line = (this.line ?? '') + text;
    if (end !== undefined) this.last = Math.max(this.last, end);
  }

  /** An empty line before the next one, or none. */
  blankLine(wanted = true): void {
    this.blank = wanted;
  }

  indented(write: () => void): void {
    this.depth++;
    write();
    this.depth--;
  }

  /** Writes lines that are indented between brackets; comments before the closing one belong inside. */
  block(write: () => void, close: string, closeAt: number): void {
    this.depth++;
    write();
    this.flush(closeAt, true);
    this.depth--;
    this.line = '\t'.repeat(this.depth);
    this.write(close, closeAt + close.length);
  }

  endsWith(text: string): boolean {
    return this.line?.endsWith(text) ?? false;
  }

  /** Whether a comment still waits that stands before an offset. */
  hasCommentBefore(at: number): boolean {
    const comment = this.comments[this.nextComment];
    return comment !== undefined && comment.span.start < at;
  }

  /** Takes a comment that stands on a line, so that it can be written elsewhere. */
  takeTrailing(row: number): string | undefined {
    const comment = this.comments[this.nextComment];
    if (comment === undefined || this.row(comment.span.start) !== row) return undefined;
    this.nextComment++;
    return commentText(comment);
  }

  /** Lines of their own for all comments before an offset. */
  ownComments(at: number): void {
    this.flush(at, true);
  }

  /** The whole text; what comments are left come last. */
  done(): string {
    this.blankLine();
    this.flush(Number.POSITIVE_INFINITY, false);
    return `${this.lines.join('\n')}\n`;
  }

  private flush(at: number, keepsBlankLines: boolean): void {
    const waiting: Comment[] = [];
    for (
      let comment = this.comments[this.nextComment];
      comment !== undefined && comment.span.start < at;
      comment = this.comments[++this.nextComment]
    ) {
      waiting.push(comment);
    }
    const own = this.endLine(waiting);
    if (this.blank && this.lines.length > 0 && (own.length > 0 || Number.isFinite(at))) {
      this.lines.push('');
    }
    this.blank = false;
    let row: number | undefined;
    let inMetadata = false;
    for (const comment of own) {
      const { line: begins, column } = positionAt(this.source, comment.span.start);
      const isApart = keepsBlankLines && row !== undefined && begins > row + 1;
      // What was indented is no part of metadata, and must not become one.
      if (isApart || (inMetadata && begins - 1 === row && column > 1)) this.lines.push('');
      const continues: boolean = inMetadata && begins - 1 === row;
      inMetadata = column === 1 && (continues || /^\s*METADATA/.test(comment.text));
      this.lines.push('\t'.repeat(this.depth) + commentText(comment));
      row = begins;
    }
    if (keepsBlankLines && row !== undefined && this.row(at) > row + 1) this.lines.push('');
  }

  /** @returns the comments that stand below the line */
  private endLine(comments: readonly Comment[]): readonly Comment[] {
    if (this.line === undefined) return comments;
    const row = this.row(this.last);
    const passed = comments.filter(({ span }) => this.row(span.start) <= row);
    const trailing = passed.at(-1);
    for (const comment of passed.slice(0, -1)) {
      this.lines.push('\t'.repeat(this.depth) + commentText(comment));
    }
    this.lines.push(trailing ? `${this.line} ${commentText(trailing)}` : this.line);
    this.line = undefined;
    return comments.slice(passed.length);
  }
}

function commentText({ text }: Comment): string {
  return `#${text}`.trimEnd();
}

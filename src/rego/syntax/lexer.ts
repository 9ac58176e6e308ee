import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source, Span } from '../../diagnostics/source.js';
import type { Comment } from './ast.js';
import { lexicalError } from './errors.js';
import type { Punctuation, Token, TokenKind } from './token.js';

/** Ends the parsing of one rule; the parser catches it, notes the diagnostic and goes on behind the rule. */
export class SyntaxFault {
  // No Error: it is thrown for every alternative that the parser tries, and a stack for each would cost more than parsing.
  constructor(readonly diagnostic: Diagnostic) {}
}

const PAIRS: ReadonlySet<string> = new Set([':=', '==', '!=', '<=', '>=']);
const SINGLE = '{}[](),;:=<>+-*/%&|.';

/** Cuts a source into tokens, one at a time; its whole state is `position`, so that parsers may go back. */
export class Lexer {
  position = 0;
  readonly comments: Comment[] = [];
  private lastComment = -1;

  constructor(readonly source: Source) {
    if (source.text.startsWith('\ufeff')) this.position = 1;
  }

  span(start: number, end: number): Span {
    return { source: this.source, start, end };
  }

  /** The next token; skips white space and comments. */
  next(): Token {
    const newline = this.skip();
    const { text } = this.source;
    const start = this.position;
    if (start >= text.length) return { kind: 'end', start, end: start, text: '', newline };
    const char = text.charAt(start);
    if (isLetter(text.charCodeAt(start))) return this.identifier(start, newline);
    if (isDigit(text.charCodeAt(start))) return this.number(start, newline);
    if (
      char === '.' &&
      isDigit(text.charCodeAt(start + 1)) &&
      !isValueEnd(text.charCodeAt(start - 1))
    ) {
      return this.number(start, newline);
    }
    if (char === '"') return this.string(start, newline);
    if (char === '`') return this.rawString(start, newline);
    if (char === '$' && /["`]/.test(text.charAt(start + 1))) {
      this.position = start + 2;
      const kind = text.charAt(start + 1) === '"' ? 'template' : 'rawTemplate';
      return { kind, start, end: this.position, text: '', newline };
    }
    const pair = text.slice(start, start + 2);
    const punctuation = PAIRS.has(pair) ? pair : SINGLE.includes(char) ? char : undefined;
    if (punctuation === undefined) this.illegalCharacter(start);
    this.position = start + (punctuation as string).length;
    return {
      kind: punctuation as Punctuation,
      start,
      end: this.position,
      text: punctuation as string,
      newline,
    };
  }

  /** The text of a template string up to its next `{` or its end; `position` stands behind that. */
  templateChunk(
    raw: boolean,
    opened: number,
  ): { text: string; start: number; end: number; closed: boolean } {
    const { text } = this.source;
    const start = this.position;
    let value = '';
    for (let at = start; at < text.length; ) {
      const char = text.charAt(at);
      if (char === (raw ? '`' : '"') || char === '{') {
        this.position = at + 1;
        return { text: value, start, end: at, closed: char !== '{' };
      }
      if (char === '\n' && !raw) break;
      if (char === '\\' && /[{}]/.test(text.charAt(at + 1))) {
        value += text.charAt(at + 1);
        at += 2;
      } else if (char === '\\' && !raw) {
        const [decoded, length] = this.escape(at);
        value += decoded;
        at += length;
      } else {
        value += char;
        at++;
      }
    }
    return this.fail(opened, opened + 2, 'non-terminated string');
  }

  private skip(): boolean {
    const { text } = this.source;
    let newline = false;
    for (; this.position < text.length; this.position++) {
      const code = text.charCodeAt(this.position);
      if (code === 10) newline = true;
      else if (code === 35) this.comment();
      else if (code !== 32 && code !== 9 && code !== 13) break;
    }
    return newline;
  }

  private comment(): void {
    const { text } = this.source;
    const start = this.position;
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (start > this.lastComment) {
      this.lastComment = start;
      const body = text.slice(start + 1, end).replace(/\r$/, '');
      this.comments.push({ text: body, span: this.span(start, start + 1 + body.length) });
    }
    this.position = end - 1;
  }

  private identifier(start: number, newline: boolean): Token {
    const { text } = this.source;
    let end = start + 1;
    while (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end++;
    this.position = end;
    return { kind: 'identifier', start, end, text: text.slice(start, end), newline };
  }

  private number(start: number, newline: boolean): Token {
    const { text } = this.source;
    const shape = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
    shape.lastIndex = start;
    const digits = shape.exec(text)?.[0] ?? '';
    const end = start + digits.length;
    if (/^0\d/.test(digits)) this.fail(start, end, 'expected number without leading zero');
    const next = text.charCodeAt(end);
    if (isLetter(next) || (text.charAt(end) === '.' && isDigit(text.charCodeAt(end + 1)))) {
      this.fail(start, end + 1, 'illegal number format');
    }
    const exponent = /[eE][+-]?(\d+)$/.exec(digits)?.[1] ?? '0';
    if (Number(exponent) > 100_000) this.fail(start, end, 'number too big');
    this.position = end;
    const value = digits.startsWith('.') ? `0${digits}` : digits;
    return { kind: 'number', start, end, text: value, newline };
  }

  private string(start: number, newline: boolean): Token {
    const { text } = this.source;
    let value = '';
    let from = start + 1;
    for (let at = from; at < text.length; ) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        value += text.slice(from, at);
        this.position = at + 1;
        return { kind: 'string', start, end: this.position, text: value, newline };
      }
      if (code === 10) break;
      if (code === 92) {
        const [decoded, length] = this.escape(at);
        value += text.slice(from, at) + decoded;
        at += length;
        from = at;
      } else at++;
    }
    return this.fail(start, start + 1, 'non-terminated string');
  }

  private escape(at: number): [string, number] {
    const { text } = this.source;
    const char = text.charAt(at + 1);
    const simple = '"\\/bfnrt'.indexOf(char);
    if (char !== '' && simple >= 0) return ['"\\/\b\f\n\r\t'.charAt(simple), 2];
    const hex = /^[0-9a-fA-F]{4}$/.exec(text.slice(at + 2, at + 6));
    if (char === 'u' && hex !== null) return [String.fromCharCode(Number.parseInt(hex[0], 16)), 6];
    return this.fail(at, at + 2, 'illegal escape sequence');
  }

  private rawString(start: number, newline: boolean): Token {
    const end = this.source.text.indexOf('`', start + 1);
    if (end < 0) this.fail(start, start + 1, 'non-terminated string');
    this.position = end + 1;
    const text = this.source.text.slice(start + 1, end);
    return { kind: 'rawString', start, end: end + 1, text, newline };
  }

  private illegalCharacter(at: number): never {
    const code = this.source.text.codePointAt(at) ?? 0;
    const length = code > 0xffff ? 2 : 1;
    if (code === 0) return this.fail(at, at + 1, 'illegal null character');
    if (code === 0xfffd) return this.fail(at, at + 1, 'illegal utf-8 character');
    return this.fail(at, at + length, `illegal ${String.fromCodePoint(code)} character`);
  }

  private fail(start: number, end: number, message: string): never {
    this.position = Math.max(this.position, Math.min(end, this.source.text.length));
    throw new SyntaxFault(lexicalError(this.span(start, end), message));
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a `.` behind this character belongs to a ref rather than to a number such as `.5`. */
function isValueEnd(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 93 || code === 41 || code === 125;
}

/** How an error message names a token. */
export function describeToken({ kind, text }: { kind: TokenKind; text: string }): string {
  if (kind === 'end') return 'end of file';
  if (kind === 'identifier') return `identifier \`${text}\``;
  if (kind === 'string' || kind === 'rawString') return 'string';
  if (kind === 'number') return `number \`${text}\``;
  if (kind === 'template' || kind === 'rawTemplate') return 'template string';
  return `\`${text}\``;
}

import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source, Span } from '../../diagnostics/source.js';
import type { Comment } from './ast.js';
import { lexicalError } from './errors.js';
import type { Punctuation, Token, TokenKind } from './token.js';

/** Ends the parsing of one rule; the parser catches it, notes the diagnostic and goes on behind the rule. */
export class SyntaxFault {
  // No Error: it is thrown for every alternative that the parser tries, and a stack for each would cost more than parsing.
  constructor(
    readonly diagnostic: Diagnostic,
    /** No token could be made of the text. */
    readonly lexical = false,
    /** Behind an operator, where the term before it stands by itself. */
    readonly behindOperator = false,
    /** What else is to be told of the same place. */
    readonly also: readonly Diagnostic[] = [],
  ) {}
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
    let escapes = false;
    for (let at = start; at < text.length; ) {
      const char = text.charAt(at);
      if (char === (raw ? '`' : '"') || char === '{') {
        this.position = at + 1;
        const quoted = text.slice(start - 1, at + 1);
        const decoded = escapes ? this.decode(value, start, quoted, 'template-string part') : value;
        return { text: decoded, start, end: at, closed: char !== '{' };
      }
      if (char === '\n' && !raw) break;
      if (char === '\\' && /[{}]/.test(text.charAt(at + 1))) {
        value += text.charAt(at + 1);
        at += 2;
      } else if (char === '\\' && !raw) {
        escapes = true;
        const length = this.escapeLength(at);
        value += text.slice(at, at + length);
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
    const digitsFrom = (at: number): number => {
      let end = at;
      while (isDigit(text.charCodeAt(end))) end++;
      return end;
    };
    let end = digitsFrom(start);
    if (text.charAt(end) === '.') {
      const from = end + 1;
      end = digitsFrom(from);
      if (end === from) this.fail(start, end, 'expected fraction');
    }
    if (/[eE]/.test(text.charAt(end))) {
      const from = /[+-]/.test(text.charAt(end + 1)) ? end + 2 : end + 1;
      end = digitsFrom(from);
      if (end === from) this.fail(start, end, 'expected exponent');
    }
    if (isLetter(text.charCodeAt(end))) this.fail(start, end + 1, 'illegal number format');
    const digits = text.slice(start, end);
    this.position = end;
    const value = digits.startsWith('.') ? `0${digits}` : digits;
    return { kind: 'number', start, end, text: value, newline };
  }

  private string(start: number, newline: boolean): Token {
    const { text } = this.source;
    let at = start + 1;
    let escapes = false;
    for (;;) {
      const code = text.charCodeAt(at);
      if (Number.isNaN(code) || code === 10) this.fail(start, start + 1, 'non-terminated string');
      if (code === 34) break;
      if (code === 92) {
        escapes = true;
        at += this.escapeLength(at);
      } else at++;
    }
    this.position = at + 1;
    const value = text.slice(start + 1, at);
    const decoded = escapes ? this.decode(value, start, `"${value}"`) : value;
    return { kind: 'string', start, end: at + 1, text: decoded, newline };
  }

  /** The length of an escape sequence; what `\u` stands before is looked at when the whole string is decoded. */
  private escapeLength(at: number): number {
    const char = this.source.text.charAt(at + 1);
    if (char === 'u') return 6;
    if (char === '' || !'"\\/bfnrt'.includes(char))
      this.fail(at, at + 2, 'illegal escape sequence');
    return 2;
  }

  /** Decodes a string with escape sequences, which must be a JSON string. */
  private decode(value: string, start: number, literal: string, what = 'string literal'): string {
    try {
      return JSON.parse(`"${value}"`) as string;
    } catch {
      return this.fail(start, start + literal.length, `illegal ${what}: ${literal}`);
    }
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
    const char = String.fromCodePoint(code);
    if (code === 0) return this.fail(at, at + 1, 'illegal null character');
    if (code === 0xfffd) return this.fail(at, at + 1, 'illegal utf-8 character');
    if (char === '!' || char === '$') return this.fail(at, at + 1, `illegal ${char} character`);
    return this.fail(at, at + char.length, 'illegal token', `\`${char}\` cannot stand here`);
  }

  private fail(start: number, end: number, message: string, hint?: string): never {
    this.position = Math.max(this.position, Math.min(end, this.source.text.length));
    throw new SyntaxFault(lexicalError(this.span(start, end), message, hint), true);
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

const NAMES: Readonly<Record<string, string>> = {
  end: 'eof',
  rawString: 'string',
  template: 'template-string-part',
  rawTemplate: 'raw-template-string-part',
  ':=': 'assign',
  '=': 'eq',
  '==': 'equal',
  '!=': 'neq',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
  '+': 'plus',
  '-': 'minus',
  '*': 'mul',
  '/': 'div',
  '%': 'rem',
  '&': 'and',
  '|': 'or',
};

/** How OPA's messages name a token. */
export function describeToken({ kind }: { kind: TokenKind }): string {
  return NAMES[kind] ?? kind;
}

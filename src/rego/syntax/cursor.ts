import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source, Span } from '../../diagnostics/source.js';
import type { RegoVersion } from './ast.js';
import { nestedTooDeep, unexpectedToken } from './errors.js';
import { describeToken, Lexer, SyntaxFault } from './lexer.js';
import { RESERVED, type Token, type TokenKind } from './token.js';

/** Nesting of terms and bodies beyond this is refused, so that no input exhausts the stack. */
export const MOST_NESTING = 1000;

/** The state of one parse: where it stands, which words are keywords, what was wrong so far. */
export class Cursor {
  readonly lexer: Lexer;
  readonly diagnostics: Diagnostic[] = [];
  readonly keywords: Set<string>;
  token: Token;
  /** The end of the token before, where the last node ended. */
  lastEnd = 0;
  /** Inside `[x | …]` and `{x | …}` the first `|` ends the head. */
  noPipe = false;
  wildcards = 0;
  depth = 0;
  version: RegoVersion;

  constructor(
    readonly source: Source,
    version: RegoVersion,
    keywords: Iterable<string>,
  ) {
    this.lexer = new Lexer(source);
    this.version = version;
    this.keywords = new Set(keywords);
    this.token = { kind: 'end', start: 0, end: 0, text: '', newline: false };
  }

  advance(): Token {
    const { token } = this;
    this.lastEnd = token.end;
    this.token = this.lexer.next();
    return token;
  }

  at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Whether the current token is a word that is a keyword here; directly before `.` or `[` it is part of a ref. */
  atKeyword(word: string): boolean {
    const { kind, text } = this.token;
    return kind === 'identifier' && text === word && this.isKeyword(word) && !this.touches('.[');
  }

  isKeyword(word: string): boolean {
    return RESERVED.has(word) || this.keywords.has(word);
  }

  /** Whether `.`, `[` or `(` follows the current token directly, so that it is part of a ref or call. */
  touches(characters: string): boolean {
    const next = this.source.text.charAt(this.token.end);
    return next !== '' && characters.includes(next);
  }

  accept(kind: TokenKind): boolean {
    if (this.token.kind !== kind) return false;
    this.advance();
    return true;
  }

  acceptKeyword(word: string): boolean {
    if (!this.atKeyword(word)) return false;
    this.advance();
    return true;
  }

  expect(kind: TokenKind, wanted: string): Token {
    if (this.token.kind !== kind) this.unexpected(wanted);
    return this.advance();
  }

  unexpected(wanted: string, hint?: string): never {
    const { token } = this;
    const keyword = token.kind === 'identifier' && this.isKeyword(token.text);
    const got = keyword
      ? `${token.text} keyword`
      : `${describeToken(token)}${token.kind === 'end' ? '' : ' token'}`;
    throw new SyntaxFault(
      unexpectedToken(
        this.lexer.span(token.start, Math.max(token.end, token.start + 1)),
        got,
        wanted,
        hint,
      ),
    );
  }

  fail(diagnostic: Diagnostic): never {
    throw new SyntaxFault(diagnostic);
  }

  /** The span from `start` to where the last token ended. */
  from(start: number): Span {
    return this.lexer.span(start, Math.max(start, this.lastEnd));
  }

  /** Runs a nested parse; deep nesting is an error rather than a stack overflow. */
  nested<T>(parse: () => T): T {
    if (++this.depth > MOST_NESTING) {
      this.fail(nestedTooDeep(this.lexer.span(this.token.start, this.token.end), MOST_NESTING));
    }
    try {
      return parse();
    } finally {
      this.depth--;
    }
  }

  /** Parses as `parse` does, or goes back to where it began and gives undefined. */
  attempt<T>(parse: () => T): T | undefined {
    const { token, lastEnd, wildcards, noPipe } = this;
    const { position } = this.lexer;
    try {
      return parse();
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault;
      this.token = token;
      this.lastEnd = lastEnd;
      this.wildcards = wildcards;
      this.noPipe = noPipe;
      this.lexer.position = position;
      return undefined;
    }
  }
}

import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source, Span } from '../../diagnostics/source.js';
import type { RegoVersion, Term } from './ast.js';
import { illegalRule, nestedTooDeep, unexpectedToken } from './errors.js';
import { describeToken, Lexer, SyntaxFault } from './lexer.js';
import { FUTURE_OPT_IN, FUTURE_V1, RESERVED, type Token, type TokenKind } from './token.js';

/** Nesting of terms and bodies beyond this is refused, so that no input exhausts the stack. */
export const MOST_NESTING = 1000;

/** Where a parse stood, to go back to. */
export interface Mark {
  readonly token: Token;
  readonly lastEnd: number;
  readonly wildcards: number;
  readonly position: number;
}

/** The parts of the language that may be used, as OPA's capabilities name them. */
export interface Language {
  readonly features: ReadonlySet<string>;
  /** Keywords that `future.keywords` imports may bring beside those of Rego v1. */
  readonly futureKeywords: ReadonlySet<string>;
}

/** The state of one parse: where it stands, which words are keywords, what was wrong so far. */
export class Cursor {
  readonly lexer: Lexer;
  readonly diagnostics: Diagnostic[] = [];
  /** What is wrong with whole statements: told only where all could be parsed. */
  readonly late: Diagnostic[] = [];
  readonly keywords: Set<string>;
  /** Terms of the current statement by where they begin: several alternatives begin with the same term. */
  readonly terms = new Map<number, { readonly term: Term; readonly after: Mark }>();
  token: Token;
  /** The end of the token before, where the last node ended. */
  lastEnd = 0;
  wildcards = 0;
  /** Said with the next fault: what the text would mean with a keyword that is not imported. */
  pendingHint: string | undefined;
  /** Where a keyword may begin a ref: where a literal begins. */
  refStart = -1;
  depth = 0;
  version: RegoVersion;
  /** The version that the text was said to have, whatever it imports. */
  readonly initialVersion: RegoVersion;

  constructor(
    readonly source: Source,
    version: RegoVersion,
    keywords: Iterable<string>,
    /** Whether a function of this name is built in. */
    readonly isBuiltin: (name: string) => boolean = () => false,
    private readonly language?: Language,
  ) {
    this.lexer = new Lexer(source);
    this.version = version;
    this.initialVersion = version;
    this.keywords = new Set(keywords);
    this.token = { kind: 'end', start: 0, end: 0, text: '', newline: false };
  }

  /** Whether a part of the language may be used. */
  supports(feature: string): boolean {
    return this.language === undefined || this.language.features.has(feature);
  }

  /** The keywords that imports may bring. */
  futureKeywords(): string[] {
    const { language } = this;
    if (language === undefined) return [...FUTURE_V1, ...FUTURE_OPT_IN];
    return [
      ...new Set([...(this.supports('rego_v1') ? FUTURE_V1 : []), ...language.futureKeywords]),
    ];
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

  /** Whether the current token is a word that is a keyword, whatever follows. */
  atAnyKeyword(): boolean {
    return this.token.kind === 'identifier' && this.isKeyword(this.token.text);
  }

  isKeyword(word: string): boolean {
    return RESERVED.has(word) || this.keywords.has(word);
  }

  /** Whether `.`, `[` or `(` follows the current token directly, so that it is part of a ref or call. */
  touches(characters: string): boolean {
    const next = this.source.text.charAt(this.token.end);
    return next !== '' && characters.includes(next);
  }

  /** Whether the current token follows the one before without a space. */
  isAdjacent(): boolean {
    return this.token.start === this.lastEnd;
  }

  /** The opening brace of a body. */
  expectBrace(): void {
    if (!this.at('{')) this.unexpected('missing body');
    this.advance();
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

  /** @param note what should stand here, in OPA's words; empty where it says nothing */
  unexpected(note: string, hint?: string): never {
    throw new SyntaxFault(this.unexpectedHere(note, hint));
  }

  unexpectedHere(note: string, hint?: string): Diagnostic {
    const { token } = this;
    const span = this.lexer.span(token.start, Math.max(token.end, token.start + 1));
    const isEmpty = token.kind === 'template' || token.kind === 'rawTemplate';
    const got = this.atAnyKeyword()
      ? `${token.text} keyword`
      : isEmpty
        ? `${this.templateName()} token`
        : `${describeToken(token)} token`;
    const { pendingHint } = this;
    const words = pendingHint === undefined ? note : `${note} (hint: ${pendingHint})`;
    return unexpectedToken(span, got, words, hint);
  }

  /** A template string without `{` is its end at once. */
  private templateName(): string {
    const { start, kind } = this.token;
    const raw = kind === 'rawTemplate';
    const text = this.source.text.slice(start + 2);
    const found = /\\.|[`"{]/gs;
    for (const [mark] of text.matchAll(found)) {
      if (mark === '{') return describeToken(this.token);
      if (mark === (raw ? '`' : '"')) break;
    }
    return describeToken(this.token).replace('part', 'end');
  }

  /** A fault with OPA's own words, where the current token stands. */
  failHere(message: string, hint?: string): never {
    const { start, end } = this.token;
    return this.fail(illegalRule(this.lexer.span(start, Math.max(end, start + 1)), message, hint));
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

  mark(): Mark {
    const { token, lastEnd, wildcards } = this;
    return { token, lastEnd, wildcards, position: this.lexer.position };
  }

  reset({ token, lastEnd, wildcards, position }: Mark): void {
    this.token = token;
    this.lastEnd = lastEnd;
    this.wildcards = wildcards;
    this.lexer.position = position;
  }

  /** Parses as `parse` does, or goes back to where it began and gives undefined. */
  attempt<T>(parse: () => T): T | undefined {
    const mark = this.mark();
    try {
      return parse();
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault;
      this.reset(mark);
      return undefined;
    }
  }
}

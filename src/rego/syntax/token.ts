/** A token of Rego: punctuation stands for itself. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** An identifier's name, a number's source text, or a string's value. */
  readonly text: string;
  /** Whether a line ended between the token before and this one. */
  readonly newline: boolean;
}

export type TokenKind =
  | 'end'
  | 'identifier'
  | 'number'
  | 'string'
  | 'rawString'
  /** `$"` or `` $` ``: the parser reads what follows in chunks. */
  | 'template'
  | 'rawTemplate'
  | Punctuation;

export type Punctuation =
  | '{'
  | '}'
  | '['
  | ']'
  | '('
  | ')'
  | ','
  | ';'
  | ':'
  | ':='
  | '='
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '&'
  | '|'
  | '.';

/** Words that are never variables. */
export const RESERVED: ReadonlySet<string> = new Set([
  'package',
  'import',
  'as',
  'default',
  'else',
  'not',
  'some',
  'with',
  'null',
  'true',
  'false',
]);

/** Words that are keywords in v1, and in v0 where `future.keywords` are imported. */
export const FUTURE_V1: readonly string[] = ['in', 'every', 'contains', 'if'];

/** Words that are keywords only where `future.keywords` are imported. */
export const FUTURE_OPT_IN: readonly string[] = ['and', 'or', 'not'];

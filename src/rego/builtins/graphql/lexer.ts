/** Tokens of GraphQL, and the errors of its parser in the words of the Go library that OPA uses. */
import { BuiltinError } from '../declaration.js';

export type TokenKind =
  | '<Invalid>'
  | '<EOF>'
  | '!'
  | '$'
  | '&'
  | '('
  | ')'
  | '...'
  | ':'
  | '='
  | '@'
  | '['
  | ']'
  | '{'
  | '}'
  | '|'
  | 'Name'
  | 'Int'
  | 'Float'
  | 'String'
  | 'BlockString';

export interface Token {
  readonly kind: TokenKind;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
}

export function syntaxError(
  message: string,
  { line, column }: { line: number; column: number },
): BuiltinError {
  return new BuiltinError('builtin', `${message} in GraphQL string at location ${line}:${column}`);
}

/** A token as messages show it: `Name "on"`, `{`. */
export function tokenText({ kind, value }: Token): string {
  return value === '' ? kind : `${kind} ${JSON.stringify(value)}`;
}

const IGNORED = /(?:[\s,\ufeff]|#[^\n\r]*)*/y;
const PUNCTUATOR = /\.\.\.|[!$&():=@[\]{}|]/y;
const NAME = /[_A-Za-z][_0-9A-Za-z]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const BLOCK = /"""((?:\\"""|[\s\S])*?)"""/y;
const STRING = /"((?:[^"\\\n\r]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"/y;

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (;;) {
    at += match(IGNORED)?.[0].length ?? 0;
    const place = placeOf(text, at);
    const add = (kind: TokenKind, value: string, length: number): void => {
      // A string's place is that of its text, behind the quote.
      const column = kind === 'String' ? place.column + 1 : place.column;
      found.push({ kind, value, line: place.line, column });
      at += length;
    };
    if (at >= text.length) {
      add('<EOF>', '', 0);
      return found;
    }
    const punctuator = match(PUNCTUATOR);
    const name = match(NAME);
    const number = match(NUMBER);
    const block = match(BLOCK);
    const string = text.startsWith('"""', at) ? null : match(STRING);
    if (punctuator) add(punctuator[0] as TokenKind, '', punctuator[0].length);
    else if (name) add('Name', name[0], name[0].length);
    else if (number) add(number[1] || number[2] ? 'Float' : 'Int', number[0], number[0].length);
    else if (block) add('BlockString', blockValue(block[1] ?? ''), block[0].length);
    else if (string)
      add('String', JSON.parse(string[0].replaceAll('\\/', '/')) as string, string[0].length);
    else {
      // What cannot be read ends the text; an open block string is found out behind its last line.
      const end = text.startsWith('"""', at) ? placeOf(text, text.length) : place;
      found.push({ kind: '<Invalid>', value: '', ...end });
      return found;
    }
  }
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
}

/** A block string without the indentation that all its lines share and without blank lines at its ends. */
function blockValue(raw: string): string {
  const lines = raw.replaceAll('\\"""', '"""').split(/\r\n|\n|\r/);
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  const cut = lines.map((line, index) => (index === 0 ? line : line.slice(common)));
  while (cut.length > 0 && cut[0]?.trim() === '') cut.shift();
  while (cut.length > 0 && cut.at(-1)?.trim() === '') cut.pop();
  return cut.join('\n');
}

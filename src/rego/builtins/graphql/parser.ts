/** What the parsers of queries and schemas share: tokens, lists, values, types, directives. */
import type { ArgumentNode, DirectiveNode, Positions, TypeNode, ValueNode } from './ast.js';
import { syntaxError, type Token, type TokenKind, tokens, tokenText } from './lexer.js';

const VALUE_KINDS: Partial<Record<TokenKind, number>> = {
  Int: 1,
  Float: 2,
  String: 3,
  BlockString: 4,
};

export class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(
    text: string,
    readonly positions: Positions = new WeakMap(),
  ) {
    this.tokens = tokens(text);
  }

  peek(): Token {
    return this.tokens[this.at] ?? (this.tokens[this.tokens.length - 1] as Token);
  }

  next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  fail(token: Token, message: string): never {
    throw syntaxError(message, token);
  }

  unexpected(token = this.peek()): never {
    return this.fail(token, `Unexpected ${tokenText(token)}`);
  }

  is(kind: TokenKind, value?: string): boolean {
    const token = this.peek();
    return token.kind === kind && (value === undefined || token.value === value);
  }

  skip(kind: TokenKind): boolean {
    if (!this.is(kind)) return false;
    this.at++;
    return true;
  }

  expect(kind: TokenKind): Token {
    const token = this.peek();
    if (token.kind !== kind) this.fail(token, `Expected ${kind}, found ${token.kind}`);
    return this.next();
  }

  keyword(word: string): void {
    const token = this.next();
    if (token.kind !== 'Name' || token.value !== word) {
      this.fail(token, `Expected ${JSON.stringify(word)}, found ${tokenText(token)}`);
    }
  }

  name(): string {
    return this.expect('Name').value;
  }

  /** Notes where a node began. */
  placed<T extends object>(token: Token, node: T): T {
    this.positions.set(node, { line: token.line, column: token.column });
    return node;
  }

  /** Items between marks, none where the first mark is not there. */
  many<T>(open: TokenKind, close: TokenKind, item: () => T): T[] {
    if (!this.skip(open)) return [];
    const items: T[] = [];
    while (!this.is(close)) items.push(item());
    this.next();
    return items;
  }

  /** As `many`, but marks with nothing between them are an error. */
  some<T>(open: TokenKind, close: TokenKind, item: () => T): T[] {
    const isThere = this.is(open);
    if (isThere && this.tokens[this.at + 1]?.kind === close) {
      this.next();
      this.fail(this.peek(), `expected at least one definition, found ${this.peek().kind}`);
    }
    return this.many(open, close, item);
  }

  value(isConstant: boolean): ValueNode {
    const token = this.peek();
    const node = (Kind: number, Raw: string, Children?: ValueNode['Children']): ValueNode =>
      this.placed(token, {
        Raw,
        Kind,
        ExpectedTypeHasDefault: false,
        ...(Children && Children.length > 0 && { Children }),
      });
    switch (token.kind) {
      case '[': {
        const items = this.many('[', ']', () => ({ Name: '', Value: this.value(isConstant) }));
        return node(8, '', items);
      }
      case '{': {
        const fields = this.many('{', '}', () => {
          const Name = this.name();
          this.expect(':');
          return { Name, Value: this.value(isConstant) };
        });
        return node(9, '', fields);
      }
      case '$':
        if (isConstant) this.unexpected();
        this.next();
        return node(0, this.name());
      case 'Name': {
        this.next();
        const { value } = token;
        if (value === 'true' || value === 'false') return node(5, value);
        return node(value === 'null' ? 6 : 7, value);
      }
      default: {
        const kind = VALUE_KINDS[token.kind];
        if (kind === undefined) return this.unexpected();
        this.next();
        return node(kind, token.value);
      }
    }
  }

  type(): TypeNode {
    if (this.skip('[')) {
      const Elem = this.type();
      this.expect(']');
      return { NamedType: '', Elem, NonNull: this.skip('!') };
    }
    const NamedType = this.name();
    return { NamedType, NonNull: this.skip('!') };
  }

  arguments(isConstant: boolean): { readonly Arguments?: readonly ArgumentNode[] } {
    const list = this.some('(', ')', () => {
      const token = this.peek();
      const Name = this.name();
      this.expect(':');
      return this.placed(token, { Name, Value: this.value(isConstant) });
    });
    return list.length > 0 ? { Arguments: list } : {};
  }

  directives(isConstant: boolean): { readonly Directives?: readonly DirectiveNode[] } {
    const list: DirectiveNode[] = [];
    while (this.is('@')) {
      const token = this.next();
      const Name = this.name();
      list.push(this.placed(token, { Name, ...this.arguments(isConstant), Location: '' }));
    }
    return list.length > 0 ? { Directives: list } : {};
  }
}

/** A field for a list that is left out where it is empty. */
export function listField<Key extends string, T>(
  key: Key,
  list: readonly T[],
): { readonly [K in Key]?: readonly T[] } {
  return (list.length > 0 ? { [key]: list } : {}) as { readonly [K in Key]?: readonly T[] };
}

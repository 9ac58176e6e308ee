import type * as ast from './ast.js';
import { parseBody, parseLiteral } from './bodies.js';
import type { Cursor } from './cursor.js';
import { lexicalError } from './errors.js';
import { parseExpression } from './expressions.js';

/**
 * term := scalar | var | ref | call | array | object | set | comprehension | template | "(" expr ")"
 */
export function parseTerm(cursor: Cursor): ast.Term {
  return cursor.nested(() => parseSuffixes(cursor, parseOperand(cursor)));
}

function parseOperand(cursor: Cursor): ast.Term {
  const { token } = cursor;
  const { start } = token;
  switch (token.kind) {
    case 'number':
      cursor.advance();
      return { kind: 'number', text: token.text, span: cursor.from(start) };
    case 'string':
    case 'rawString':
      cursor.advance();
      return {
        kind: 'string',
        value: token.text,
        ...(token.kind === 'rawString' ? { raw: true } : {}),
        span: cursor.from(start),
      };
    case 'template':
    case 'rawTemplate':
      return parseTemplate(cursor);
    case '[':
      return parseArray(cursor);
    case '{':
      return parseBraces(cursor);
    case '(':
      return parseGroup(cursor);
    case '-':
      return parseNegative(cursor);
    case 'identifier':
      return parseWord(cursor);
    default:
      return cursor.unexpected('expected term');
  }
}

function parseWord(cursor: Cursor): ast.Term {
  const { text, start } = cursor.token;
  if ((text === 'null' || text === 'true' || text === 'false') && !cursor.touches('.[')) {
    cursor.advance();
    const span = cursor.from(start);
    return text === 'null'
      ? { kind: 'null', span }
      : { kind: 'boolean', value: text === 'true', span };
  }
  if (
    cursor.isKeyword(text) &&
    !cursor.touches('.[') &&
    !(text === 'contains' && cursor.touches('('))
  ) {
    const isOperator = (text === 'and' || text === 'or') && cursor.touches('(');
    if (!isOperator) return cursor.unexpected('expected term');
  }
  cursor.advance();
  if (text === 'set' && cursor.at('(') && cursor.token.start === cursor.lastEnd) {
    const empty = cursor.attempt(() => {
      cursor.expect('(', 'expected `(`');
      cursor.expect(')', 'expected `)`');
      return true;
    });
    if (empty) return { kind: 'set', items: [], span: cursor.from(start) };
  }
  return makeVar(cursor, text, cursor.from(start));
}

/** A var; each `_` becomes a var of its own. */
export function makeVar(cursor: Cursor, name: string, span: ast.Var['span']): ast.Var {
  return { kind: 'var', name: name === '_' ? `$${cursor.wildcards++}` : name, span };
}

/** Everything that directly follows: `.name`, `[term]`, `(arguments)`. */
function parseSuffixes(cursor: Cursor, head: ast.Term): ast.Term {
  let term = head;
  const { start } = head.span;
  for (;;) {
    if (cursor.token.start !== cursor.lastEnd) return term;
    if (cursor.at('.') || cursor.at('[')) {
      if (!canHeadRef(term)) return term;
      const part = parseRefPart(cursor);
      const parts: ast.Term[] = term.kind === 'ref' ? [...term.parts, part] : [term, part];
      term = { kind: 'ref', parts, span: cursor.from(start) };
    } else if (cursor.at('(') && (term.kind === 'var' || term.kind === 'ref')) {
      const operator: ast.Ref =
        term.kind === 'ref' ? term : { kind: 'ref', parts: [term], span: term.span };
      const operands = parseArguments(cursor);
      term = { kind: 'call', operator, operands, span: cursor.from(start) };
    } else return term;
  }
}

function canHeadRef({ kind }: ast.Term): boolean {
  return !['null', 'boolean', 'number', 'string', 'templateString'].includes(kind);
}

/** `.name` or `[term]`; any word may follow the dot, keywords too. */
export function parseRefPart(cursor: Cursor): ast.Term {
  if (cursor.accept('.')) {
    const { start, newline } = cursor.token;
    if (newline || start !== cursor.lastEnd) cursor.unexpected('expected identifier');
    const { text } = cursor.expect('identifier', 'expected identifier');
    return { kind: 'string', value: text, span: cursor.from(start) };
  }
  cursor.expect('[', 'expected `[`');
  const part = withPipes(cursor, () => parseExpression(cursor));
  cursor.expect(']', 'expected `]`');
  return part;
}

/** "(" [ term { "," term } ] ")" */
export function parseArguments(cursor: Cursor): ast.Term[] {
  cursor.expect('(', 'expected `(`');
  const operands = withPipes(cursor, () => parseList(cursor, ')'));
  cursor.expect(')', 'expected `)`');
  return operands;
}

function withPipes<T>(cursor: Cursor, parse: () => T): T {
  const { noPipe } = cursor;
  cursor.noPipe = false;
  const result = parse();
  cursor.noPipe = noPipe;
  return result;
}

/** Terms separated by commas up to (not including) the closing token; a trailing comma is fine. */
function parseList(cursor: Cursor, close: ')' | ']' | '}'): ast.Term[] {
  const items: ast.Term[] = [];
  while (!cursor.at(close)) {
    items.push(parseExpression(cursor));
    if (!cursor.accept(',')) break;
  }
  return items;
}

/** "(" expr ")"; `k, v in xs` may stand inside. */
function parseGroup(cursor: Cursor): ast.Term {
  cursor.expect('(', 'expected `(`');
  const term = withPipes(cursor, () => parseExpression(cursor, { pairs: true }));
  cursor.expect(')', 'expected `)`');
  return term;
}

/** A negative literal, or `minus(0, x)`. */
function parseNegative(cursor: Cursor): ast.Term {
  const { start } = cursor.expect('-', 'expected `-`');
  if (cursor.at('number') && cursor.token.start === cursor.lastEnd) {
    const { text } = cursor.advance();
    return { kind: 'number', text: `-${text}`, span: cursor.from(start) };
  }
  const term = parseTerm(cursor);
  const span = cursor.from(start);
  const zero: ast.Term = { kind: 'number', text: '0', span };
  return { kind: 'call', operator: builtinRef('minus', span), operands: [zero, term], span };
}

/** The ref that names a built-in: `internal.member_2` has two parts. */
export function builtinRef(name: string, span: ast.Ref['span']): ast.Ref {
  const [head = '', ...rest] = name.split('.');
  const parts: ast.Term[] = [{ kind: 'var', name: head, span }];
  for (const value of rest) parts.push({ kind: 'string', value, span });
  return { kind: 'ref', parts, span };
}

/** array := "[" list "]" | "[" term "|" query "]" */
function parseArray(cursor: Cursor): ast.Term {
  const { start } = cursor.expect('[', 'expected `[`');
  if (cursor.accept(']')) return { kind: 'array', items: [], span: cursor.from(start) };
  const first = withoutPipe(cursor, () => parseExpression(cursor));
  if (cursor.accept('|')) {
    const body = parseBody(cursor, ']');
    cursor.expect(']', 'expected `]`');
    return { kind: 'arrayComprehension', term: first, body, span: cursor.from(start) };
  }
  const items = withPipes(cursor, () =>
    cursor.accept(',') ? [first, ...parseList(cursor, ']')] : [first],
  );
  cursor.expect(']', 'expected `,` or `]`');
  return { kind: 'array', items, span: cursor.from(start) };
}

function withoutPipe<T>(cursor: Cursor, parse: () => T): T {
  const { noPipe } = cursor;
  cursor.noPipe = true;
  const result = parse();
  cursor.noPipe = noPipe;
  return result;
}

/** An object, a set, or a comprehension of either; `{}` is the empty object. */
function parseBraces(cursor: Cursor): ast.Term {
  const { start } = cursor.expect('{', 'expected `{`');
  if (cursor.accept('}')) return { kind: 'object', entries: [], span: cursor.from(start) };
  const first = withoutPipe(cursor, () => parseExpression(cursor));
  if (cursor.accept('|')) {
    const body = parseBody(cursor, '}');
    cursor.expect('}', 'expected `}`');
    return { kind: 'setComprehension', term: first, body, span: cursor.from(start) };
  }
  if (cursor.accept(':')) return parseObject(cursor, start, first);
  const items = withPipes(cursor, () =>
    cursor.accept(',') ? [first, ...parseList(cursor, '}')] : [first],
  );
  cursor.expect('}', 'expected `,` or `}`');
  return { kind: 'set', items, span: cursor.from(start) };
}

function parseObject(cursor: Cursor, start: number, firstKey: ast.Term): ast.Term {
  const firstValue = withoutPipe(cursor, () => parseExpression(cursor));
  if (cursor.accept('|')) {
    const body = parseBody(cursor, '}');
    cursor.expect('}', 'expected `}`');
    return {
      kind: 'objectComprehension',
      key: firstKey,
      value: firstValue,
      body,
      span: cursor.from(start),
    };
  }
  const entries: [ast.Term, ast.Term][] = [[firstKey, firstValue]];
  withPipes(cursor, () => {
    while (cursor.accept(',') && !cursor.at('}')) {
      const key = parseExpression(cursor);
      cursor.expect(':', 'expected `:`');
      entries.push([key, parseExpression(cursor)]);
    }
  });
  cursor.expect('}', 'expected `,` or `}`');
  return { kind: 'object', entries, span: cursor.from(start) };
}

/** template := `$"` { text | "{" literal "}" } `"` */
function parseTemplate(cursor: Cursor): ast.Term {
  const { start, kind } = cursor.token;
  const raw = kind === 'rawTemplate';
  const parts: (ast.Str | ast.Expr)[] = [];
  // The lexer stands behind the opening quote: the token after it was never read.
  for (;;) {
    const chunk = cursor.lexer.templateChunk(raw, start);
    if (chunk.text !== '') {
      parts.push({
        kind: 'string',
        value: chunk.text,
        span: cursor.lexer.span(chunk.start, chunk.end),
      });
    }
    cursor.token = { ...cursor.token, end: cursor.lexer.position };
    if (chunk.closed) break;
    cursor.advance();
    if (cursor.at('}')) {
      cursor.fail(
        lexicalError(
          cursor.lexer.span(chunk.end, cursor.token.end),
          'invalid template-string expression',
        ),
      );
    }
    parts.push(withPipes(cursor, () => parseLiteral(cursor)));
    if (!cursor.at('}')) cursor.unexpected('expected `}`');
    cursor.lexer.position = cursor.token.end;
  }
  cursor.advance();
  return { kind: 'templateString', parts, ...(raw ? { raw: true } : {}), span: cursor.from(start) };
}

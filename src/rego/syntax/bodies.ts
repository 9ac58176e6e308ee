import type * as ast from './ast.js';
import type { Cursor } from './cursor.js';
import { illegalRule } from './errors.js';
import { parseExpression } from './expressions.js';
import { builtinRef, makeVar, parseTerm } from './terms.js';

/** query := literal { (NL | ";") literal }, up to (not including) the closing token */
export function parseBody(cursor: Cursor, close: '}' | ']' | 'end'): ast.Body {
  const { noPipe } = cursor;
  cursor.noPipe = false;
  const body: ast.Expr[] = [];
  while (cursor.accept(';'));
  while (!cursor.at(close)) {
    body.push(parseLiteral(cursor));
    if (cursor.at(close)) break;
    if (cursor.at(';')) while (cursor.accept(';'));
    else if (!cursor.token.newline)
      cursor.unexpected(`expected \\n or ; or ${close === 'end' ? 'end' : close}`);
  }
  if (body.length === 0) {
    cursor.fail(
      illegalRule(cursor.lexer.span(cursor.token.start, cursor.token.end), 'found empty body'),
    );
  }
  cursor.noPipe = noPipe;
  return body;
}

/** "{" query "}" */
export function parseBracedBody(cursor: Cursor): ast.Body {
  cursor.expect('{', 'expected `{`');
  const body = parseBody(cursor, '}');
  cursor.expect('}', 'expected `}`');
  return body;
}

/** literal := ( some | every | not | logic | expr ) { "with" ref "as" term } */
export function parseLiteral(cursor: Cursor): ast.Expr {
  return cursor.nested(() => {
    const expr = parseOr(cursor);
    const modifiers = parseWith(cursor);
    if (modifiers.length === 0) return expr;
    return { ...expr, with: [...expr.with, ...modifiers], span: cursor.from(expr.span.start) };
  });
}

/** or-chain := and-chain { "or" and-chain } */
function parseOr(cursor: Cursor): ast.Expr {
  let left = parseAnd(cursor);
  while (cursor.keywords.has('or') && cursor.atKeyword('or') && !cursor.touches('(')) {
    cursor.advance();
    left = logic(cursor, 'or', left, parseAnd(cursor));
  }
  return left;
}

function parseAnd(cursor: Cursor): ast.Expr {
  let left = parseSimple(cursor);
  while (cursor.keywords.has('and') && cursor.atKeyword('and') && !cursor.touches('(')) {
    cursor.advance();
    left = logic(cursor, 'and', left, parseSimple(cursor));
  }
  return left;
}

function logic(cursor: Cursor, kind: 'and' | 'or', left: ast.Expr, right: ast.Expr): ast.Expr {
  return {
    kind,
    left: operandBody(left),
    right: operandBody(right),
    with: [],
    span: cursor.from(left.span.start),
  };
}

/** An operand in braces is parsed as a set or object first; a group of literals is its own body. */
function operandBody(expr: ast.Expr): ast.Body {
  return expr.kind === 'and' && expr.right.length === 0 ? expr.left : [expr];
}

function parseSimple(cursor: Cursor): ast.Expr {
  const { start } = cursor.token;
  if (cursor.keywords.has('or') || cursor.keywords.has('and')) {
    const group = cursor.attempt(() => parseLogicGroup(cursor));
    if (group !== undefined) return group;
  }
  if (cursor.atKeyword('some') && !cursor.touches('(')) return parseSome(cursor);
  if (cursor.atKeyword('every') && !cursor.touches('(')) return parseEvery(cursor);
  if (cursor.atKeyword('not')) {
    cursor.advance();
    return parseNegated(cursor, start);
  }
  return parseStatement(cursor, start, false);
}

/** "(" logic ")" or "{" query "}" as an operand of `and`/`or`. */
function parseLogicGroup(cursor: Cursor): ast.Expr {
  const { start } = cursor.token;
  let body: ast.Body;
  if (cursor.accept('(')) {
    body = [parseLiteral(cursor)];
    cursor.expect(')', 'expected `)`');
  } else body = parseBracedBody(cursor);
  if (
    !cursor.atKeyword('and') &&
    !cursor.atKeyword('or') &&
    body[0]?.kind !== 'and' &&
    body[0]?.kind !== 'or'
  ) {
    return cursor.unexpected('expected `and` or `or`');
  }
  return { kind: 'and', left: body, right: [], with: [], span: cursor.from(start) };
}

function parseNegated(cursor: Cursor, start: number): ast.Expr {
  if (!cursor.keywords.has('not')) return parseStatement(cursor, start, true);
  const body = cursor.at('{')
    ? (cursor.attempt(() => {
        const braced = parseBracedBody(cursor);
        if (!endsLiteral(cursor)) cursor.unexpected('expected end of literal');
        return braced;
      }) ?? [parseStatement(cursor, cursor.token.start, false)])
    : [parseSimple(cursor)];
  return { kind: 'notBody', body, with: [], span: cursor.from(start) };
}

function endsLiteral(cursor: Cursor): boolean {
  return (
    cursor.token.newline ||
    ['end', '}', ']', ')', ';'].includes(cursor.token.kind) ||
    ['with', 'and', 'or', 'else'].some((word) => cursor.atKeyword(word))
  );
}

/** An expression as a statement: with `:=` or `=` between two, or `k, v in xs`. */
function parseStatement(cursor: Cursor, start: number, negated: boolean): ast.Expr {
  const left = parseExpression(cursor, { pairs: true });
  const operator = cursor.token;
  if (cursor.at(':=') || cursor.at('=')) {
    cursor.advance();
    const right = parseExpression(cursor, { pairs: true });
    return {
      kind: 'callExpr',
      negated,
      operator: builtinRef(
        operator.kind === '=' ? 'eq' : 'assign',
        cursor.lexer.span(operator.start, operator.end),
      ),
      operands: [left, right],
      with: [],
      span: cursor.from(start),
    };
  }
  const span = cursor.from(start);
  if (left.kind === 'call') {
    return {
      kind: 'callExpr',
      negated,
      operator: left.operator,
      operands: left.operands,
      with: [],
      span,
    };
  }
  return { kind: 'termExpr', negated, term: left, with: [], span };
}

/** some := "some" var { "," var } | "some" term [ "," term ] "in" expr */
function parseSome(cursor: Cursor): ast.Expr {
  const { start } = cursor.advance();
  const symbols: ast.Term[] = [];
  do {
    // Parsed as infix without `in`, so that `some x in xs` keeps its parts.
    const term = withoutKeyword(cursor, 'in', () => parseExpression(cursor));
    symbols.push(term);
  } while (cursor.accept(','));
  if (cursor.acceptKeyword('in')) {
    if (symbols.length > 2) {
      cursor.fail(
        illegalRule(cursor.from(start), 'illegal `some` with more than two terms before `in`'),
      );
    }
    const domain = parseExpression(cursor);
    return { kind: 'some', symbols, domain, with: [], span: cursor.from(start) };
  }
  const other = symbols.find((symbol) => symbol.kind !== 'var');
  if (other !== undefined) {
    cursor.fail(
      illegalRule(
        other.span,
        `unexpected ${other.kind} in \`some\`: expected a variable, or \`in\` after the terms`,
      ),
    );
  }
  return { kind: 'some', symbols, with: [], span: cursor.from(start) };
}

function withoutKeyword<T>(cursor: Cursor, word: string, parse: () => T): T {
  const had = cursor.keywords.has(word);
  // The word stays a keyword for terms (it cannot be a variable), only the operator is put off.
  cursor.keywords.delete(word);
  try {
    return parse();
  } finally {
    if (had) cursor.keywords.add(word);
  }
}

/** every := "every" var [ "," var ] "in" expr "{" query "}" */
function parseEvery(cursor: Cursor): ast.Expr {
  const { start } = cursor.advance();
  const first = parseVar(cursor);
  const second = cursor.accept(',') ? parseVar(cursor) : undefined;
  if (!cursor.acceptKeyword('in')) cursor.unexpected('expected `x[, y] in xs { ... }`');
  const domain = parseExpression(cursor);
  const body = parseBracedBody(cursor);
  return {
    kind: 'every',
    ...(second === undefined ? {} : { key: first }),
    value: second ?? first,
    domain,
    body,
    with: [],
    span: cursor.from(start),
  };
}

function parseVar(cursor: Cursor): ast.Var {
  const { start, text } = cursor.token;
  if (cursor.isKeyword(text)) cursor.unexpected('expected a variable');
  cursor.expect('identifier', 'expected a variable');
  return makeVar(cursor, text, cursor.from(start));
}

/** { "with" ref "as" term } */
function parseWith(cursor: Cursor): ast.With[] {
  const modifiers: ast.With[] = [];
  while (cursor.atKeyword('with')) {
    const { start } = cursor.advance();
    const target = parseTerm(cursor);
    const ref: ast.Ref | undefined =
      target.kind === 'ref'
        ? target
        : target.kind === 'var'
          ? { kind: 'ref', parts: [target], span: target.span }
          : undefined;
    if (ref === undefined) {
      cursor.fail(
        illegalRule(target.span, 'expected a ref after `with`: `input…`, `data…` or a function'),
      );
    }
    if (!cursor.acceptKeyword('as')) cursor.unexpected('expected `as` keyword');
    const value = parseExpression(cursor);
    modifiers.push({ target: ref as ast.Ref, value, span: cursor.from(start) });
  }
  return modifiers;
}

import type * as ast from './ast.js';
import type { Cursor } from './cursor.js';
import { parseExpression } from './expressions.js';
import { parseOr } from './logic.js';
import { termName } from './refs.js';
import { isCallNamed, operatorText } from './statements.js';
import { makeVar, parseTerm } from './terms.js';

/** query := literal { (NL | ";") literal }, up to (not including) the closing token */
export function parseBody(cursor: Cursor, close: '}' | ']' | 'end'): ast.Body {
  if (cursor.at(close)) cursor.failHere('found empty body');
  const body: ast.Expr[] = [];
  for (;;) {
    body.push(parseLiteral(cursor));
    if (cursor.accept(';')) continue;
    if (cursor.at(close)) return body;
    if (!cursor.token.newline)
      cursor.unexpected(`expected \\n or ; or ${close === 'end' ? 'end' : close}`);
    cursor.pendingHint = undefined;
  }
}

/** "{" query "}" */
export function parseBracedBody(cursor: Cursor): ast.Body {
  cursor.expectBrace();
  const body = parseBody(cursor, '}');
  cursor.advance();
  return body;
}

/** literal := ( some | every | logic | expr ) { "with" ref "as" term } */
export function parseLiteral(cursor: Cursor): ast.Expr {
  if (cursor.atAnyKeyword() && cursor.touches('.[')) cursor.refStart = cursor.token.start;
  return cursor.nested(() => {
    if (cursor.atKeyword('some')) return parseSome(cursor);
    if (cursor.atKeyword('every')) return withModifiers(cursor, parseEvery(cursor));
    return withModifiers(cursor, parseOr(cursor));
  });
}

export function withModifiers(cursor: Cursor, expr: ast.Expr): ast.Expr {
  const modifiers = parseWith(cursor);
  if (modifiers.length === 0) return expr;
  return { ...expr, with: [...expr.with, ...modifiers], span: cursor.from(expr.span.start) };
}

/** some := "some" var { "," var } | "some" term [ "," term ] "in" expr */
function parseSome(cursor: Cursor): ast.Expr {
  const mark = cursor.mark();
  const { start } = cursor.advance();
  const call = cursor.attempt(() => {
    const term = parseExpression(cursor, { pairs: true });
    return term.kind === 'call' ? term : cursor.unexpected('');
  });
  if (call !== undefined) {
    if (!isCallNamed(call, 'internal.member_2') && !isCallNamed(call, 'internal.member_3'))
      cursor.unexpected('expected `x in xs` or `x, y in xs` expression');
    const domain = call.operands.at(-1) as ast.Term;
    const symbols = call.operands.slice(0, -1);
    const some: ast.Expr = { kind: 'some', symbols, domain, with: [], span: cursor.from(start) };
    return withModifiers(cursor, some);
  }
  cursor.reset(mark);
  const symbols: ast.Term[] = [];
  do {
    cursor.advance();
    if (!cursor.at('identifier') || cursor.atAnyKeyword()) cursor.unexpected('expected var');
    const { text, start: from } = cursor.advance();
    symbols.push(makeVar(cursor, text, cursor.from(from)));
  } while (cursor.at(','));
  hintAtIn(cursor, '`import future.keywords.in` for `some x in xs` expressions');
  return { kind: 'some', symbols, with: [], span: cursor.from(start) };
}

/** Where `in` is no keyword, what it would mean. */
export function hintAtIn(cursor: Cursor, hint: string): void {
  const { kind, text } = cursor.token;
  if (kind === 'identifier' && text === 'in' && !cursor.isKeyword('in')) cursor.pendingHint = hint;
}

/** every := "every" var[, var] "in" expr "{" query "}" */
function parseEvery(cursor: Cursor): ast.Expr {
  const { start } = cursor.advance();
  const call = parseExpression(cursor, { pairs: true });
  const name = call.kind === 'call' ? operatorText(call) : '';
  const isPair = name === 'internal.member_3';
  if (call.kind !== 'call' || (!isPair && name !== 'internal.member_2'))
    return cursor.unexpected('expected `x[, y] in xs { ... }` expression');
  const domain = call.operands.at(-1) as ast.Term;
  const [key, value] = isPair ? call.operands : [undefined, call.operands[0]];
  if (key !== undefined && !isVariable(key))
    return cursor.unexpected('expected key to be a variable');
  if (value === undefined || !isVariable(value))
    return cursor.unexpected('expected value to be a variable');
  if (!cursor.at('{')) cursor.unexpected('missing body');
  const body = parseBracedBody(cursor);
  return {
    kind: 'every',
    ...(key && { key }),
    value,
    domain,
    body,
    with: [],
    span: cursor.from(start),
  };
}

/** `input` and `data` are refs. */
function isVariable(term: ast.Term): term is ast.Var {
  return term.kind === 'var' && term.name !== 'input' && term.name !== 'data';
}

/** { "with" ref "as" term } */
function parseWith(cursor: Cursor): ast.With[] {
  const modifiers: ast.With[] = [];
  while (cursor.atKeyword('with')) {
    const { start } = cursor.advance();
    if (!cursor.at('identifier') || (cursor.atAnyKeyword() && !cursor.touches('.[')))
      cursor.unexpected('expected ident');
    const target = parseTerm(cursor);
    const ref: ast.Ref | undefined =
      target.kind === 'ref'
        ? target
        : target.kind === 'var'
          ? { kind: 'ref', parts: [target], span: target.span }
          : undefined;
    if (ref === undefined) {
      return cursor.unexpected(
        'expected with target path',
        `a ${termName(target)} cannot be replaced: \`input…\`, \`data…\` or a function can`,
      );
    }
    if (!cursor.acceptKeyword('as')) cursor.unexpected('expected as keyword');
    const value = parseExpression(cursor, { pairs: true });
    modifiers.push({ target: ref, value, span: cursor.from(start) });
  }
  return modifiers;
}

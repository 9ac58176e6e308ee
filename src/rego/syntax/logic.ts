/** `and`, `or` and `not`: their operands are expressions, groups in parentheses, or bodies in braces. */
import type * as ast from './ast.js';
import { hintAtIn, parseBracedBody, parseLiteral, withModifiers } from './bodies.js';
import type { Cursor } from './cursor.js';
import { illegalRule } from './errors.js';
import { parseExpression } from './expressions.js';
import { SyntaxFault } from './lexer.js';
import { termName } from './refs.js';
import { isCallNamed } from './statements.js';
import { builtinRef } from './terms.js';

type Operator = 'and' | 'or';

/** What stands on one side of `and` or `or`. */
interface Operand {
  readonly body: ast.Body;
  /** An expression by itself rather than a body in braces. */
  readonly implicit: boolean;
  readonly start: number;
}

/** or-chain := and-chain { "or" and-chain } */
export function parseOr(cursor: Cursor): ast.Expr {
  return parseChain(cursor, 'or', (first) =>
    parseChain(cursor, 'and', () => parseOperand(cursor, first)),
  );
}

function parseChain(
  cursor: Cursor,
  operator: Operator,
  parse: (isFirst: boolean) => ast.Expr,
): ast.Expr {
  let left = parse(true);
  while (cursor.keywords.has(operator) && cursor.atKeyword(operator) && !cursor.touches('(')) {
    cursor.advance();
    const [a, b] = [operandOf(cursor, operator, left), operandOf(cursor, operator, parse(false))];
    left = {
      kind: operator,
      left: a.body,
      right: b.body,
      implicit: [a.implicit, b.implicit],
      with: [],
      span: cursor.from(a.start),
    };
  }
  return left;
}

/** A group, or a body in braces, is read as `and` with nothing on its right side. */
function group(cursor: Cursor, body: ast.Body, implicit: boolean, start: number): ast.Expr {
  const span = cursor.from(start);
  return { kind: 'and', left: body, right: [], implicit: [implicit, true], with: [], span };
}

function isGroup(expr: ast.Expr): expr is ast.LogicExpr {
  return expr.kind === 'and' && expr.right.length === 0;
}

function operandOf(cursor: Cursor, operator: Operator, expr: ast.Expr): Operand {
  const { start, end } = expr.span;
  const [modifier] = expr.with;
  if (modifier !== undefined) {
    cursor.fail(
      illegalRule(
        modifier.span,
        `\`with\` modifier is not allowed on operand of \`${operator}\` (hint: Wrap the operand in \`(...)\` or \`{...}\` to scope, or move \`with\` after the \`${operator}\` expression to apply it to the whole expression)`,
      ),
    );
  }
  const text = cursor.source.text.slice(start, end);
  if (!isGroup(expr) && text.startsWith('{')) {
    cursor.fail(
      illegalRule(
        expr.span,
        `operand of \`${operator}\` cannot begin with \`{\` unless the braces hold a body (hint: wrap the operand to keep the value: \`(${text}) ${operator} ...\`)`,
      ),
    );
  }
  const body = isGroup(expr) ? expr.left : [expr];
  if (body.every((one) => one.kind === 'callExpr' && isCallNamed(one, 'print'))) {
    cursor.fail(
      illegalRule(
        (body[0] as ast.Expr).span,
        `operand of \`${operator}\` cannot consist only of calls to \`print\` (hint: \`print\` produces no value and always succeeds, so the operand can never fail; move it out of the operand, or add an expression that can fail)`,
      ),
    );
  }
  return { body, implicit: isGroup(expr) ? expr.implicit[0] : true, start };
}

/** @param mayStand whether the operand may turn out to be a literal by itself */
function parseOperand(cursor: Cursor, mayStand: boolean): ast.Expr {
  const { start } = cursor.token;
  if (cursor.atKeyword('not')) return parseNot(cursor, mayStand);
  const hasLogic = cursor.keywords.has('or') || cursor.keywords.has('and');
  if (hasLogic && cursor.at('{')) return parseBracedOperand(cursor, mayStand);
  if (hasLogic && cursor.at('(')) return parseGroup(cursor);
  return parseOperandStatement(cursor, start, mayStand);
}

function parseOperandStatement(cursor: Cursor, start: number, mayStand: boolean): ast.Expr {
  return withOwnModifiers(cursor, parseStatement(cursor, start, false), mayStand);
}

/** A modifier of one operand is an error; of the last one, it belongs to the whole. */
function withOwnModifiers(cursor: Cursor, expr: ast.Expr, mayStand: boolean): ast.Expr {
  if (!mayStand || !cursor.atKeyword('with')) return expr;
  const mark = cursor.mark();
  const modified = withModifiers(cursor, expr);
  if (atOperator(cursor)) return modified;
  cursor.reset(mark);
  return expr;
}

function atOperator(cursor: Cursor): boolean {
  return (['and', 'or'] as const).some(
    (word) => cursor.keywords.has(word) && cursor.atKeyword(word) && !cursor.touches('('),
  );
}

/** Braces behind an operator are a body; before one they are so only where it follows. */
function parseBracedOperand(cursor: Cursor, mayStand: boolean): ast.Expr {
  const { start } = cursor.token;
  const mark = cursor.mark();
  let fault: SyntaxFault | undefined;
  try {
    const body = parseBracedBody(cursor);
    if (!mayStand || atOperator(cursor)) return group(cursor, body, false, start);
  } catch (failure) {
    if (!(failure instanceof SyntaxFault)) throw failure;
    fault = failure;
  }
  cursor.reset(mark);
  const expr = cursor.attempt(() => parseStatement(cursor, start, false));
  const isEmpty = expr?.kind === 'termExpr' && isEmptyObject(expr.term);
  if (expr === undefined || (isEmpty && (!mayStand || atOperator(cursor)))) {
    throw fault ?? new SyntaxFault(cursor.unexpectedHere(''));
  }
  return expr;
}

function isEmptyObject(term: ast.Term): boolean {
  return term.kind === 'object' && term.entries.length === 0;
}

/** "(" logic ")", where it is not an expression in parentheses. */
function parseGroup(cursor: Cursor): ast.Expr {
  const { start } = cursor.token;
  const mark = cursor.mark();
  let fault: SyntaxFault;
  try {
    return parseStatement(cursor, start, false);
  } catch (failure) {
    if (!(failure instanceof SyntaxFault)) throw failure;
    fault = failure;
  }
  cursor.reset(mark);
  const found = cursor.attempt(() => {
    cursor.advance();
    if (cursor.atKeyword('some') || cursor.atKeyword('every')) cursor.unexpected('');
    const literal = parseLiteral(cursor);
    if (!cursor.at(')')) cursor.unexpected('');
    cursor.advance();
    return group(cursor, [literal], true, start);
  });
  if (found === undefined) throw fault;
  return found;
}

/** "not" expr, or under `future.keywords.not` also "not" "{" query "}" and "not" "(" logic ")" */
function parseNot(cursor: Cursor, mayStand: boolean): ast.Expr {
  const { start } = cursor.advance();
  for (const word of ['some', 'every']) {
    if (cursor.atKeyword(word)) cursor.unexpected(`illegal negation of '${word}'`);
  }
  if (!cursor.keywords.has('not')) {
    return withOwnModifiers(cursor, parseStatement(cursor, start, true), mayStand);
  }
  const braced = cursor.at('{');
  const operand = braced ? parseNegatedBraces(cursor) : parseNegatedOperand(cursor);
  const isBody = isGroup(operand);
  return {
    kind: 'notBody',
    body: isBody ? operand.left : [operand],
    implicit: !braced,
    with: [],
    span: cursor.from(start),
  };
}

function parseNegatedOperand(cursor: Cursor): ast.Expr {
  if (cursor.at('(')) return parseGroup(cursor);
  return parseStatement(cursor, cursor.token.start, false);
}

function parseNegatedBraces(cursor: Cursor): ast.Expr {
  const { start } = cursor.token;
  const mark = cursor.mark();
  try {
    const body = parseBracedBody(cursor);
    const [only] = body;
    const isUnion = body.length === 1 && only?.kind === 'callExpr' && isCallNamed(only, 'or');
    if (isUnion && !endsLiteral(cursor)) ambiguousUnion(cursor, start);
    return group(cursor, body, false, start);
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    cursor.reset(mark);
    const expr = cursor.attempt(() => parseStatement(cursor, start, false));
    const term = cursor.terms.get(start)?.term;
    if (expr === undefined || term === undefined || isEmptyObject(term)) throw fault;
    if (term.kind !== 'object' && term.kind !== 'set') throw fault;
    const text = cursor.source.text.slice(expr.span.start, expr.span.end);
    return cursor.fail(
      illegalRule(
        expr.span,
        `\`{...}\` in an operand position must contain expression(s), got: ${termName(term)} (hint: write \`not (${text})\` to negate the value, or \`not {${text}}\` for a body holding it)`,
      ),
    );
  }
}

function ambiguousUnion(cursor: Cursor, start: number): never {
  const span = cursor.from(start);
  const text = cursor.source.text.slice(span.start, span.end);
  return cursor.fail(
    illegalRule(
      span,
      `ambiguous \`{ ... | ... }\` operand: read as a body holding a set-union expression, not as a comprehension (hint: write \`not (${text})\` for the comprehension, or \`not {(${text.slice(1, -1).trim()})}\` for the set union)`,
    ),
  );
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
  if (left.kind === 'var' && left.name === 'every') hintAtEvery(cursor);
  return { kind: 'termExpr', negated, term: left, with: [], span };
}

/** Where `every` is no keyword, what it would mean. */
function hintAtEvery(cursor: Cursor): void {
  if (!cursor.at('identifier') || cursor.token.newline) return;
  const mark = cursor.mark();
  cursor.advance();
  hintAtIn(cursor, '`import future.keywords.every` for `every x in xs { ... }` expressions');
  cursor.reset(mark);
}

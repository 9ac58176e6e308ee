import type * as ast from '../ast.js';
import { offsetOf } from './lists.js';
import { infixOf } from './operators.js';
import { writeArguments, writeInfix, writeRef, writeTerm } from './terms.js';
import type { Writer } from './writer.js';

/** Each literal on a line of its own; an empty line between two is kept. */
export function writeLines(writer: Writer, body: ast.Body): void {
  let row: number | undefined;
  for (const expr of body) {
    if (row !== undefined && writer.row(expr.span.start) > row + 1) writer.blankLine();
    writer.start(expr.span.start);
    writeExpr(writer, expr);
    row = writer.row(expr.span.end);
  }
}

/** All literals on the line where the writer stands. */
export function writeCompactBody(writer: Writer, body: ast.Body): void {
  body.forEach((expr, index) => {
    if (index > 0) writer.write('; ');
    writeExpr(writer, expr);
  });
}

/** A body in braces, on one line where it stood on one. */
export function writeBraces(
  writer: Writer,
  body: ast.Body,
  from: number,
  mostOnLine: number,
): void {
  const openAt = offsetOf(writer, '{', from);
  const last = body.at(-1)?.span.end ?? openAt;
  const closeAt = offsetOf(writer, '}', last);
  writer.write('{', openAt + 1);
  if (body.length <= mostOnLine && writer.row(openAt) === writer.row(closeAt)) {
    writer.write(' ');
    writeCompactBody(writer, body);
    writer.write(' }', closeAt + 1);
  } else writer.block(() => writeLines(writer, body), '}', closeAt);
}

/** A literal with its `with` modifiers. */
export function writeExpr(writer: Writer, expr: ast.Expr): void {
  writeLiteral(writer, expr);
  let row = writer.row(expr.span.start);
  let depth = 0;
  const modifiers = (rest: readonly ast.With[]): void => {
    const [modifier, ...others] = rest;
    if (modifier === undefined) return;
    const { target, value, span } = modifier;
    const begins = writer.row(span.start);
    const write = () => {
      writer.write('with ');
      writeRef(writer, target);
      writer.write(' as ');
      writeTerm(writer, value, isPair(value) ? 'tight' : 'free');
      row = begins;
      modifiers(others);
    };
    if (begins === row) {
      writer.write(' ');
      write();
      return;
    }
    const onNewLine = () => {
      writer.start(span.start);
      write();
    };
    if (depth++ === 0) writer.indented(onNewLine);
    else onNewLine();
  };
  modifiers(expr.with);
}

function isPair(term: ast.Term): boolean {
  return term.kind === 'call' && (infixOf(term)?.left.length ?? 0) > 1;
}

function writeLiteral(writer: Writer, expr: ast.Expr): void {
  switch (expr.kind) {
    case 'termExpr':
      if (expr.negated) writer.write('not ');
      writeTerm(writer, expr.term);
      return;
    case 'callExpr':
      writeStatement(writer, expr);
      return;
    case 'some':
      writeSome(writer, expr);
      return;
    case 'every':
      writeEvery(writer, expr);
      return;
    case 'notBody':
      writeNot(writer, expr);
      return;
    case 'and':
    case 'or':
      writeOperand(writer, expr, expr.left, 'left');
      writer.write(` ${expr.kind}`);
      writeRightOperand(writer, expr);
      return;
  }
}

function writeStatement(writer: Writer, expr: ast.CallExpr): void {
  if (expr.negated) writer.write('not ');
  const infix = infixOf(expr);
  if (infix !== undefined) {
    writeInfix(writer, infix, 'free');
    return;
  }
  writeRef(writer, expr.operator);
  writeArguments(writer, expr.operands, expr.operator.span.end);
}

function writeSome(writer: Writer, { symbols, domain }: ast.SomeExpr): void {
  writer.write('some ');
  symbols.forEach((symbol, index) => {
    if (index > 0) writer.write(', ');
    writeTerm(writer, symbol, 'tight');
  });
  if (domain === undefined) return;
  writer.write(' in ');
  writeTerm(writer, domain, 'tight');
}

function writeEvery(writer: Writer, { key, value, domain, body }: ast.EveryExpr): void {
  writer.write('every ');
  if (key !== undefined) {
    writeTerm(writer, key);
    writer.write(', ');
  }
  writeTerm(writer, value);
  writer.write(' in ');
  writeTerm(writer, domain, isPair(domain) ? 'tight' : 'free');
  writer.write(' ');
  writeBraces(writer, body, domain.span.end, 1);
}

/** `not` over a body: in braces where the author wrote them. */
function writeNot(writer: Writer, { body, span }: ast.NotBodyExpr): void {
  writer.write('not ');
  const from = span.start + 'not'.length;
  const first = body[0];
  if (body.length === 1 && first !== undefined && !hasBrace(writer, from, first.span.start)) {
    writeExpr(writer, first);
    return;
  }
  writeBraces(writer, body, from, Number.POSITIVE_INFINITY);
}

function hasBrace(writer: Writer, from: number, to: number): boolean {
  const at = offsetOf(writer, '{', from);
  return at >= from && at < to;
}

function writeRightOperand(writer: Writer, expr: ast.LogicExpr): void {
  const { left, right } = expr;
  const begins = right[0]?.span.start ?? expr.span.end;
  if (writer.row(begins) === writer.row(left.at(-1)?.span.end ?? begins)) {
    writer.write(' ');
    writeOperand(writer, expr, right, 'right');
    return;
  }
  writer.indented(() => {
    writer.start(begins);
    writeOperand(writer, expr, right, 'right');
  });
}

/** An operand of `and` or `or`: a literal as it is, in parentheses where it would be misread, and any other body in braces. */
function writeOperand(
  writer: Writer,
  parent: ast.LogicExpr,
  body: ast.Body,
  side: 'left' | 'right',
): void {
  const [only] = body;
  if (body.length !== 1 || only === undefined) {
    writer.write('{ ');
    writeCompactBody(writer, body);
    writer.write(' }', closingBrace(writer, body));
    return;
  }
  const isLogic = only.kind === 'and' || only.kind === 'or';
  const looser = isLogic && (side === 'right' || (parent.kind === 'and' && only.kind === 'or'));
  const tighter = only.kind === 'and' && parent.kind === 'or';
  if (only.with.length > 0 || (looser && !tighter)) {
    writer.write('(');
    writeExpr(writer, only);
    writer.write(')');
    return;
  }
  writeExpr(writer, only);
}

function closingBrace(writer: Writer, body: ast.Body): number {
  return offsetOf(writer, '}', body.at(-1)?.span.end ?? 0) + 1;
}

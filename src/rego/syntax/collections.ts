/**
 * Arrays, objects, sets and comprehensions. A comprehension's head is a term alone (for an object's key any expression): what
 * follows it tells which of them it is, and where an operator does, the parser goes back and reads a list.
 */
import type * as ast from './ast.js';
import { parseBody } from './bodies.js';
import type { Cursor, Mark } from './cursor.js';
import { parseExpression } from './expressions.js';
import { SyntaxFault } from './lexer.js';
import { parseTerm } from './terms.js';

type Close = ')' | ']' | '}';

/** Terms separated by commas up to (not including) the closing token; a trailing comma is fine. */
export function parseList(cursor: Cursor, close: Close): ast.Term[] {
  const items: ast.Term[] = [];
  while (!cursor.at(close)) {
    items.push(parseExpression(cursor));
    if (cursor.at(close)) break;
    if (!cursor.accept(',')) cursor.unexpected(`expected "," or "${close}"`);
  }
  return items;
}

/** The body of a comprehension; undefined where a comma shows that the `|` before it was an operator. */
function parseComprehensionBody(cursor: Cursor, close: ']' | '}'): ast.Body | undefined {
  cursor.advance();
  try {
    const body = parseBody(cursor, close);
    cursor.advance();
    return body;
  } catch (fault) {
    if (fault instanceof SyntaxFault && cursor.at(',')) return undefined;
    throw fault;
  }
}

/** array := "[" list "]" | "[" term "|" query "]" */
export function parseArray(cursor: Cursor): ast.Term {
  const { start } = cursor.advance();
  const array = (items: ast.Term[]): ast.Term => {
    cursor.advance();
    return { kind: 'array', items, span: cursor.from(start) };
  };
  if (cursor.at(']')) return array([]);
  const mayBeComprehension = !cursor.accept(',');
  const mark = cursor.mark();
  const head = parseTerm(cursor);
  if (cursor.at(']')) return array([head]);
  if (cursor.accept(',')) return array([head, ...parseList(cursor, ']')]);
  if (cursor.at('|') && mayBeComprehension) {
    const body = parseComprehensionBody(cursor, ']');
    if (body !== undefined)
      return { kind: 'arrayComprehension', term: head, body, span: cursor.from(start) };
  }
  cursor.reset(mark);
  return array(parseList(cursor, ']'));
}

/** An object, a set, or a comprehension of either; `{}` is the empty object. */
export function parseBraces(cursor: Cursor): ast.Term {
  const { start } = cursor.advance();
  if (cursor.accept('}')) return { kind: 'object', entries: [], span: cursor.from(start) };
  const mayBeComprehension = !cursor.accept(',');
  const mark = cursor.mark();
  const head = parseTerm(cursor);
  if (cursor.at('}') || cursor.at(',')) return parseSet(cursor, start, head);
  if (cursor.at(':')) return parseObject(cursor, start, head, mayBeComprehension);
  if (cursor.at('|') && mayBeComprehension) {
    const body = parseComprehensionBody(cursor, '}');
    if (body !== undefined)
      return { kind: 'setComprehension', term: head, body, span: cursor.from(start) };
  }
  cursor.reset(mark);
  const first = parseExpression(cursor);
  if (cursor.at('}') || cursor.at(',')) return parseSet(cursor, start, first);
  if (cursor.at(':')) return parseObject(cursor, start, first, mayBeComprehension);
  return cursor.unexpected('non-terminated set');
}

function parseSet(cursor: Cursor, start: number, first: ast.Term): ast.Term {
  const items = cursor.accept(',') ? [first, ...parseList(cursor, '}')] : [first];
  cursor.advance();
  return { kind: 'set', items, span: cursor.from(start) };
}

/** object := "{" key ":" value { "," key ":" value } "}" | "{" key ":" term "|" query "}" */
function parseObject(
  cursor: Cursor,
  start: number,
  key: ast.Term,
  mayBeComprehension: boolean,
): ast.Term {
  cursor.advance();
  const mark = cursor.mark();
  const value = parseTerm(cursor);
  const isSimple = cursor.at('}') || cursor.at(',');
  if (mayBeComprehension && (isSimple || cursor.at('|'))) {
    const found = cursor.attempt(() =>
      isSimple
        ? parseEntries(cursor, start, [key, value])
        : objectComprehension(cursor, start, key, value),
    );
    if (found !== undefined) return found;
    if (isSimple) return unterminated(cursor, mark);
  }
  cursor.reset(mark);
  const whole = parseExpression(cursor);
  if (cursor.at('}') || cursor.at(',')) return parseEntries(cursor, start, [key, whole]);
  return cursor.unexpected('non-terminated object');
}

function unterminated(cursor: Cursor, mark: Mark): never {
  cursor.reset(mark);
  return cursor.unexpected('non-terminated object');
}

function objectComprehension(
  cursor: Cursor,
  start: number,
  key: ast.Term,
  value: ast.Term,
): ast.Term {
  cursor.advance();
  const body = parseBody(cursor, '}');
  cursor.advance();
  return { kind: 'objectComprehension', key, value, body, span: cursor.from(start) };
}

function parseEntries(
  cursor: Cursor,
  start: number,
  first: readonly [ast.Term, ast.Term],
): ast.Term {
  const entries: (readonly [ast.Term, ast.Term])[] = [first];
  while (!cursor.at('}')) {
    if (!cursor.accept(',')) cursor.unexpected('expected "," or "}"');
    if (cursor.at('}')) break;
    const key = parseExpression(cursor);
    if (!cursor.accept(':')) cursor.unexpected('expected ":"');
    entries.push([key, parseExpression(cursor)]);
  }
  cursor.advance();
  return { kind: 'object', entries, span: cursor.from(start) };
}

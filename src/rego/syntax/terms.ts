import type * as ast from './ast.js';
import { parseArray, parseBraces } from './collections.js';
import type { Cursor } from './cursor.js';
import { lexicalError } from './errors.js';
import { parseExpression } from './expressions.js';
import { parseSuffixes } from './refs.js';
import { parseTemplate } from './templates.js';

/**
 * term := scalar | var | ref | call | array | object | set | comprehension | template | "(" expr ")"
 */
export function parseTerm(cursor: Cursor): ast.Term {
  const { start } = cursor.token;
  const known = cursor.terms.get(start);
  if (known !== undefined) {
    cursor.reset(known.after);
    return known.term;
  }
  const term = cursor.nested(() => parseSuffixes(cursor, parseOperand(cursor)));
  cursor.terms.set(start, { term, after: cursor.mark() });
  return term;
}

function parseOperand(cursor: Cursor): ast.Term {
  const { token } = cursor;
  const { start } = token;
  switch (token.kind) {
    case 'number':
    case '.':
      return parseNumber(cursor, start, '');
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
      return cursor.unexpected('');
  }
}

function parseWord(cursor: Cursor): ast.Term {
  const { text, start } = cursor.token;
  if (start === cursor.refStart) {
    cursor.advance();
    return makeVar(cursor, text, cursor.from(start));
  }
  if (text === 'null' || text === 'true' || text === 'false') {
    cursor.advance();
    const span = cursor.from(start);
    return text === 'null'
      ? { kind: 'null', span }
      : { kind: 'boolean', value: text === 'true', span };
  }
  const isOperator = (text === 'and' || text === 'or') && cursor.touches('(');
  if (cursor.isKeyword(text) && text !== 'contains' && !isOperator) return cursor.unexpected('');
  cursor.advance();
  return makeVar(cursor, text, cursor.from(start));
}

/** A var; each `_` becomes a var of its own. */
export function makeVar(cursor: Cursor, name: string, span: ast.Var['span']): ast.Var {
  return { kind: 'var', name: name === '_' ? `$${cursor.wildcards++}` : name, span };
}

/** "(" expr ")"; `k, v in xs` may stand inside. */
function parseGroup(cursor: Cursor): ast.Term {
  cursor.advance();
  const term = parseExpression(cursor, { pairs: true });
  if (!cursor.at(')')) cursor.failHere('non-terminated expression');
  cursor.advance();
  return term;
}

/** A negative number, or `minus(0, x)` where a word follows. */
function parseNegative(cursor: Cursor): ast.Term {
  const { start } = cursor.advance();
  if (cursor.at('number') || cursor.at('.')) return parseNumber(cursor, start, '-');
  if (!cursor.at('identifier') || cursor.atAnyKeyword()) cursor.unexpected('expected number');
  const term = parseTerm(cursor);
  const span = cursor.from(start);
  const zero: ast.Term = { kind: 'number', text: '0', span };
  return { kind: 'call', operator: builtinRef('minus', span), operands: [zero, term], span };
}

/** A number, the point before its first digit read as a token of its own. */
function parseNumber(cursor: Cursor, start: number, sign: '' | '-'): ast.Term {
  const point = cursor.accept('.');
  if (!cursor.at('number')) cursor.unexpected('expected number');
  const { text } = cursor.token;
  if (!point && /^0\d/.test(text)) cursor.unexpected('expected number without leading zero');
  const digits = point ? `0.${text}` : text;
  if (point && text.includes('.')) cursor.failHere('invalid float');
  if (isTooBig(digits)) {
    cursor.fail(lexicalError(cursor.lexer.span(start, cursor.token.end), 'number too big'));
  }
  cursor.advance();
  return { kind: 'number', text: `${sign}${digits}`, span: cursor.from(start) };
}

/** Whether a number's exponent to the base 2 is beyond 100,000. */
function isTooBig(text: string): boolean {
  const [mantissa = '', exponent = '0'] = text.split(/[eE]/);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '') return false;
  const leading = Number(`0.${digits.slice(0, 17)}`);
  const tens = digits.length - fraction.length + Number(exponent);
  const twos = Math.floor(Math.log2(leading) + tens * Math.log2(10)) + 1;
  return Math.abs(twos) > 100_000;
}

/** The ref that names a built-in: `internal.member_2` has two parts. */
export function builtinRef(name: string, span: ast.Ref['span']): ast.Ref {
  const [head = '', ...rest] = name.split('.');
  const parts: ast.Term[] = [{ kind: 'var', name: head, span }];
  for (const value of rest) parts.push({ kind: 'string', value, span });
  return { kind: 'ref', parts, span };
}

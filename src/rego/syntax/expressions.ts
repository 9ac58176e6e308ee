import type * as ast from './ast.js';
import type { Cursor } from './cursor.js';
import { SyntaxFault } from './lexer.js';
import { builtinRef, parseTerm } from './terms.js';

/** Infix operators (symbol to built-in) by how tightly they bind; all are left-associative. `in` is looser than all of them. */
export const LEVELS: readonly ReadonlyMap<string, string>[] = [
  new Map([
    ['==', 'equal'],
    ['!=', 'neq'],
    ['<', 'lt'],
    ['<=', 'lte'],
    ['>', 'gt'],
    ['>=', 'gte'],
  ]),
  new Map([['|', 'or']]),
  new Map([['&', 'and']]),
  new Map([
    ['+', 'plus'],
    ['-', 'minus'],
  ]),
  new Map([
    ['*', 'mul'],
    ['/', 'div'],
    ['%', 'rem'],
  ]),
];

/**
 * expr := infix [ "in" infix ]; with `pairs`, also infix "," infix "in" infix
 */
export function parseExpression(cursor: Cursor, options: { pairs?: boolean } = {}): ast.Term {
  return cursor.nested(() => {
    let term = parseInfix(cursor, 0);
    if (options.pairs && cursor.at(',')) {
      const pair = cursor.attempt(() => {
        cursor.advance();
        const value = parseInfix(cursor, 0);
        if (!cursor.acceptKeyword('in')) cursor.unexpected('');
        return membership(cursor, [term, value]);
      });
      if (pair !== undefined) term = pair;
    }
    while (cursor.acceptKeyword('in')) {
      const [left] = [term];
      term = behindOperator(() => membership(cursor, [left]));
    }
    return term;
  });
}

/** A fault in what stands behind an operator leaves the term before it as it is. */
function behindOperator<T>(parse: () => T): T {
  try {
    return parse();
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    throw new SyntaxFault(fault.diagnostic, fault.lexical, true);
  }
}

function membership(cursor: Cursor, members: readonly ast.Term[]): ast.Term {
  const domain = parseInfix(cursor, 0);
  const span = cursor.from(members[0]?.span.start ?? domain.span.start);
  const name = members.length === 2 ? 'internal.member_3' : 'internal.member_2';
  return { kind: 'call', operator: builtinRef(name, span), operands: [...members, domain], span };
}

function parseInfix(cursor: Cursor, level: number): ast.Term {
  const operators = LEVELS[level];
  if (operators === undefined) return parseTerm(cursor);
  let left = parseInfix(cursor, level + 1);
  for (;;) {
    const { kind, start, end } = cursor.token;
    const name = operators.get(kind);
    if (name === undefined) return left;
    cursor.advance();
    const right = behindOperator(() => parseInfix(cursor, level + 1));
    const span = cursor.from(left.span.start);
    const operator = builtinRef(name, cursor.lexer.span(start, end));
    left = { kind: 'call', operator, operands: [left, right], span };
  }
}

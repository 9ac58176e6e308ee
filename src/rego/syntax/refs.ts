import type * as ast from './ast.js';
import { parseList } from './collections.js';
import type { Cursor } from './cursor.js';
import { illegalRule } from './errors.js';
import { parseExpression } from './expressions.js';

/** How messages name a term. */
export function termName({ kind }: ast.Term): string {
  return kind === 'templateString' ? 'templatestring' : kind.toLowerCase();
}

const NO_HEADS: ReadonlySet<ast.Term['kind']> = new Set([
  'null',
  'boolean',
  'number',
  'string',
  'templateString',
]);

/** Everything that directly follows a term: `.name`, `[term]`, `(arguments)`. */
export function parseSuffixes(cursor: Cursor, head: ast.Term): ast.Term {
  let term = head;
  // A group's own term begins behind the parenthesis.
  const { start } = head.span;
  for (let first = true; ; first = false) {
    if (!cursor.isAdjacent()) return term;
    const isCall = cursor.at('(');
    if (!isCall && !cursor.at('.') && !cursor.at('[')) return term;
    // A call's result may be looked into, but not called.
    if (isCall && term.kind === 'call') return term;
    if (first && NO_HEADS.has(term.kind)) {
      cursor.fail(illegalRule(term.span, `illegal ref (head cannot be ${termName(term)})`));
    }
    if (isCall) term = parseCall(cursor, term, start);
    else {
      const part = parseRefPart(cursor);
      const parts: ast.Term[] = term.kind === 'ref' ? [...term.parts, part] : [term, part];
      term = { kind: 'ref', parts, span: cursor.from(start) };
    }
  }
}

/** `set()` is the empty set, not a call. */
function parseCall(cursor: Cursor, term: ast.Term, start: number): ast.Term {
  const operator: ast.Ref =
    term.kind === 'ref' ? term : { kind: 'ref', parts: [term], span: term.span };
  const operands = parseArguments(cursor);
  const span = cursor.from(start);
  if (term.kind === 'var' && term.name === 'set' && operands.length === 0) {
    return { kind: 'set', items: [], span };
  }
  return { kind: 'call', operator, operands, span };
}

/** `.name` or `[term]`; any word may follow the dot, keywords too. */
export function parseRefPart(cursor: Cursor): ast.Term {
  if (cursor.accept('.')) {
    const { start } = cursor.token;
    if (!cursor.isAdjacent()) whitespaceInRef(cursor);
    const isName = cursor.supports('keywords_in_refs') || !cursor.atAnyKeyword();
    if (!cursor.at('identifier') || !isName) cursor.unexpected('expected identifier');
    const { text } = cursor.advance();
    return { kind: 'string', value: text, span: cursor.from(start) };
  }
  cursor.advance();
  const part = parseExpression(cursor, { pairs: true });
  if (!cursor.at(']')) cursor.unexpected('expected [');
  cursor.advance();
  return part;
}

function whitespaceInRef(cursor: Cursor): never {
  const { text } = cursor.source;
  const isLineEnd = text.charAt(cursor.lastEnd) === '\n';
  const at = isLineEnd ? cursor.lastEnd + 1 : cursor.lastEnd;
  return cursor.fail(
    illegalRule(
      cursor.lexer.span(at, Math.min(at + 1, text.length)),
      'unexpected whitespace token: expected identifier',
    ),
  );
}

/** "(" [ term { "," term } ] ")" */
export function parseArguments(cursor: Cursor): ast.Term[] {
  cursor.advance();
  const operands = parseList(cursor, ')');
  cursor.advance();
  return operands;
}

import type * as ast from './ast.js';
import type { Cursor } from './cursor.js';
import { parseExpression } from './expressions.js';
import { SyntaxFault } from './lexer.js';
import { parseSuffixes } from './refs.js';

export interface ParsedHead {
  readonly head: ast.Head;
  readonly contains: boolean;
}

const OPERATORS: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
]);

/**
 * head := ref [ arguments ] [ "contains" expr | (":=" | "=") expr ]
 *
 * @returns undefined where it is something else than a head, though no fault
 */
export function parseHead(cursor: Cursor, isDefault: boolean): ParsedHead | undefined {
  const { start } = cursor.token;
  const named = parseName(cursor);
  if (named === undefined) return undefined;
  const { ref, args } = named;
  const name = cursor.source.text.slice(ref.span.start, ref.span.end);
  const withArgs = args === undefined ? {} : { args };
  const value = (note: string): ast.Term => {
    cursor.advance();
    return explained(cursor, note, () => parseExpression(cursor, { pairs: true }));
  };
  if (cursor.atKeyword('contains')) {
    if (args !== undefined)
      cursor.unexpected(
        `the contains keyword can only be used with multi-value rule definitions (e.g., ${name} contains <VALUE> { ... })`,
      );
    const key = value(`expected rule key term (e.g., ${name} contains <VALUE> { ... })`);
    const span = cursor.from(start);
    return { head: { ref, key, assign: false, explicitValue: false, span }, contains: true };
  }
  const assign = cursor.at(':=');
  if (assign || cursor.at('=')) {
    const note = !assign
      ? `expected rule value term (e.g., ${name}[<nil>] = <VALUE> { ... })`
      : args !== undefined && args.length > 0
        ? `expected function value term (e.g., ${name}(...) := <VALUE> { ... })`
        : isDefault
          ? `expected default rule value term (e.g., default ${name} := <VALUE>)`
          : `expected rule value term (e.g., ${name} := <VALUE> { ... })`;
    const head = { ref, ...withArgs, value: value(note), assign, explicitValue: true };
    return { head: { ...head, span: cursor.from(start) }, contains: false };
  }
  const span = cursor.from(start);
  const yes: ast.Term = { kind: 'boolean', value: true, span };
  const head = { ref, ...withArgs, value: yes, assign: false, explicitValue: false, span };
  return { head, contains: false };
}

/** A rule's name and a function's parameters. */
function parseName(
  cursor: Cursor,
): { readonly ref: ast.Ref; readonly args?: readonly ast.Term[] } | undefined {
  const { text, start } = cursor.advance();
  const variable: ast.Var = { kind: 'var', name: text, span: cursor.from(start) };
  if (cursor.isAdjacent() && OPERATORS.has(cursor.token.kind)) cursor.unexpected('');
  const term = explained(cursor, 'expected rule head name', () => parseSuffixes(cursor, variable));
  const { span } = term;
  if (term.kind === 'var') return { ref: { kind: 'ref', parts: [term], span } };
  if (term.kind === 'ref') return term.parts[0]?.kind === 'var' ? { ref: term } : undefined;
  if (term.kind !== 'call' || term.operator.parts[0]?.kind !== 'var') return undefined;
  // Without an operand the call has no parameters, which is an error of its own.
  if (term.operands.length === 0) return undefined;
  return { ref: term.operator, args: term.operands };
}

/** A fault is told again in the words of the head, unless it stands behind an operator or is no token at all. */
function explained<T>(cursor: Cursor, note: string, parse: () => T): T {
  try {
    return parse();
  } catch (fault) {
    if (!(fault instanceof SyntaxFault) || fault.lexical || fault.behindOperator) throw fault;
    const again = cursor.unexpectedHere(note);
    throw new SyntaxFault(fault.diagnostic, false, false, [...fault.also, again]);
  }
}

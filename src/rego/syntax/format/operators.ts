import { spanText } from '../../../diagnostics/source.js';
import type * as ast from '../ast.js';
import { LEVELS } from '../expressions.js';

/** A call that was written with an operator between its operands. */
export interface Infix {
  readonly symbol: string;
  /** How tightly it binds: `:=` and `=` least. */
  readonly level: number;
  /** `k, v in xs` has two on the left. */
  readonly left: readonly ast.Term[];
  readonly right: ast.Term;
}

const ASSIGN = -2;
const MEMBER = -1;

const OPERATORS = new Map<string, { symbol: string; level: number }>([
  ['assign', { symbol: ':=', level: ASSIGN }],
  ['eq', { symbol: '=', level: ASSIGN }],
  ['internal.member_2', { symbol: 'in', level: MEMBER }],
  ['internal.member_3', { symbol: 'in', level: MEMBER }],
  ...LEVELS.flatMap((operators, level) =>
    [...operators].map(([symbol, name]) => [name, { symbol, level }] as const),
  ),
]);

/** The infix form of a call; undefined for a call by name, such as `plus(1, 2)`. */
export function infixOf({
  operator,
  operands,
}: Pick<ast.Call, 'operator' | 'operands'>): Infix | undefined {
  const name = operator.parts
    .map((part) => (part.kind === 'var' ? part.name : part.kind === 'string' ? part.value : '?'))
    .join('.');
  const known = OPERATORS.get(name);
  const right = operands.at(-1);
  if (known === undefined || right === undefined || spanText(operator.span) === name) {
    return undefined;
  }
  return { ...known, left: operands.slice(0, -1), right };
}

/** Whether an operand of a statement needs parentheses to stay one. */
export function bindsLooser(child: ast.Term, parent: Infix, side: 'left' | 'right'): boolean {
  const infix = child.kind === 'call' ? infixOf(child) : undefined;
  if (infix === undefined) return false;
  if (infix.left.length > 1) return true;
  if (parent.level === ASSIGN) return false;
  // Operands of `in` always stand in parentheses, but for another `in` on its left.
  if (parent.level === MEMBER) return infix.level !== MEMBER || side === 'right';
  return infix.level < parent.level || (infix.level === parent.level && side === 'right');
}

import { Numeral, type Value } from '../value.js';
import { displayText } from './display-text.js';

/** An operand of `sprintf` as Go sees it. */
export type Operand =
  | { readonly type: 'int64' | '*big.Int'; readonly value: bigint }
  | { readonly type: 'float64'; readonly value: number }
  | { readonly type: 'string'; readonly value: string };

const LARGEST_INT = 0x7fff_ffff_ffff_ffffn;

/** Values that are no numbers are handed over as their text. */
export function operandOf(value: Value): Operand {
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value !== 'number' && !(value instanceof Numeral)) {
    return { type: 'string', value: displayText(value) };
  }
  const text = typeof value === 'number' ? String(value) : value.text;
  const [, whole] = /^(-?\d+)(?:\.0*)?$/.exec(text) ?? [];
  if (whole !== undefined && (whole === text || text.length < 19)) {
    const integer = BigInt(whole);
    const isSmall = integer <= LARGEST_INT && integer >= -LARGEST_INT - 1n;
    return { type: isSmall ? 'int64' : '*big.Int', value: integer };
  }
  // Without a point, and beyond what a double holds, a number is handed over as its text.
  const double = Number(text);
  return text.includes('.') && Number.isFinite(double)
    ? { type: 'float64', value: double }
    : { type: 'string', value: text };
}

/** Exact decimal arithmetic on numbers of any size. */
import { Numeral, type Value } from '../value.js';

/** A decimal number: `digits × 10^exponent`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

type NumberValue = number | Numeral;

/** Digits of quotients that do not end. */
const PRECISION = 20;

export function decimalOf(value: NumberValue): Decimal {
  const text = typeof value === 'number' ? String(value) : value.text;
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, exponent: Number(power) - fraction.length };
}

/** A number as short as it can be written: integers without a point, others positional or with a power of ten. */
export function decimalValue({ digits, exponent }: Decimal): Value {
  if (digits === 0n) return 0;
  let text = (digits < 0n ? -digits : digits).toString();
  let power = exponent;
  const zeros = /0*$/.exec(text)?.[0].length ?? 0;
  if (power < 0) {
    const cut = Math.min(zeros, -power);
    text = text.slice(0, text.length - cut);
    power += cut;
  }
  const sign = digits < 0n ? '-' : '';
  if (power >= 0) {
    text = power > 400 ? `${text}e${power}` : text + '0'.repeat(power);
    const small = Number(sign + text);
    return Number.isSafeInteger(small) ? small : new Numeral(sign + text);
  }
  const point = text.length + power;
  const written =
    point > 0
      ? `${text.slice(0, point)}.${text.slice(point)}`
      : point > -6
        ? `0.${'0'.repeat(-point)}${text}`
        : `${text[0]}${text.length > 1 ? `.${text.slice(1)}` : ''}e${point - 1}`;
  const double = Number(sign + written);
  return String(double) === sign + written ? double : new Numeral(sign + written);
}

/** Both numbers with the same exponent. */
function aligned(a: Decimal, b: Decimal): { a: bigint; b: bigint; exponent: number } {
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = (value: Decimal) => value.digits * 10n ** BigInt(value.exponent - exponent);
  return { a: scale(a), b: scale(b), exponent };
}

export function add(left: Decimal, right: Decimal): Decimal {
  const { a, b, exponent } = aligned(left, right);
  return { digits: a + b, exponent };
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, { ...right, digits: -right.digits });
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
}

/** To `PRECISION` significant digits where it does not end. */
export function divide(a: Decimal, b: Decimal): Decimal {
  const length = (value: bigint) => (value < 0n ? -value : value).toString().length;
  const shift = Math.max(0, PRECISION + length(b.digits) - length(a.digits) + 1);
  const scaled = a.digits * 10n ** BigInt(shift);
  const quotient = scaled / b.digits;
  return { digits: quotient, exponent: a.exponent - b.exponent - shift };
}

/** The nearest integer: halves away from zero; or the next one below or above. */
export function toInteger({ digits, exponent }: Decimal, mode: 'round' | 'floor' | 'ceil'): bigint {
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  const scale = 10n ** BigInt(-exponent);
  const whole = digits / scale;
  const rest = digits % scale;
  if (rest === 0n) return whole;
  const isNegative = digits < 0n;
  const away = isNegative ? whole - 1n : whole + 1n;
  if (mode === 'floor') return isNegative ? away : whole;
  if (mode === 'ceil') return isNegative ? whole : away;
  return (rest < 0n ? -rest : rest) * 2n >= scale ? away : whole;
}

import { BuiltinError, type HostBuiltin, NotGranted } from '../declaration.js';
import { integerOperand, integerValue, numberOperand } from '../operands.js';
import { toNumber } from '../types/host.js';
import type { Value } from '../value.js';
import { decimalOf, decimalValue, toInteger } from './arithmetic.js';

const rounding =
  (mode: 'round' | 'floor' | 'ceil'): HostBuiltin =>
  (args) =>
    integerValue(toInteger(decimalOf(numberOperand(args, 0)), mode));

const abs: HostBuiltin = (args) => {
  const { digits, exponent } = decimalOf(numberOperand(args, 0));
  return digits < 0n ? decimalValue({ digits: -digits, exponent }) : (args[0] as Value);
};

const bits =
  (combine: (a: bigint, b: bigint) => bigint): HostBuiltin =>
  (args) => {
    const a = integerOperand(args, 0);
    return integerValue(combine(a, integerOperand(args, 1)));
  };

/** Larger shifts would need more memory than any number is worth. */
const LARGEST_SHIFT = 100_000n;

const shifting =
  (shift: (value: bigint, by: bigint) => bigint): HostBuiltin =>
  (args) => {
    const value = integerOperand(args, 0);
    const by = integerOperand(args, 1);
    if (by < 0n || by > LARGEST_SHIFT) {
      throw new BuiltinError(
        'type',
        'operand 2 must be an unsigned integer number but got a negative integer',
      );
    }
    return integerValue(shift(value, by));
  };

const formatInt: HostBuiltin = (args) => {
  const value = toInteger(decimalOf(numberOperand(args, 0)), 'floor');
  const base = Number(integerOperand(args, 1));
  if (![2, 8, 10, 16].includes(base)) {
    throw new BuiltinError('type', 'operand 2 must be one of {2, 8, 10, 16}');
  }
  return value.toString(base);
};

/** As many numbers as a range may have. */
const LONGEST_RANGE = 10_000_000n;

function numbers(from: bigint, to: bigint, step: bigint): Value[] {
  const count = (from < to ? to - from : from - to) / step;
  if (count > LONGEST_RANGE) throw new BuiltinError('builtin', 'range is too long');
  const signed = from <= to ? step : -step;
  return Array.from({ length: Number(count) + 1 }, (_, index) =>
    integerValue(from + BigInt(index) * signed),
  );
}

const range: HostBuiltin = (args) => {
  const from = integerOperand(args, 0);
  return numbers(from, integerOperand(args, 1), 1n);
};

const rangeStep: HostBuiltin = (args) => {
  const from = integerOperand(args, 0);
  const to = integerOperand(args, 1);
  const step = integerOperand(args, 2);
  if (step <= 0n) throw new BuiltinError('builtin', 'step must be a positive integer');
  return numbers(from, to, step);
};

/** The same number for the same key throughout one query. */
const randIntn: HostBuiltin = (args, { memo, random }) => {
  if (!random) throw new NotGranted('random');
  const key = `rand.intn ${JSON.stringify(args[0])} ${String(args[1])}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const limit = integerOperand(args, 1);
  const size = limit < 0n ? -limit : limit;
  const drawn = size === 0n ? 0n : BigInt(Math.floor(Math.random() * Number(size)));
  const value = integerValue(drawn);
  memo.set(key, value);
  return value;
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['abs', abs],
  ['bits.and', bits((a, b) => a & b)],
  ['bits.lsh', shifting((value, by) => value << by)],
  ['bits.negate', (args) => integerValue(~integerOperand(args, 0))],
  ['bits.or', bits((a, b) => a | b)],
  ['bits.rsh', shifting((value, by) => value >> by)],
  ['bits.xor', bits((a, b) => a ^ b)],
  ['ceil', rounding('ceil')],
  ['floor', rounding('floor')],
  ['format_int', formatInt],
  ['numbers.range', range],
  ['numbers.range_step', rangeStep],
  ['rand.intn', randIntn],
  ['round', rounding('round')],
  ['to_number', toNumber],
]);

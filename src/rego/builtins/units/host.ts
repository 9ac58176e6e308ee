import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { type Decimal, decimalValue, multiply, toInteger } from '../numbers/arithmetic.js';
import { integerValue, stringOperand } from '../operands.js';

/** Powers of 1000 and of 1024, by the letters that stand for them. */
const LETTERS: readonly string[] = ['k', 'm', 'g', 't', 'p', 'e'];

const decimal = (letter: number): Decimal => ({ digits: 1n, exponent: 3 * (letter + 1) });
const binary = (letter: number): Decimal => ({ digits: 1024n ** BigInt(letter + 1), exponent: 0 });

/** The number before a unit: its text, and the unit behind it. Quotes around both are ignored. */
function parts(text: string, what: string): { number: Decimal; unit: string } {
  const bare = text.replaceAll('"', '');
  if (bare.includes(' ')) {
    throw new BuiltinError('builtin', 'spaces not allowed in resource strings');
  }
  // An `E` or `e` counts as a power of ten only where a digit or a sign and digit follow it.
  const [, number = '', unit = ''] = /^([+-]?[\d.]*(?:[eE][+-]?\d+)?)(.*)$/s.exec(bare) ?? [];
  if (number === '' || number === '+' || number === '-') {
    throw new BuiltinError('builtin', `no ${what} provided`);
  }
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(number);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (match === null || whole + fraction === '') {
    throw new BuiltinError('builtin', `could not parse ${what} to a number`);
  }
  const digits = BigInt(whole + fraction);
  return {
    number: {
      digits: sign === '-' ? -digits : digits,
      exponent: Number(exponent) - fraction.length,
    },
    unit,
  };
}

function unknown(unit: string, what: string): BuiltinError {
  return new BuiltinError('builtin', `${what} ${unit} not recognized`);
}

/** SI and binary suffixes; only `m` and `M` differ by case: thousandth and million. */
const parse: HostBuiltin = (args) => {
  const { number, unit } = parts(stringOperand(args, 0), 'amount');
  if (unit === '') return decimalValue(number);
  if (unit === 'm') return decimalValue({ ...number, exponent: number.exponent - 3 });
  const lower = unit.toLowerCase();
  const letter = LETTERS.indexOf(lower);
  if (letter >= 0) return decimalValue(multiply(number, decimal(letter)));
  const power = LETTERS.findIndex((known) => lower === `${known}i`);
  if (power < 0) throw unknown(unit, 'unit');
  return decimalValue(multiply(number, binary(power)));
};

/** Sizes such as `10KB` and `1.5gib`, as whole bytes. */
const parseBytes: HostBuiltin = (args) => {
  const { number, unit } = parts(stringOperand(args, 0), 'byte amount');
  const lower = unit.toLowerCase();
  const whole = (value: Decimal) => integerValue(toInteger(value, 'floor'));
  if (lower === '') return whole(number);
  const letter = LETTERS.findIndex((known) => lower === known || lower === `${known}b`);
  if (letter >= 0) return whole(multiply(number, decimal(letter)));
  const power = LETTERS.findIndex((known) => lower === `${known}i` || lower === `${known}ib`);
  if (power < 0) throw unknown(unit, 'byte unit');
  return whole(multiply(number, binary(power)));
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['units.parse', parse],
  ['units.parse_bytes', parseBytes],
]);

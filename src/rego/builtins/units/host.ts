import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { type Decimal, multiply, toInteger } from '../numbers/arithmetic.js';
import { integerValue, stringOperand } from '../operands.js';
import { Numeral, type Value } from '../value.js';

/** Digits behind the point of an amount that is no integer. */
const PLACES = 10;

/** Powers of 1000 and of 1024, by the letters that stand for them. */
const LETTERS: readonly string[] = ['k', 'm', 'g', 't', 'p', 'e'];

const decimal = (letter: number): Decimal => ({ digits: 1n, exponent: 3 * (letter + 1) });
const binary = (letter: number): Decimal => ({ digits: 1024n ** BigInt(letter + 1), exponent: 0 });

/** The number before a unit: its text, and the unit behind it. Quotes around both are ignored. */
function parts(
  text: string,
  what: string,
  fault: (problem: string) => BuiltinError,
): { number: Decimal; unit: string } {
  const bare = text.replaceAll('"', '');
  if (bare.includes(' ')) {
    throw fault('spaces not allowed in resource strings');
  }
  // An `E` or `e` counts as a power of ten only where a digit or a sign and digit follow it.
  const [, number = '', unit = ''] = /^([+-]?[\d.]*(?:[eE][+-]?\d+)?)(.*)$/s.exec(bare) ?? [];
  if (number === '') throw fault(`no ${what} provided`);
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(number);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (match === null || whole + fraction === '') {
    throw fault(`could not parse ${what} to a number`);
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

/** OPA puts the name of the function before these errors, as for any other, and has it in them as well. */
const faultOf =
  (name: string) =>
  (problem: string): BuiltinError =>
    new BuiltinError('builtin', `${name}: ${problem}`);

const unitFault = faultOf('units.parse');
const bytesFault = faultOf('units.parse_bytes');

/** An integer, or ten digits behind the point. */
function amount(value: Decimal): Value {
  const scaled = toInteger({ ...value, exponent: value.exponent + PLACES }, 'round');
  const unit = 10n ** BigInt(PLACES);
  if (toInteger(value, 'floor') * unit === scaled && isWhole(value)) {
    return integerValue(scaled / unit);
  }
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(PLACES + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  return new Numeral(`${sign}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`);
}

function isWhole({ digits, exponent }: Decimal): boolean {
  return exponent >= 0 || digits % 10n ** BigInt(-exponent) === 0n;
}

/** SI and binary suffixes; only `m` and `M` differ by case: thousandth and million. */
const parse: HostBuiltin = (args) => {
  const { number, unit } = parts(stringOperand(args, 0), 'amount', unitFault);
  if (unit === '') return amount(number);
  if (unit === 'm') return amount({ ...number, exponent: number.exponent - 3 });
  const lower = unit.toLowerCase();
  const letter = LETTERS.indexOf(lower);
  if (letter >= 0) return amount(multiply(number, decimal(letter)));
  const power = LETTERS.findIndex((known) => lower === `${known}i`);
  if (power < 0) {
    // All but the first letter has been made small by then.
    throw unitFault(`unit ${unit.slice(0, 1)}${unit.slice(1).toLowerCase()} not recognized`);
  }
  return amount(multiply(number, binary(power)));
};

/** Sizes such as `10KB` and `1.5gib`, as whole bytes. */
const parseBytes: HostBuiltin = (args) => {
  const { number, unit } = parts(stringOperand(args, 0), 'byte amount', bytesFault);
  const lower = unit.toLowerCase();
  const whole = (value: Decimal) =>
    integerValue(toInteger(value, value.digits < 0n ? 'ceil' : 'floor'));
  if (lower === '') return whole(number);
  const letter = LETTERS.findIndex((known) => lower === known || lower === `${known}b`);
  if (letter >= 0) return whole(multiply(number, decimal(letter)));
  const power = LETTERS.findIndex((known) => lower === `${known}i` || lower === `${known}ib`);
  if (power < 0) throw bytesFault(`byte unit ${lower} not recognized`);
  return whole(multiply(number, binary(power)));
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['units.parse', parse],
  ['units.parse_bytes', parseBytes],
]);

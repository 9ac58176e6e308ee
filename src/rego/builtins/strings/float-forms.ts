/** Doubles as Go's `strconv.FormatFloat` writes them; all take values that are not negative. */

/** A mantissa and a power of ten as Go writes them: at least two digits of exponent. */
function joined(mantissa: string, exponent: number, mark: string): string {
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}${mark}${exponent < 0 ? '-' : '+'}${digits}`;
}

/** `%e`: one digit before the point. */
export function exponentForm(value: number, precision: number, mark: string): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential(Math.min(precision, 100)).split('e');
  return joined(mantissa, Number(exponent), mark);
}

/** `%f`, exact for doubles of any size. */
export function fixedForm(value: number, precision: number): string {
  if (value < 1e21) return value.toFixed(Math.min(precision, 100));
  const whole = BigInt(value).toString();
  return precision === 0 ? whole : `${whole}.${'0'.repeat(precision)}`;
}

/** `%g` with the fewest digits that give the same double back; the exponent is written from 1e+06 on, and below 1e-04. */
export function shortestForm(value: number, verb: 'g' | 'G'): string {
  const mark = verb === 'g' ? 'e' : 'E';
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 6)) return joined(mantissa, power, mark);
  return positional(mantissa, power);
}

/** `%g` with a number of significant digits, trailing zeros left out. */
export function generalForm(value: number, precision: number, mark: string): string {
  const wanted = Math.max(1, precision);
  const [mantissa = '0', exponent = '0'] = value
    .toExponential(Math.min(wanted, 101) - 1)
    .split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  const power = Number(exponent);
  if (power < -4 || power >= wanted) return joined(short, power, mark);
  return positional(short, power);
}

function positional(mantissa: string, power: number): string {
  const digits = mantissa.replace('.', '');
  if (power < 0) return `0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  const fraction = digits.slice(power + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** `%x`: hexadecimal mantissa, power of two. */
export function hexForm(value: number, verb: 'x' | 'X'): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  let power = Number((bits >> 52n) & 0x7ffn);
  let mantissa = bits & 0xf_ffff_ffff_ffffn;
  if (value === 0) power = 1023;
  else if (power === 0) {
    power = 1;
    while ((mantissa & 0x10_0000_0000_0000n) === 0n) {
      mantissa <<= 1n;
      power--;
    }
    mantissa &= 0xf_ffff_ffff_ffffn;
  }
  const digits = mantissa.toString(16).padStart(13, '0').replace(/0+$/, '');
  const text = joined(`0x${value === 0 ? 0 : 1}${digits && `.${digits}`}`, power - 1023, 'p');
  return verb === 'X' ? text.toUpperCase() : text;
}

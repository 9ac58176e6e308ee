/** Doubles as Go's `strconv.FormatFloat` writes them; all take values that are not negative. Halves are rounded to even digits. */

/** No double has more digits behind the point. */
const MOST_PLACES = 1074;
/** Bits of the mantissa behind its leading one. */
const MANTISSA_BITS = 52;
const BIAS = 1023;

/** A mantissa and a power as Go writes them: at least two digits of exponent. */
function joined(mantissa: string, exponent: number, mark: string): string {
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}${mark}${exponent < 0 ? '-' : '+'}${digits}`;
}

/** A double as a whole number times a power of two. */
function binaryParts(value: number): { readonly mantissa: bigint; readonly power: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  return {
    mantissa: exponent === 0 ? fraction : fraction | (1n << 52n),
    power: Math.max(exponent, 1) - BIAS - MANTISSA_BITS,
  };
}

/** The whole number nearest to a double times a power of ten. */
function scaled(value: number, places: number): bigint {
  const { mantissa, power } = binaryParts(value);
  const above = mantissa * 10n ** BigInt(Math.max(places, 0)) * 2n ** BigInt(Math.max(power, 0));
  const below = 10n ** BigInt(Math.max(-places, 0)) * 2n ** BigInt(Math.max(-power, 0));
  const whole = above / below;
  const rest = 2n * (above % below);
  return rest > below || (rest === below && whole % 2n === 1n) ? whole + 1n : whole;
}

/** `%e`: one digit before the point. */
export function exponentForm(value: number, precision: number, mark: string): string {
  const places = Math.min(precision, MOST_PLACES);
  let power = Number(value.toExponential().split('e')[1]);
  let digits = String(scaled(value, places - power));
  // The shortest digits may round up to the next power, and so may these.
  if (digits.length <= places && value !== 0) digits = String(scaled(value, places - --power));
  if (digits.length > places + 1) digits = String(scaled(value, places - ++power));
  const fraction = digits
    .padEnd(places + 1, '0')
    .slice(1)
    .padEnd(precision, '0');
  return joined(precision > 0 ? `${digits[0]}.${fraction}` : (digits[0] ?? '0'), power, mark);
}

/** `%f`, exact for doubles of any size. */
export function fixedForm(value: number, precision: number): string {
  const places = Math.min(precision, MOST_PLACES);
  const digits = String(scaled(value, places)).padStart(places + 1, '0');
  if (precision === 0) return digits;
  const point = digits.length - places;
  return `${digits.slice(0, point)}.${digits.slice(point).padEnd(precision, '0')}`;
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
  const [mantissa = '0', exponent = '0'] = exponentForm(value, wanted - 1, 'e').split('e');
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

/** `%b`: a whole mantissa, and a power of two. */
export function binaryForm(value: number): string {
  const { mantissa, power } = binaryParts(value);
  return `${mantissa}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

/** `%x`: hexadecimal mantissa with one digit before the point, power of two. */
export function hexForm(value: number, verb: 'x' | 'X', precision?: number): string {
  let { mantissa, power } = binaryParts(value);
  power += MANTISSA_BITS;
  if (value === 0) power = 0;
  else {
    while (mantissa >> 52n === 0n) {
      mantissa <<= 1n;
      power--;
    }
  }
  if (precision !== undefined && precision < 13) {
    const cut = BigInt(4 * (13 - precision));
    const half = 1n << (cut - 1n);
    const rest = mantissa & ((1n << cut) - 1n);
    mantissa >>= cut;
    if (rest > half || (rest === half && mantissa % 2n === 1n)) mantissa++;
    mantissa <<= cut;
    if (mantissa >> 53n) {
      mantissa >>= 1n;
      power++;
    }
  }
  const all = mantissa.toString(16).padStart(14, '0');
  const fraction = all.slice(1);
  const digits =
    precision === undefined
      ? fraction.replace(/0+$/, '')
      : fraction.slice(0, precision).padEnd(precision, '0');
  const text = joined(`0x${all[0]}${digits && `.${digits}`}`, power, 'p');
  return verb === 'X' ? text.toUpperCase() : text;
}

/** What the flag `#` adds: a point, and with `%g` and `%x` zeros up to the precision. */
export function withPoint(text: string, verb: string, precision: number | undefined): string {
  if (verb === 'b') return text;
  const isHex = verb === 'x' || verb === 'X';
  const tailAt = text.search(isHex ? /p/i : /e/i);
  const [body, tail] = tailAt < 0 ? [text, ''] : [text.slice(0, tailAt), text.slice(tailAt)];
  let missing = /^[vgGx]$/.test(verb) ? (precision ?? 6) : 0;
  missing -= body.replace('.', '').replace(/^[0xX]+/, isHex ? 'x' : '').length;
  if (body === '0') missing--;
  return `${body}${body.includes('.') ? '' : '.'}${'0'.repeat(Math.max(0, missing))}${tail}`;
}

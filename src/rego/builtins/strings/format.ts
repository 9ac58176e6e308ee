/** `sprintf` as Go's `fmt.Sprintf` does it on the values that OPA hands over: integers, doubles and strings. */
import { Numeral, type Value } from '../value.js';
import { displayText } from './display-text.js';
import { exponentForm, fixedForm, generalForm, hexForm, shortestForm } from './float-forms.js';
import { quoted } from './quoted.js';

/** An operand as Go sees it. */
type Operand =
  | { readonly type: 'int64' | '*big.Int'; readonly value: bigint }
  | { readonly type: 'float64'; readonly value: number }
  | { readonly type: 'string'; readonly value: string };

interface Directive {
  readonly flags: string;
  readonly width?: number;
  readonly precision?: number;
  readonly verb: string;
}

const LARGEST_INT = 0x7fff_ffff_ffff_ffffn;

function operandOf(value: Value): Operand {
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value !== 'number' && !(value instanceof Numeral)) {
    return { type: 'string', value: displayText(value) };
  }
  const text = typeof value === 'number' ? String(value) : value.text;
  if (/^-?\d+$/.test(text)) {
    const integer = BigInt(text);
    const isSmall = integer <= LARGEST_INT && integer >= -LARGEST_INT - 1n;
    return { type: isSmall ? 'int64' : '*big.Int', value: integer };
  }
  // Numbers with a power of ten are handed over as their text.
  return /e/i.test(text)
    ? { type: 'string', value: text }
    : { type: 'float64', value: Number(text) };
}

export function sprintf(format: string, values: readonly Value[]): string {
  const operands = values.map(operandOf);
  const pattern = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?(?:\[(\d+)\])?([\s\S])?/gu;
  let next = 0;
  let reordered = false;
  let from = 0;
  let out = '';
  for (const match of format.matchAll(pattern)) {
    const [whole, flags = '', width, precision, index, verb] = match;
    out += format.slice(from, match.index);
    from = match.index + whole.length;
    if (verb === undefined) {
      out += '%!(NOVERB)';
      continue;
    }
    const number = (text: string): number | undefined => {
      if (text !== '*') return Number(text || '0');
      const operand = operands[next++];
      return operand?.type === 'int64' ? Number(operand.value) : undefined;
    };
    const givenWidth = width === undefined ? undefined : number(width);
    const givenPrecision = precision === undefined ? undefined : number(precision);
    if (width === '*' && givenWidth === undefined) out += '%!(BADWIDTH)';
    if (precision === '*' && givenPrecision === undefined) out += '%!(BADPREC)';
    if (verb === '%') {
      out += '%';
      continue;
    }
    if (index !== undefined) {
      next = Number(index) - 1;
      reordered = true;
    }
    const operand = operands[next++];
    if (operand === undefined) {
      out += index === undefined ? `%!${verb}(MISSING)` : `%!${verb}(BADINDEX)`;
      continue;
    }
    const isLeft = givenWidth !== undefined && givenWidth < 0;
    out += formatOne(operand, {
      verb,
      flags: isLeft ? `${flags}-` : flags,
      ...(givenWidth !== undefined && { width: Math.abs(givenWidth) }),
      ...(givenPrecision !== undefined && givenPrecision >= 0 && { precision: givenPrecision }),
    });
  }
  out += format.slice(from);
  if (!reordered && next < operands.length) {
    const extra = operands.slice(next).map((operand) => `${operand.type}=${plain(operand)}`);
    out += `%!(EXTRA ${extra.join(', ')})`;
  }
  return out;
}

/** An operand as `%v` shows it. */
function plain(operand: Operand): string {
  if (operand.type !== 'float64') return String(operand.value);
  const text = shortestForm(Math.abs(operand.value), 'g');
  return operand.value < 0 ? `-${text}` : text;
}

function formatOne(operand: Operand, directive: Directive): string {
  const { verb } = directive;
  if (verb === 'T') return padded(operand.type, directive);
  const text =
    operand.type === 'string'
      ? stringForm(operand.value, directive)
      : operand.type === 'float64'
        ? floatForm(operand.value, directive)
        : integerForm(operand, directive);
  return text ?? `%!${verb}(${operand.type}=${plain(operand)})`;
}

/** Spaces or, for numbers, zeros behind the sign, up to the width. */
function padded(text: string, { flags, width = 0 }: Directive, allowZeros = false): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!allowZeros || !flags.includes('0')) return ' '.repeat(missing) + text;
  const sign = /^[-+ ]?(?:0[xXbo])?/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

function signed(isNegative: boolean, digits: string, flags: string): string {
  if (isNegative) return `-${digits}`;
  if (flags.includes('+')) return `+${digits}`;
  return flags.includes(' ') ? ` ${digits}` : digits;
}

function stringForm(value: string, directive: Directive): string | undefined {
  const { verb, flags, precision } = directive;
  const cut = precision === undefined ? value : [...value].slice(0, precision).join('');
  switch (verb) {
    case 'v':
      return padded(flags.includes('#') ? JSON.stringify(cut) : cut, directive);
    case 's':
      return padded(cut, directive);
    case 'q':
      return padded(
        flags.includes('#') && !cut.includes('`') ? `\`${cut}\`` : quoted(cut),
        directive,
      );
    case 'x':
    case 'X': {
      const bytes = new TextEncoder().encode(value).slice(0, precision);
      const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
      const prefix = flags.includes('#') ? '0x' : '';
      const text = flags.includes(' ')
        ? pairs.map((pair) => prefix + pair).join(' ')
        : pairs.length > 0
          ? prefix + pairs.join('')
          : '';
      return padded(verb === 'X' ? text.toUpperCase() : text, directive);
    }
    default:
      return undefined;
  }
}

/** Base and prefix of the verbs for integers. */
const RADIX: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  o: [8, '0'],
  O: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function integerForm(
  { type, value }: Extract<Operand, { value: bigint }>,
  directive: Directive,
): string | undefined {
  const { verb, flags, precision } = directive;
  const isNegative = value < 0n;
  const size = isNegative ? -value : value;
  const pad = (digits: string, prefix = ''): string => {
    const enough = precision === undefined ? digits : digits.padStart(precision, '0');
    const text = signed(isNegative, prefix + enough, flags);
    return padded(text, directive, precision === undefined);
  };
  if (verb === 'd' || verb === 'v' || (verb === 's' && type === '*big.Int')) {
    return pad(size.toString());
  }
  const radix = RADIX[verb];
  if (radix !== undefined) {
    const [base, prefix] = radix;
    const digits = size.toString(base);
    const hasPrefix = verb === 'O' || flags.includes('#');
    return pad(verb === 'X' ? digits.toUpperCase() : digits, hasPrefix ? prefix : '');
  }
  if (type !== 'int64') return undefined;
  const isCode = value >= 0n && value <= 0x10ffffn && !(value >= 0xd800n && value < 0xe000n);
  const character = isCode ? String.fromCodePoint(Number(value)) : '\ufffd';
  switch (verb) {
    case 'c':
      return padded(character, directive);
    case 'q':
      return padded(
        `'${quoted(character).slice(1, -1).replace(/\\"/, '"').replace("'", "\\'")}'`,
        directive,
      );
    case 'U': {
      const code = `U+${size.toString(16).toUpperCase().padStart(4, '0')}`;
      return padded(flags.includes('#') ? `${code} '${character}'` : code, directive);
    }
    default:
      return undefined;
  }
}

function floatForm(value: number, directive: Directive): string | undefined {
  const { verb, flags, precision } = directive;
  const size = Math.abs(value);
  const digits = (): string | undefined => {
    switch (verb) {
      case 'v':
        return precision === undefined
          ? shortestForm(size, 'g')
          : generalForm(size, precision, 'e');
      case 'e':
      case 'E':
        return exponentForm(size, precision ?? 6, verb);
      case 'f':
      case 'F':
        return fixedForm(size, precision ?? 6);
      case 'g':
      case 'G': {
        const mark = verb === 'g' ? 'e' : 'E';
        return precision === undefined
          ? shortestForm(size, verb)
          : generalForm(size, precision, mark);
      }
      case 'x':
      case 'X':
        return hexForm(size, verb);
      default:
        return undefined;
    }
  };
  const text = digits();
  if (text === undefined) return undefined;
  const isNegative = value < 0 || Object.is(value, -0);
  return padded(signed(isNegative, text, flags), directive, true);
}

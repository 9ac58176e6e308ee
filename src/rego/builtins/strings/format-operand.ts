/** One operand of `sprintf` in the form that a verb and its flags ask for, after Go's `fmt`. */
import {
  binaryForm,
  exponentForm,
  fixedForm,
  generalForm,
  hexForm,
  shortestForm,
  withPoint,
} from './float-forms.js';
import type { Operand } from './format-operands.js';
import { canBeRaw, quoted, quotedCharacter } from './quoted.js';

export type Flag = 'sharp' | 'zero' | 'plus' | 'minus' | 'space';

export interface Directive {
  verb: string;
  readonly flags: Set<Flag>;
  width?: number;
  precision?: number;
}

/** An operand as `%v` shows it. */
export function plainText(operand: Operand): string {
  return formatOperand(operand, { verb: 'v', flags: new Set() });
}

export function formatOperand(operand: Operand, directive: Directive): string {
  const { verb } = directive;
  if (verb === 'T') return textForm(operand.type, { ...directive, verb: 's' });
  if (operand.type === '*big.Int') return bigForm(operand.value, directive);
  if (verb === 'v' || verb === 'w') {
    // Go's syntax instead of signs and prefixes.
    const flags = new Set(directive.flags);
    const isSyntax = flags.delete('sharp');
    flags.delete('plus');
    if (verb === 'w') return bad(operand, { ...directive, flags }, isSyntax);
    const isQuoted = operand.type === 'string' && isSyntax;
    return formatAs(operand, { ...directive, flags, verb: isQuoted ? 'q' : 'v' });
  }
  return formatAs(operand, directive);
}

function formatAs(operand: Operand, directive: Directive): string {
  const text =
    operand.type === 'string'
      ? stringForm(operand.value, directive)
      : operand.type === 'float64'
        ? floatForm(operand.value, directive)
        : integerForm(operand.value as bigint, directive);
  return text ?? bad(operand, directive, false);
}

/** What stands for an operand that the verb does not fit; the flags count for it all the same. */
function bad(operand: Operand, directive: Directive, isSyntax: boolean): string {
  const verb = isSyntax && operand.type === 'string' ? 'q' : 'v';
  const shown = formatAs(operand, { ...directive, verb });
  return `%!${directive.verb}(${operand.type}=${shown})`;
}

function padded(text: string, { flags, width = 0 }: Directive): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.has('minus')) return text + ' '.repeat(missing);
  return (flags.has('zero') ? '0' : ' ').repeat(missing) + text;
}

function withoutZeros(directive: Directive): Directive {
  const flags = new Set(directive.flags);
  flags.delete('zero');
  return { ...directive, flags };
}

function stringForm(value: string, directive: Directive): string | undefined {
  switch (directive.verb) {
    case 'v':
    case 's':
    case 'q':
      return textForm(value, directive);
    case 'x':
    case 'X':
      return bytesForm(value, directive);
    default:
      return undefined;
  }
}

function textForm(value: string, directive: Directive): string {
  const { verb, flags, precision } = directive;
  const cut = precision === undefined ? value : [...value].slice(0, precision).join('');
  if (verb !== 'q') return padded(cut, directive);
  if (flags.has('sharp') && canBeRaw(cut)) return padded(`\`${cut}\``, directive);
  return padded(quoted(cut, flags.has('plus')), directive);
}

function bytesForm(value: string, directive: Directive): string {
  const { verb, flags, precision } = directive;
  const bytes = new TextEncoder().encode(value).slice(0, precision);
  const prefix = flags.has('sharp') ? `0${verb}` : '';
  const pairs = [...bytes].map((byte) => {
    const pair = byte.toString(16).padStart(2, '0');
    return verb === 'X' ? pair.toUpperCase() : pair;
  });
  if (flags.has('space')) {
    return padded(pairs.map((pair) => prefix + pair).join(' '), directive);
  }
  return padded(pairs.length > 0 ? prefix + pairs.join('') : '', directive);
}

/** Base and prefix of the verbs for integers. */
const RADIX: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  o: [8, '0'],
  O: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function signOf(isNegative: boolean, flags: ReadonlySet<Flag>): string {
  if (isNegative) return '-';
  return flags.has('plus') ? '+' : flags.has('space') ? ' ' : '';
}

function integerForm(value: bigint, directive: Directive): string | undefined {
  const { verb, flags, width, precision } = directive;
  if (verb === 'c' || verb === 'q' || verb === 'U') return characterForm(value, directive);
  const [base, prefix] = verb === 'd' || verb === 'v' ? [10, ''] : (RADIX[verb] ?? []);
  if (base === undefined || prefix === undefined) return undefined;
  if (precision === 0 && value === 0n) return padded('', withoutZeros(directive));
  const size = value < 0n ? -value : value;
  const sign = signOf(value < 0n, flags);
  let least = precision ?? 0;
  if (precision === undefined && flags.has('zero') && !flags.has('minus')) {
    least = (width ?? 0) - sign.length;
  }
  const digits = size.toString(base).padStart(least, '0');
  let shownPrefix = verb === 'O' || flags.has('sharp') ? prefix : '';
  if (verb === 'o' && digits.startsWith('0')) shownPrefix = '';
  if (verb === 'O' && flags.has('sharp') && !digits.startsWith('0')) shownPrefix = '0o0';
  const text = verb === 'X' ? digits.toUpperCase() : digits;
  return padded(sign + shownPrefix + text, withoutZeros(directive));
}

/** An integer as the code point that it is. */
function characterForm(value: bigint, directive: Directive): string {
  const { verb, flags, precision = 0 } = directive;
  const isCode = value >= 0n && value <= 0x10ffffn && !(value >= 0xd800n && value < 0xe000n);
  const character = isCode ? String.fromCodePoint(Number(value)) : '\ufffd';
  if (verb === 'c') return padded(character, directive);
  if (verb === 'q') return padded(quotedCharacter(character, flags.has('plus')), directive);
  const code = BigInt.asUintN(64, value).toString(16).toUpperCase();
  const text = `U+${code.padStart(Math.max(4, precision), '0')}`;
  const isShown = flags.has('sharp') && isCode && quoted(character) === `"${character}"`;
  return padded(isShown ? `${text} '${character}'` : text, withoutZeros(directive));
}

/** Integers beyond 64 bits format themselves, by rules of their own. */
function bigForm(value: bigint, directive: Directive): string {
  const { verb, flags, width = 0, precision } = directive;
  const isDecimal = verb === 'd' || verb === 's' || verb === 'v' || verb === 'w';
  const [base, prefix] = isDecimal ? [10, ''] : (RADIX[verb] ?? []);
  if (base === undefined || prefix === undefined) return `%!${verb}(big.Int=${value})`;
  const size = value < 0n ? -value : value;
  const lower = size.toString(base);
  const digits = verb === 'X' ? lower.toUpperCase() : lower;
  const sign = signOf(value < 0n, flags) + (verb === 'O' || flags.has('sharp') ? prefix : '');
  const zeros = '0'.repeat(Math.max(0, (precision ?? 0) - digits.length));
  const missing = Math.max(0, width - sign.length - zeros.length - digits.length);
  if (flags.has('minus')) return sign + zeros + digits + ' '.repeat(missing);
  if (flags.has('zero') && precision === undefined) return sign + '0'.repeat(missing) + digits;
  return ' '.repeat(missing) + sign + zeros + digits;
}

function floatForm(value: number, directive: Directive): string | undefined {
  const { flags, width = 0 } = directive;
  const plain = floatDigits(Math.abs(value), directive);
  if (plain === undefined) return undefined;
  const digits = flags.has('sharp') ? withPoint(plain, directive.verb, directive.precision) : plain;
  const sign = signOf(value < 0 || Object.is(value, -0), flags);
  if (sign !== '' && flags.has('zero') && !flags.has('minus')) {
    return sign + digits.padStart(width - sign.length, '0');
  }
  return padded(sign + digits, directive);
}

function floatDigits(size: number, { verb, precision }: Directive): string | undefined {
  switch (verb) {
    case 'e':
    case 'E':
      return exponentForm(size, precision ?? 6, verb);
    case 'f':
    case 'F':
      return fixedForm(size, precision ?? 6);
    case 'v':
    case 'g':
    case 'G': {
      return precision === undefined
        ? shortestForm(size, verb === 'G' ? 'G' : 'g')
        : generalForm(size, precision, verb === 'G' ? 'E' : 'e');
    }
    case 'b':
      return binaryForm(size);
    case 'x':
    case 'X':
      return hexForm(size, verb, precision);
    default:
      return undefined;
  }
}

/** `sprintf` as Go's `fmt.Sprintf` does it on the values that OPA hands over: integers, doubles and strings. */
import type { Value } from '../value.js';
import { type Directive, formatOperand, plainText } from './format-operand.js';
import { type Operand, operandOf } from './format-operands.js';

/** Widths and precisions beyond are refused. */
const LARGEST_SIZE = 1_000_000;

const FLAGS = { '#': 'sharp', '0': 'zero', '+': 'plus', '-': 'minus', ' ': 'space' } as const;

export function sprintf(format: string, values: readonly Value[]): string {
  return new Formatter([...format], values.map(operandOf)).run();
}

class Formatter {
  private at = 0;
  private out = '';
  /** The operand that comes next. */
  private next = 0;
  private isReordered = false;
  /** Whether all indexes of the directive at hand name an operand. */
  private isWell = true;

  constructor(
    private readonly format: readonly string[],
    private readonly operands: readonly Operand[],
  ) {}

  run(): string {
    while (this.at < this.format.length) {
      const character = this.format[this.at++] ?? '';
      if (character === '%') this.directive();
      else this.out += character;
    }
    if (!this.isReordered && this.next < this.operands.length) {
      const extra = this.operands
        .slice(this.next)
        .map((operand) => `${operand.type}=${plainText(operand)}`);
      this.out += `%!(EXTRA ${extra.join(', ')})`;
    }
    return this.out;
  }

  private directive(): void {
    this.isWell = true;
    const directive: Directive = { verb: '', flags: new Set() };
    for (let flag = this.flag(); flag !== undefined; flag = this.flag()) directive.flags.add(flag);
    let isBehindIndex = this.index();
    const width = this.size(isBehindIndex);
    if (width === 'bad') this.out += '%!(BADWIDTH)';
    else if (width !== undefined) {
      if (width < 0) directive.flags.add('minus');
      directive.width = Math.abs(width);
    }
    if (width !== undefined) isBehindIndex = false;
    if (this.format[this.at] === '.') {
      this.at++;
      if (isBehindIndex) this.isWell = false;
      isBehindIndex = this.index();
      const precision = this.size(false);
      if (precision === 'bad' || (precision ?? 0) < 0) this.out += '%!(BADPREC)';
      else directive.precision = (precision as number | undefined) ?? 0;
      if (precision !== undefined) isBehindIndex = false;
    }
    if (!isBehindIndex) this.index();
    const verb = this.format[this.at++];
    if (verb === undefined) this.out += '%!(NOVERB)';
    else if (verb === '%') this.out += '%';
    else if (!this.isWell) this.out += `%!${verb}(BADINDEX)`;
    else {
      const operand = this.operands[this.next++];
      if (operand === undefined) {
        this.next--;
        this.out += `%!${verb}(MISSING)`;
      } else this.out += formatOperand(operand, { ...directive, verb });
    }
  }

  private flag(): (typeof FLAGS)[keyof typeof FLAGS] | undefined {
    const flag = FLAGS[this.format[this.at] as keyof typeof FLAGS];
    if (flag !== undefined) this.at++;
    return flag;
  }

  /** Takes `[2]`; whether one stood here. */
  private index(): boolean {
    if (this.format[this.at] !== '[') return false;
    this.isReordered = true;
    const close = this.format.indexOf(']', this.at);
    const text = this.format.slice(this.at + 1, close).join('');
    this.at = close < 0 ? this.at + 1 : close + 1;
    const index = close > 0 && /^\d+$/.test(text) ? Number(text) - 1 : -1;
    if (index >= 0 && index < this.operands.length) this.next = index;
    else this.isWell = false;
    return index >= 0;
  }

  /** Takes a width or precision: digits, or an asterisk for the next operand. */
  private size(isBehindIndex: boolean): number | 'bad' | undefined {
    if (this.format[this.at] === '*') {
      this.at++;
      const operand = this.operands[this.next];
      if (this.next < this.operands.length) this.next++;
      if (operand?.type !== 'int64') return 'bad';
      const size = Number(operand.value);
      return Math.abs(size) > LARGEST_SIZE ? 'bad' : size;
    }
    let digits = '';
    while (/^\d$/.test(this.format[this.at] ?? '')) digits += this.format[this.at++];
    if (digits === '') return undefined;
    if (isBehindIndex) this.isWell = false;
    if (Number(digits) > LARGEST_SIZE) {
      // Go gives up on the rest of the format.
      this.at = this.format.length;
      return undefined;
    }
    return Number(digits);
  }
}

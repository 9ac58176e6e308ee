import { floatOf } from '../operands.js';
import { shortestForm } from '../strings/float-forms.js';
import type { Numeral, Value } from '../value.js';
import { canonicalText } from './canonical-text.js';
import { hasFormat } from './formats.js';
import { fieldName, type Report } from './report.js';
import type { Bound, Subschema } from './subschema.js';

/** The keywords of all types. */
export function matchCommon(
  report: Report,
  schema: Subschema,
  value: Value,
  path: readonly string[],
): void {
  const field = fieldName(path);
  if (schema.const !== undefined && canonicalText(value) !== schema.const) {
    report.add(path, 'const', `${field} does not match: ${schema.const}`);
  }
  if (schema.enum.length > 0 && !schema.enum.includes(canonicalText(value))) {
    const allowed = schema.enum.join(', ');
    report.add(path, 'enum', `${field} must be one of the following: ${allowed}`);
  }
  if (
    schema.format !== undefined &&
    typeof value === 'string' &&
    !hasFormat(schema.format, value)
  ) {
    report.add(path, 'format', `Does not match format '${schema.format}'`);
  }
  report.score++;
}

/** The keywords of strings; lengths count code points. */
export function matchString(
  report: Report,
  schema: Subschema,
  value: string,
  path: readonly string[],
): void {
  const { length } = [...value];
  const least = schema.counts.get('minLength');
  if (least !== undefined && length < least) {
    report.add(path, 'string_gte', `String length must be greater than or equal to ${least}`);
  }
  const most = schema.counts.get('maxLength');
  if (most !== undefined && length > most) {
    report.add(path, 'string_lte', `String length must be less than or equal to ${most}`);
  }
  if (schema.pattern !== undefined && !schema.pattern.pattern.matcher(value).find()) {
    report.add(path, 'pattern', `Does not match pattern '${schema.pattern.text}'`);
  }
  report.score++;
}

const BOUNDS: readonly {
  readonly bound: Bound;
  readonly holds: (value: number, bound: number) => boolean;
  readonly type: string;
  readonly text: string;
}[] = [
  {
    bound: 'maximum',
    holds: (value, bound) => value <= bound,
    type: 'number_lte',
    text: 'less than or equal to',
  },
  {
    bound: 'exclusiveMaximum',
    holds: (value, bound) => value < bound,
    type: 'number_lt',
    text: 'less than',
  },
  {
    bound: 'minimum',
    holds: (value, bound) => value >= bound,
    type: 'number_gte',
    text: 'greater than or equal to',
  },
  {
    bound: 'exclusiveMinimum',
    holds: (value, bound) => value > bound,
    type: 'number_gt',
    text: 'greater than',
  },
];

/** The keywords of numbers. */
export function matchNumber(
  report: Report,
  { bounds }: Subschema,
  value: number | Numeral,
  path: readonly string[],
): void {
  const factor = bounds.get('multipleOf');
  if (factor !== undefined && !isMultiple(value, factor)) {
    report.add(path, 'multiple_of', `Must be a multiple of ${boundText(factor)}`);
  }
  for (const { bound, holds, type, text } of BOUNDS) {
    const limit = bounds.get(bound);
    if (limit === undefined || holds(floatOf(value), limit)) continue;
    report.add(path, type, `Must be ${text} ${boundText(limit)}`);
  }
  report.score++;
}

/** Decimals are compared as decimals: 5 is a multiple of 0.01. */
function isMultiple(value: number | Numeral, factor: number): boolean {
  const text = typeof value === 'number' ? String(value) : value.text;
  const step = String(factor);
  if (/e/i.test(text + step)) return Number.isInteger(floatOf(value) / factor);
  const places = Math.max(decimals(text), decimals(step));
  return scaled(text, places) % scaled(step, places) === 0n;
}

const decimals = (text: string): number => text.split('.')[1]?.length ?? 0;

/** A decimal number, times ten to the power of `places`. */
function scaled(text: string, places: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** As Go prints big floats. */
function boundText(bound: number): string {
  const sign = bound < 0 ? '-' : '';
  return sign + shortestForm(Math.abs(bound), 'g');
}

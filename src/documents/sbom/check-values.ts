/** Small checks from which the constraints of a format are put together. */
import { isObject, type JsonObject } from '../json/fields.js';
import { pointerKey } from '../json/pointer-key.js';
import { type Faults, quoted } from './faults.js';

export interface CheckContext {
  readonly faults: Faults;
  /** The minor version of the format. */
  readonly minor: number;
}

export type Check = (value: unknown, ptr: string, context: CheckContext) => void;

/** The code of everything that breaks a published specification. */
const CODE = 'schema';

export function fault({ faults }: CheckContext, ptr: string, message: string): void {
  faults.add(CODE, ptr, message);
}

export const text: Check = (value, ptr, context) => {
  if (typeof value !== 'string') fault(context, ptr, `a text is expected, not ${nameOf(value)}`);
};

export const filled: Check = (value, ptr, context) => {
  if (typeof value !== 'string') text(value, ptr, context);
  else if (value === '') fault(context, ptr, 'it must not be empty');
};

export const flag: Check = (value, ptr, context) => {
  if (typeof value !== 'boolean' && value !== 'true' && value !== 'false') {
    fault(context, ptr, `true or false is expected, not ${nameOf(value)}`);
  }
};

/** A text of a form that words explain. */
export function shaped(pattern: RegExp, expected: string): Check {
  return (value, ptr, context) => {
    if (typeof value !== 'string') text(value, ptr, context);
    else if (!pattern.test(value)) fault(context, ptr, `${quoted(value)} is no ${expected}`);
  };
}

/** One of some words; a word may be known only since a minor version. */
export function oneOf(
  expected: string,
  words: readonly string[],
  later: { readonly [word: string]: number } = {},
): Check {
  const known = new Set(words);
  return (value, ptr, context) => {
    if (typeof value === 'string') {
      if (known.has(value)) return;
      const since = Object.hasOwn(later, value) ? later[value] : undefined;
      if (since !== undefined && context.minor >= since) return;
      const when = since === undefined ? '' : ` before 1.${since}`;
      fault(context, ptr, `${quoted(value)} is no ${expected}${when}`);
    } else text(value, ptr, context);
  };
}

export function listOf(check: Check): Check {
  return (value, ptr, context) => {
    if (!Array.isArray(value)) {
      fault(context, ptr, `a list is expected, not ${nameOf(value)}`);
      return;
    }
    for (let index = 0; index < value.length; index++) {
      check(value[index], `${ptr}/${index}`, context);
    }
  };
}

/** An object: fields that it must have, checks of those that it may have; others are not looked at. */
export function record(
  fields: { readonly [name: string]: Check },
  required: readonly string[] = [],
  whole?: (value: JsonObject, ptr: string, context: CheckContext) => void,
): Check {
  const checks = Object.entries(fields).map(([name, check]) => ({
    name,
    check,
    below: `/${pointerKey(name)}`,
  }));
  return (value, ptr, context) => {
    if (!isObject(value)) {
      fault(context, ptr, `an object is expected, not ${nameOf(value)}`);
      return;
    }
    for (const name of required) {
      if (value[name] === undefined) fault(context, ptr, `\`${name}\` is missing`);
    }
    for (const { name, check, below } of checks) {
      const field = value[name];
      if (field !== undefined) check(field, ptr + below, context);
    }
    whole?.(value, ptr, context);
  };
}

/** An object that has none but some fields, since a minor version. */
export function closed(names: readonly string[], since: number, check: Check): Check {
  const known = new Set(names);
  return (value, ptr, context) => {
    check(value, ptr, context);
    if (context.minor < since || !isObject(value)) return;
    for (const name of Object.keys(value)) {
      if (known.has(name)) continue;
      const message = `${quoted(name)} is no field that the specification knows here`;
      fault(context, `${ptr}/${pointerKey(name)}`, message);
    }
  };
}

/** For checks that need one another. */
export function lazily(check: () => Check): Check {
  return (value, ptr, context) => check()(value, ptr, context);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

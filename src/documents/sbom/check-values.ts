/** Small checks from which the constraints of a format are put together. */
import { isObject, type JsonObject } from '../json/fields.js';
import { pointerKey } from '../json/pointer-key.js';
import { type Faults, quoted } from './faults.js';

export interface CheckContext {
  readonly faults: Faults;
  /** The minor version of the format. */
  readonly minor: number;
  /** Keys and indexes from the root to the value that is looked at: a pointer is only put together for what is wrong. */
  readonly path: (string | number)[];
}

export type Check = (value: unknown, context: CheckContext) => void;

/** The code of everything that breaks a published specification. */
const CODE = 'schema';

/** @param below keys that lead from the value to what is wrong in it */
export function fault(
  { faults, path }: CheckContext,
  message: string,
  ...below: readonly (string | number)[]
): void {
  const keys = [...path, ...below].map((key) => `/${pointerKey(String(key))}`);
  faults.add(CODE, keys.join(''), message);
}

export const text: Check = (value, context) => {
  if (typeof value !== 'string') fault(context, `a text is expected, not ${nameOf(value)}`);
};

export const filled: Check = (value, context) => {
  if (typeof value !== 'string') text(value, context);
  else if (value === '') fault(context, 'it must not be empty');
};

export const flag: Check = (value, context) => {
  if (typeof value !== 'boolean' && value !== 'true' && value !== 'false') {
    fault(context, `true or false is expected, not ${nameOf(value)}`);
  }
};

/** A text of a form that words explain. */
export function shaped(pattern: RegExp, expected: string): Check {
  return (value, context) => {
    if (typeof value !== 'string') text(value, context);
    else if (!pattern.test(value)) fault(context, `${quoted(value)} is no ${expected}`);
  };
}

/** One of some words; a word may be known only since a minor version. */
export function oneOf(
  expected: string,
  words: readonly string[],
  later: { readonly [word: string]: number } = {},
): Check {
  const known = new Set(words);
  return (value, context) => {
    if (typeof value === 'string') {
      if (known.has(value)) return;
      const since = Object.hasOwn(later, value) ? later[value] : undefined;
      if (since !== undefined && context.minor >= since) return;
      const when = since === undefined ? '' : ` before 1.${since}`;
      fault(context, `${quoted(value)} is no ${expected}${when}`);
    } else text(value, context);
  };
}

export function listOf(check: Check): Check {
  return (value, context) => {
    if (!Array.isArray(value)) {
      fault(context, `a list is expected, not ${nameOf(value)}`);
      return;
    }
    const { path } = context;
    const depth = path.length;
    for (let index = 0; index < value.length; index++) {
      path[depth] = index;
      check(value[index], context);
    }
    path.length = depth;
  };
}

/** An object: fields that it must have, checks of those that it may have; others are not looked at. */
export function record(
  fields: { readonly [name: string]: Check },
  required: readonly string[] = [],
  whole?: (value: JsonObject, context: CheckContext) => void,
): Check {
  const checks = Object.entries(fields).map(([name, check]) => ({ name, check }));
  return (value, context) => {
    if (!isObject(value)) {
      fault(context, `an object is expected, not ${nameOf(value)}`);
      return;
    }
    for (const name of required) {
      if (value[name] === undefined) fault(context, `\`${name}\` is missing`);
    }
    const { path } = context;
    for (const { name, check } of checks) {
      const field = value[name];
      if (field === undefined) continue;
      path.push(name);
      check(field, context);
      path.pop();
    }
    whole?.(value, context);
  };
}

/** An object that has none but some fields, since a minor version. */
export function closed(names: readonly string[], since: number, check: Check): Check {
  const known = new Set(names);
  return (value, context) => {
    check(value, context);
    if (context.minor < since || !isObject(value)) return;
    for (const name in value) {
      if (known.has(name)) continue;
      fault(context, `${quoted(name)} is no field that the specification knows here`, name);
    }
  };
}

/** For checks that need one another. */
export function lazily(check: () => Check): Check {
  return (value, context) => check()(value, context);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

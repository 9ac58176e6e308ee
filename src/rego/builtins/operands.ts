/**
 * Operands of host built-ins, checked in OPA's words: `operand 1 must be string but got number`.
 */
import { BuiltinError } from './declaration.js';
import { Numeral, RegoObject, RegoSet, type Value } from './value.js';

/** The name of a value's type as `type_name` gives it. */
export function typeName(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number' || value instanceof Numeral) return 'number';
  if (value instanceof RegoObject) return 'object';
  if (value instanceof RegoSet) return 'set';
  return 'array';
}

/** The type error for operand `index` (from 0). */
export function operandError(
  args: readonly Value[],
  index: number,
  wanted: string,
  must = wanted.startsWith('{') ? 'must be one of' : 'must be',
): BuiltinError {
  const got = typeName(args[index] ?? null);
  return new BuiltinError('type', `operand ${index + 1} ${must} ${wanted} but got ${got}`);
}

/** Operand `index` (from 0) as a string. */
export function stringOperand(args: readonly Value[], index: number): string {
  const value = args[index];
  if (typeof value !== 'string') throw operandError(args, index, 'string');
  return value;
}

/** Operand `index` as a number: a safe integer, or its text. */
export function numberOperand(args: readonly Value[], index: number): number | Numeral {
  const value = args[index];
  if (typeof value !== 'number' && !(value instanceof Numeral)) {
    throw operandError(args, index, 'number');
  }
  return value;
}

/** Operand `index` as an integer of any size; a fraction is a type error, as in OPA. */
export function integerOperand(args: readonly Value[], index: number): bigint {
  const value = integerOf(numberOperand(args, index));
  if (value === undefined) throw notInteger(index);
  return value;
}

function notInteger(index: number): BuiltinError {
  return new BuiltinError(
    'type',
    `operand ${index + 1} must be integer number but got floating-point number`,
  );
}

/** The integer that a number stands for, or undefined where it has a fraction. */
export function integerOf(value: number | Numeral): bigint | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(value.text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) - fraction.length;
  let digits = whole + fraction;
  if (shift < 0) {
    const cut = digits.length + shift;
    if (/[^0]/.test(digits.slice(Math.max(0, cut)))) return undefined;
    digits = digits.slice(0, Math.max(0, cut)) || '0';
  } else if (shift > 0) {
    if (shift > 100_000) return undefined;
    digits += '0'.repeat(shift);
  }
  return sign === '-' ? -BigInt(digits) : BigInt(digits);
}

/** A value for an integer of any size. */
export function integerValue(value: bigint): Value {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : new Numeral(value.toString());
}

/** The nearest double, for functions that Go computes in floats too. */
export function floatOf(value: number | Numeral): number {
  return typeof value === 'number' ? value : Number(value.text);
}

/** Operand `index` as an array. */
export function arrayOperand(args: readonly Value[], index: number): readonly Value[] {
  const value = args[index];
  if (!Array.isArray(value)) throw operandError(args, index, 'array');
  return value as readonly Value[];
}

/** Operand `index` as an object. */
export function objectOperand(args: readonly Value[], index: number): RegoObject {
  const value = args[index];
  if (!(value instanceof RegoObject)) throw operandError(args, index, 'object');
  return value;
}

/** The value under a string key of an object, or undefined. */
export function field(object: RegoObject, key: string): Value | undefined {
  return object.entries.find(([name]) => name === key)?.[1];
}

/** Operand `index` as an array or set of strings; `what` says what it is for, where an item is no string. */
export function collectionOperand(args: readonly Value[], index: number): readonly Value[] {
  const value = args[index];
  if (Array.isArray(value)) return value as readonly Value[];
  if (value instanceof RegoSet) return value.items;
  throw operandError(args, index, '{array, set}');
}

/** Operand `index` as a set. */
export function setOperand(args: readonly Value[], index: number): RegoSet {
  const value = args[index];
  if (!(value instanceof RegoSet)) throw operandError(args, index, 'set');
  return value;
}

/**
 * Operand `index` as an integer of 64 bits that is written as one: `1e1` and larger ones are refused as fractions are. Beyond
 * what a double holds it is the nearest one.
 */
export function smallOperand(args: readonly Value[], index: number): number {
  const value = numberOperand(args, index);
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  const text = typeof value === 'number' ? String(value) : value.text;
  const [, whole] = /^(-?\d+)(?:\.0*)?$/.exec(text) ?? [];
  if (whole === undefined || BigInt.asIntN(64, BigInt(whole)) !== BigInt(whole)) {
    throw notInteger(index);
  }
  return Number(whole);
}

/** Strings of an array or set operand; OPA names the operand's type with the type that was found in it. */
export function stringsOperand(args: readonly Value[], index: number): readonly string[] {
  return collectionOperand(args, index).map((item) => {
    if (typeof item === 'string') return item;
    const kind = Array.isArray(args[index]) ? 'array' : 'set';
    throw new BuiltinError(
      'type',
      `operand ${index + 1} must be ${kind} of strings but got ${kind} containing ${typeName(item)}`,
    );
  });
}

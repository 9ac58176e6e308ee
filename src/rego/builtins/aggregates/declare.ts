import type { BuiltinDeclaration } from '../declaration.js';
import {
  any,
  anyOf,
  arrayOf,
  boolean,
  builtin,
  number,
  objectOf,
  setOf,
  string,
} from '../types.js';

export const aggregates: readonly BuiltinDeclaration[] = [
  builtin('all', [anyOf(arrayOf(any), setOf(any))], boolean, { deprecated: true, native: 'all' }),
  builtin('any', [anyOf(arrayOf(any), setOf(any))], boolean, { deprecated: true, native: 'any' }),
  builtin('count', [anyOf(string, arrayOf(any), objectOf(any, any), setOf(any))], number, {
    native: 'count',
  }),
  builtin('max', [anyOf(arrayOf(any), setOf(any))], any, { native: 'max' }),
  builtin('min', [anyOf(arrayOf(any), setOf(any))], any, { native: 'min' }),
  builtin('product', [anyOf(arrayOf(number), setOf(number))], number, { native: 'product' }),
  builtin('sort', [anyOf(arrayOf(any), setOf(any))], arrayOf(any), { native: 'sort' }),
  builtin('sum', [anyOf(arrayOf(number), setOf(number))], number, { native: 'sum' }),
];

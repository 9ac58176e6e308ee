import type { BuiltinDeclaration } from '../declaration.js';
import {
  any,
  anyOf,
  arrayOf,
  boolean,
  builtin,
  nullType,
  objectOf,
  record,
  setOf,
  string,
  tuple,
} from '../types.js';

export const json: readonly BuiltinDeclaration[] = [
  builtin(
    'json.filter',
    [
      objectOf(any, any),
      anyOf(arrayOf(anyOf(string, arrayOf(any))), setOf(anyOf(string, arrayOf(any)))),
    ],
    objectOf(any, any),
    { native: 'json_filter' },
  ),
  builtin('json.is_valid', [string], boolean, { native: 'json_is_valid' }),
  builtin('json.marshal', [any], string, { native: 'json_marshal' }),
  builtin(
    'json.marshal_with_options',
    [
      any,
      record(
        [
          ['indent', string],
          ['prefix', string],
          ['pretty', boolean],
        ],
        { key: string, value: any },
      ),
    ],
    string,
  ),
  builtin(
    'json.match_schema',
    [anyOf(string, objectOf(any, any)), anyOf(string, objectOf(any, any))],
    tuple(
      boolean,
      arrayOf(
        record([
          ['desc', string],
          ['error', string],
          ['field', string],
          ['type', string],
        ]),
      ),
    ),
  ),
  builtin(
    'json.patch',
    [
      any,
      arrayOf(
        record(
          [
            ['op', string],
            ['path', any],
          ],
          { key: any, value: any },
        ),
      ),
    ],
    any,
  ),
  builtin(
    'json.remove',
    [
      objectOf(any, any),
      anyOf(arrayOf(anyOf(string, arrayOf(any))), setOf(anyOf(string, arrayOf(any)))),
    ],
    objectOf(any, any),
    { native: 'json_remove' },
  ),
  builtin('json.unmarshal', [string], any, { native: 'json_unmarshal' }),
  builtin(
    'json.verify_schema',
    [anyOf(string, objectOf(any, any))],
    tuple(boolean, anyOf(nullType, string)),
  ),
  builtin('yaml.is_valid', [string], boolean),
  builtin('yaml.marshal', [any], string),
  builtin('yaml.unmarshal', [string], any),
];

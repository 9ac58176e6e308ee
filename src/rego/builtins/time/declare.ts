import type { BuiltinDeclaration } from '../declaration.js';
import { anyOf, builtin, number, string, tuple } from '../types.js';

export const time: readonly BuiltinDeclaration[] = [
  builtin('time.add_date', [number, number, number, number], number),
  builtin('time.clock', [anyOf(number, tuple(number, string))], tuple(number, number, number)),
  builtin('time.date', [anyOf(number, tuple(number, string))], tuple(number, number, number)),
  builtin(
    'time.diff',
    [anyOf(number, tuple(number, string)), anyOf(number, tuple(number, string))],
    tuple(number, number, number, number, number, number),
  ),
  builtin(
    'time.format',
    [anyOf(number, tuple(number, string), tuple(number, string, string))],
    string,
  ),
  builtin('time.now_ns', [], number, { nondeterministic: true }),
  builtin('time.parse_duration_ns', [string], number),
  builtin('time.parse_ns', [string, string], number),
  builtin('time.parse_rfc3339_ns', [string], number, {
    native: 'time_parse_rfc3339_ns',
    needsHost: () => true,
  }),
  builtin('time.weekday', [anyOf(number, tuple(number, string))], string),
];

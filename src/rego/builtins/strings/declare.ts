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

export const strings: readonly BuiltinDeclaration[] = [
  builtin('concat', [string, anyOf(arrayOf(string), setOf(string))], string, { native: 'concat' }),
  builtin('contains', [string, string], boolean, { native: 'contains' }),
  builtin('endswith', [string, string], boolean, { native: 'endswith' }),
  builtin('indexof', [string, string], number, { native: 'indexof' }),
  builtin('indexof_n', [string, string], arrayOf(number)),
  builtin('internal.template_string', [arrayOf(any)], string),
  builtin('lower', [string], string, { native: 'lower' }),
  builtin('replace', [string, string, string], string, { native: 'replace' }),
  builtin('split', [string, string], arrayOf(string), { native: 'split' }),
  builtin('sprintf', [string, arrayOf(any)], string, {
    native: 'sprintf',
    needsHost: () => true,
  }),
  builtin('startswith', [string, string], boolean, { native: 'startswith' }),
  builtin(
    'strings.any_prefix_match',
    [anyOf(string, arrayOf(string), setOf(string)), anyOf(string, arrayOf(string), setOf(string))],
    boolean,
  ),
  builtin(
    'strings.any_suffix_match',
    [anyOf(string, arrayOf(string), setOf(string)), anyOf(string, arrayOf(string), setOf(string))],
    boolean,
  ),
  builtin('strings.count', [string, string], number),
  builtin('strings.render_template', [string, objectOf(string, any)], string),
  builtin('strings.replace_n', [objectOf(string, string), string], string, {
    native: 'strings_replace_n',
  }),
  builtin('strings.reverse', [string], string, { native: 'strings_reverse' }),
  builtin('strings.split_n', [string, string, number], arrayOf(string)),
  builtin('substring', [string, number, number], string, { native: 'substring' }),
  builtin('trim', [string, string], string, { native: 'trim' }),
  builtin('trim_left', [string, string], string, { native: 'trim_left' }),
  builtin('trim_prefix', [string, string], string, { native: 'trim_prefix' }),
  builtin('trim_right', [string, string], string, { native: 'trim_right' }),
  builtin('trim_space', [string], string, { native: 'trim_space' }),
  builtin('trim_suffix', [string, string], string, { native: 'trim_suffix' }),
  builtin('upper', [string], string, { native: 'upper' }),
];

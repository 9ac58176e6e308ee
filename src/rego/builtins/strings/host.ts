import { BuiltinError, type HostBuiltin } from '../declaration.js';
import {
  arrayOperand,
  objectOperand,
  operandError,
  smallOperand,
  stringOperand,
  stringsOperand,
} from '../operands.js';
import { RegoSet, type Value } from '../value.js';
import { displayText } from './display-text.js';
import { sprintf } from './format.js';
import { renderTemplate } from './render-template.js';

/** One string operand, or several: a set or array of them. */
function oneOrMany(args: readonly Value[], index: number): readonly string[] {
  const value = args[index];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) || value instanceof RegoSet) return stringsOperand(args, index);
  throw operandError(args, index, '{string, set, array}');
}

const anyMatch =
  (matches: (text: string, part: string) => boolean): HostBuiltin =>
  (args) => {
    const texts = oneOrMany(args, 0);
    const parts = oneOrMany(args, 1);
    return texts.some((text) => parts.some((part) => matches(text, part)));
  };

/** Cuts code points of a set off the left, the right, or both. */
function trimmed(text: string, cutset: string, left: boolean, right: boolean): string {
  const characters = [...text];
  const cut = new Set(cutset);
  let start = 0;
  let end = characters.length;
  while (left && start < end && cut.has(characters[start] ?? '')) start++;
  while (right && end > start && cut.has(characters[end - 1] ?? '')) end--;
  return characters.slice(start, end).join('');
}

const trimming =
  (left: boolean, right: boolean): HostBuiltin =>
  (args) =>
    trimmed(stringOperand(args, 0), stringOperand(args, 1), left, right);

/** Offsets count code points. */
function indexes(text: string, part: string): number[] {
  if (part === '') throw new BuiltinError('builtin', 'empty search character');
  const found: number[] = [];
  let at = text.indexOf(part);
  for (; at >= 0; at = text.indexOf(part, at + 1)) found.push([...text.slice(0, at)].length);
  return found;
}

const indexOf: HostBuiltin = (args) =>
  indexes(stringOperand(args, 0), stringOperand(args, 1))[0] ?? -1;

const substring: HostBuiltin = (args) => {
  const text = [...stringOperand(args, 0)];
  const start = smallOperand(args, 1);
  const length = smallOperand(args, 2);
  if (start < 0) throw new BuiltinError('builtin', 'negative offset');
  return text.slice(start, length < 0 ? undefined : start + length).join('');
};

const replace: HostBuiltin = (args) => {
  const text = stringOperand(args, 0);
  const old = stringOperand(args, 1);
  const fresh = stringOperand(args, 2);
  // Without a part to look for, Go puts the new one around every character.
  if (old !== '') return text.split(old).join(fresh);
  return fresh + [...text].map((character) => character + fresh).join('');
};

/** Go's strings.NewReplacer: at each place the first pattern, in order of the object's keys, that matches. */
const replaceMany: HostBuiltin = (args) => {
  const patterns = objectOperand(args, 0).entries.map(([old, fresh]) => {
    if (typeof old !== 'string') {
      throw new BuiltinError('type', 'operand 1 non-string key found in pattern object');
    }
    if (typeof fresh !== 'string') {
      throw new BuiltinError('type', 'operand 1 non-string value found in pattern object');
    }
    return [old, fresh] as const;
  });
  const text = stringOperand(args, 1);
  let out = '';
  for (let at = 0; at < text.length; ) {
    const match = patterns.find(([old]) => old !== '' && text.startsWith(old, at));
    if (match === undefined) out += text[at++];
    else {
      out += match[1];
      at += match[0].length;
    }
  }
  return out;
};

/** Go's unicode.IsSpace. */
const SPACE =
  '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const OUTER_SPACE = new RegExp(`^${SPACE}+|${SPACE}+$`, 'gu');

/** One code point to one code point, as Go does it: `ß` and its like stay. */
const mapCase = (text: string, change: (character: string) => string): string =>
  [...text]
    .map((character) => {
      const changed = change(character);
      return [...changed].length === 1 ? changed : character;
    })
    .join('');

const concat: HostBuiltin = (args) => {
  const delimiter = stringOperand(args, 0);
  return stringsOperand(args, 1).join(delimiter);
};

const split: HostBuiltin = (args) => {
  const text = stringOperand(args, 0);
  const delimiter = stringOperand(args, 1);
  return delimiter === '' ? [...text] : text.split(delimiter);
};

/** The first parts or, counted from the end with a negative number, the last ones. */
const splitN: HostBuiltin = (args, context) => {
  const parts = split(args, context) as readonly string[];
  const most = smallOperand(args, 2);
  return most < 0 ? parts.slice(most) : parts.slice(0, most);
};

const count: HostBuiltin = (args) => {
  const text = stringOperand(args, 0);
  const part = stringOperand(args, 1);
  return part === '' ? [...text].length + 1 : text.split(part).length - 1;
};

/** The parts of a template string: text, and sets that hold one value each, or none where it is undefined. */
const templateString: HostBuiltin = (args) =>
  arrayOperand(args, 0)
    .map((part) => {
      const value = part instanceof RegoSet ? part.items[0] : part;
      if (value === undefined) return '<undefined>';
      if (part instanceof RegoSet && part.items.length > 1) {
        throw new BuiltinError('builtin', 'template-strings must not produce multiple outputs');
      }
      return typeof value === 'string' ? value : displayText(value);
    })
    .join('');

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['concat', concat],
  ['contains', (args) => stringOperand(args, 0).includes(stringOperand(args, 1))],
  ['endswith', (args) => stringOperand(args, 0).endsWith(stringOperand(args, 1))],
  ['indexof', indexOf],
  ['indexof_n', (args) => indexes(stringOperand(args, 0), stringOperand(args, 1))],
  ['internal.template_string', templateString],
  ['lower', (args) => mapCase(stringOperand(args, 0), (character) => character.toLowerCase())],
  ['replace', replace],
  ['split', split],
  ['sprintf', (args) => sprintf(stringOperand(args, 0), arrayOperand(args, 1))],
  ['startswith', (args) => stringOperand(args, 0).startsWith(stringOperand(args, 1))],
  ['strings.any_prefix_match', anyMatch((text, part) => text.startsWith(part))],
  ['strings.any_suffix_match', anyMatch((text, part) => text.endsWith(part))],
  ['strings.count', count],
  [
    'strings.render_template',
    (args) => renderTemplate(stringOperand(args, 0), objectOperand(args, 1)),
  ],
  ['strings.replace_n', replaceMany],
  ['strings.reverse', (args) => [...stringOperand(args, 0)].reverse().join('')],
  ['strings.split_n', splitN],
  ['substring', substring],
  ['trim', trimming(true, true)],
  ['trim_left', trimming(true, false)],
  [
    'trim_prefix',
    (args) => {
      const text = stringOperand(args, 0);
      const prefix = stringOperand(args, 1);
      return text.startsWith(prefix) ? text.slice(prefix.length) : text;
    },
  ],
  ['trim_right', trimming(false, true)],
  ['trim_space', (args) => stringOperand(args, 0).replace(OUTER_SPACE, '')],
  [
    'trim_suffix',
    (args) => {
      const text = stringOperand(args, 0);
      const suffix = stringOperand(args, 1);
      return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
    },
  ],
  ['upper', (args) => mapCase(stringOperand(args, 0), (character) => character.toUpperCase())],
]);

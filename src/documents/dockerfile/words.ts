/** Keyword, flags and words of a logical line. */
import { type Logical, slice } from './logical.js';

/** A flag in front of the arguments: `--from=build`. */
export interface Flag {
  readonly name: string;
  readonly value: string | null;
  readonly text: Logical;
}

/** White space as Go's `unicode.IsSpace` knows it. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** A logical text without white space around it. */
export function trim(logical: Logical): Logical {
  const { text } = logical;
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text[start] as string)) start++;
  while (end > start && SPACE.test(text[end - 1] as string)) end--;
  return start === 0 && end === text.length ? logical : slice(logical, start, end);
}

/** Takes the keyword off the front. */
export function splitKeyword(line: Logical): { written: string; rest: Logical } {
  const trimmed = trim(line);
  const match = /^[^\t\v\f\r ]*/.exec(trimmed.text)?.[0] ?? '';
  let at = match.length;
  while (/[\t\v\f\r ]/.test(trimmed.text[at] ?? '')) at++;
  return { written: match, rest: slice(trimmed, at, trimmed.text.length) };
}

/** Takes the flags off the front, quotes removed; a lone `--` ends them. */
export function takeFlags(rest: Logical, escape: string): { flags: Flag[]; rest: Logical } {
  const flags: Flag[] = [];
  const { text } = rest;
  let at = 0;
  for (;;) {
    while (at < text.length && SPACE.test(text[at] as string)) at++;
    if (!text.startsWith('--', at)) break;
    const { value, end, isBlank } = flagWord(text, at, escape);
    if (value === '--') {
      at = end;
      break;
    }
    if (value !== '' || isBlank) flags.push(flagOf(value, slice(rest, at, end)));
    at = end;
  }
  return { flags, rest: trim(slice(rest, at, text.length)) };
}

function flagWord(
  text: string,
  start: number,
  escape: string,
): { value: string; end: number; isBlank: boolean } {
  let value = '';
  let quote = '';
  let isBlank = false;
  let at = start;
  for (; at < text.length; at++) {
    const letter = text[at] as string;
    if (quote === '' && SPACE.test(letter)) break;
    if (quote === '' && (letter === '"' || letter === "'")) {
      quote = letter;
      isBlank = true;
    } else if (letter === quote) quote = '';
    else if (letter === escape) value += text[++at] ?? '';
    else value += letter;
  }
  return { value, end: Math.min(at, text.length), isBlank };
}

function flagOf(word: string, text: Logical): Flag {
  const equals = word.indexOf('=');
  return {
    name: (equals < 0 ? word : word.slice(0, equals)).slice(2),
    value: equals < 0 ? null : word.slice(equals + 1),
    text,
  };
}

/** Words between white space, quotes left in them; quoted white space does not split. */
export function quotedWords(rest: Logical, escape: string): Logical[] {
  const words: Logical[] = [];
  const { text } = rest;
  let start = -1;
  let quote = '';
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at];
    if (letter === undefined || (quote === '' && SPACE.test(letter))) {
      if (start >= 0) words.push(slice(rest, start, Math.min(at, text.length)));
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (letter === escape && quote !== "'") {
      // An escape at the very end is dropped.
      if (at + 1 === text.length) {
        if (at > start) words.push(slice(rest, start, at));
        return words;
      }
      at += 1;
    } else if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
    else if (letter === quote) quote = '';
  }
  return words;
}

/** Words between white space; quotes mean nothing. */
export function plainWords(rest: Logical): Logical[] {
  return [...rest.text.matchAll(/[^\t\v\f\r ]+/g)].map((match) =>
    slice(rest, match.index, match.index + match[0].length),
  );
}

/** The strings of a JSON array, undefined where the text is none, `'mixed'` where not all of them are strings. */
export function jsonWords(rest: Logical): Logical[] | 'mixed' | undefined {
  const { text } = rest;
  if (!text.startsWith('[')) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(values)) return undefined;
  if (values.some((value) => typeof value !== 'string')) return 'mixed';
  const places = [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  return values.map((value: string, index) => {
    const place = places[index];
    const from = place ? slice(rest, place.index, place.index + place[0].length) : rest;
    return {
      text: value.replace(/[\ud800-\udfff]/gu, '\ufffd'),
      at: [from.at[0] ?? 0, from.at.at(-1) ?? 0],
    };
  });
}

/** Keyword, flags and words of a logical line. */
import { type Logical, slice } from './logical.js';
import { endWithoutSpace, isSpace, leadingSpace } from './space.js';

/** A flag in front of the arguments: `--from=build`. */
export interface Flag {
  readonly name: string;
  readonly value: string | null;
  readonly text: Logical;
}

/** A logical text without white space around it. */
export function trim(logical: Logical): Logical {
  const { text } = logical;
  const start = leadingSpace(text);
  const end = Math.max(start, endWithoutSpace(text));
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
  if (!/^[\t\v\f\r ]*--/.test(rest.text)) return { flags: [], rest: trim(rest) };
  const flags: Flag[] = [];
  const { text, place } = bytesOf(rest.text);
  let at = 0;
  for (;;) {
    while (at < text.length && isSpace(text[at] as string)) at++;
    if (!text.startsWith('--', at)) break;
    const { value, end, isEmpty } = flagWord(text, at, escape);
    if (value === '--' && end < text.length) {
      at = end;
      break;
    }
    if (value !== '--' && !isEmpty) flags.push(flagOf(value, slice(rest, place(at), place(end))));
    at = end;
  }
  return { flags, rest: trim(slice(rest, place(at), rest.text.length)) };
}

/**
 * BuildKit looks for flags byte by byte: every byte of another character counts as one of its own, and two of them as white space. So
 * the flags of a text that is not plain ASCII are read in its UTF-8 bytes.
 */
function bytesOf(text: string): { text: string; place: (at: number) => number } {
  if (/^[\0-\x7f]*$/.test(text)) return { text, place: (at) => at };
  const places: number[] = [];
  let bytes = '';
  let at = 0;
  for (const letter of text) {
    for (const byte of new TextEncoder().encode(letter)) {
      bytes += String.fromCharCode(byte);
      places.push(at);
    }
    at += letter.length;
  }
  // A place within a letter is the one behind it.
  const place = (byte: number) =>
    byte > 0 && places[byte] === places[byte - 1]
      ? (places.find((start, index) => index > byte && start !== places[byte]) ?? at)
      : (places[byte] ?? at);
  return { text: bytes, place };
}

function flagWord(
  text: string,
  start: number,
  escape: string,
): { value: string; end: number; isEmpty: boolean } {
  let value = '';
  let quote = '';
  let isQuoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const letter = text[at] as string;
    if (quote === '' && isSpace(letter)) break;
    if (quote === '' && (letter === '"' || letter === "'")) {
      quote = letter;
      isQuoted = true;
    } else if (letter === quote) quote = '';
    else if (letter === escape) value += text[++at] ?? '';
    else value += letter;
  }
  return { value, end: Math.min(at, text.length), isEmpty: value === '' && !isQuoted };
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
    if (letter === undefined || (quote === '' && isSpace(letter))) {
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

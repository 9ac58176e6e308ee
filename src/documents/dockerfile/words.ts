import { type Logical, slice } from './scan.js';

/** A flag in front of the arguments: `--from=build`. */
export interface Flag {
  readonly name: string;
  readonly value: string | null;
  readonly text: Logical;
}

/** Takes the flags off the front, quotes removed; a lone `--` ends them. */
export function takeFlags(rest: Logical, escape: string): { flags: Flag[]; rest: Logical } {
  const flags: Flag[] = [];
  let at = 0;
  const { text } = rest;
  for (;;) {
    while (/[\t\v\f\r ]/.test(text[at] ?? '')) at++;
    if (!text.startsWith('--', at)) break;
    const start = at;
    let value = '';
    let quote = '';
    for (; at < text.length; at++) {
      const letter = text[at] as string;
      if (quote === '' && /[\t\v\f\r ]/.test(letter)) break;
      if (letter === escape && at + 1 < text.length && quote !== "'") value += text[++at];
      else if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
      else if (letter === quote) quote = '';
      else value += letter;
    }
    if (value === '--') break;
    const equals = value.indexOf('=');
    flags.push({
      name: (equals < 0 ? value : value.slice(0, equals)).slice(2),
      value: equals < 0 ? null : value.slice(equals + 1),
      text: slice(rest, start, at),
    });
  }
  while (/[\t\v\f\r ]/.test(text[at] ?? '')) at++;
  return { flags, rest: slice(rest, at, text.length) };
}

/** Words between white space, quotes left in them; quoted white space does not split. */
export function quotedWords(rest: Logical, escape: string): Logical[] {
  const words: Logical[] = [];
  const { text } = rest;
  let start = -1;
  let quote = '';
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at];
    if (letter === undefined || (quote === '' && /\s/.test(letter))) {
      if (start >= 0) words.push(slice(rest, start, at));
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (letter === escape && quote !== "'") at++;
    else if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
    else if (letter === quote) quote = '';
  }
  return words;
}

/** Words between white space; quotes mean nothing. */
export function plainWords(rest: Logical): Logical[] {
  return [...rest.text.matchAll(/\S+/g)].map((match) =>
    slice(rest, match.index, match.index + match[0].length),
  );
}

/** The strings of a JSON array, undefined where the text is none, `'mixed'` where not all of them are strings. */
export function jsonWords(rest: Logical): Logical[] | 'mixed' | undefined {
  const trimmed = rest.text.trimStart();
  if (!trimmed.startsWith('[')) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(trimmed);
  } catch {
    return undefined;
  }
  if (!Array.isArray(values)) return undefined;
  if (values.some((value) => typeof value !== 'string')) return 'mixed';
  const places = [...rest.text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  return values.map((value: string, index) => {
    const place = places[index];
    const from = place ? slice(rest, place.index, place.index + place[0].length) : rest;
    return { text: value, at: [from.at[0] ?? 0, from.at.at(-1) ?? 0] };
  });
}

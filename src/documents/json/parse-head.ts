import type { Json } from '../../model/json.js';

/** Values nested deeper are not looked at. */
const DEEPEST = 512;

/**
 * The JSON values with which a text begins, also where it is cut off within the last of them: what is not there any more is left out,
 * as if its lists and objects ended there.
 *
 * @param most how many values are looked for
 * @returns none where the text does not begin with an object or a list, or is no JSON
 */
export function parseHead(text: string, most = 1): readonly Json[] {
  const values: Json[] = [];
  for (let at = startOf(text, 0); at !== undefined && values.length < most; ) {
    const found = valueAt(text, at);
    if (found === undefined) break;
    values.push(found.value);
    at = startOf(text, found.end);
  }
  return values;
}

/** Where the next object or list begins; undefined where something else follows. */
function startOf(text: string, from: number): number | undefined {
  let at = from;
  while (at < text.length && (text[at] ?? '').trim() === '') at += 1;
  return text[at] === '{' || text[at] === '[' ? at : undefined;
}

function valueAt(text: string, start: number): { value: Json; end: number } | undefined {
  const closers: string[] = [];
  // Up to where the text is whole: behind a bracket or before a comma.
  let cut = start;
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') {
      at = endOfString(text, at);
    } else if (letter === '{' || letter === '[') {
      if (closers.length >= DEEPEST) return undefined;
      closers.push(letter === '{' ? '}' : ']');
      cut = at + 1;
    } else if (letter === '}' || letter === ']') {
      closers.pop();
      cut = at + 1;
      if (closers.length === 0) break;
    } else if (letter === ',') cut = at;
  }
  try {
    const value = JSON.parse(text.slice(start, cut) + closers.reverse().join('')) as Json;
    return { value, end: closers.length === 0 ? cut : text.length };
  } catch {
    return undefined;
  }
}

/** The offset of the quote that ends a string, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

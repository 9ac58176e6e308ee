import type { Source } from '../../diagnostics/source.js';
import type { Json } from '../../model/json.js';
import { endOfValue } from './locate-pointer.js';
import { type JsonValue, type ReadJson, readJson } from './read-json.js';

/** More values of one file are refused. */
const MOST = 1_000_000;

/**
 * Reads a file of one JSON value, of JSON lines, or of values that follow one another in any way, as tools print them that write
 * a stream. Lines of other text before the first value, such as a banner, are passed over.
 */
export function readJsonValues(source: Source): ReadJson {
  const whole = readJson(source);
  if (whole.problems.length === 0) return whole;
  if (whole.values.length > 1 && beginsWithValue(source.text)) return whole;
  const start = startOfValues(source.text);
  if (start === undefined) return whole;
  const values: JsonValue[] = [];
  const { text } = source;
  for (let at = start; at < text.length; ) {
    const end = endOfValue(text, at);
    try {
      values.push({ value: JSON.parse(text.slice(at, end)) as Json, start: at });
    } catch {
      return whole;
    }
    at = end + (/\S/.exec(text.slice(end, end + 4096))?.index ?? 4096);
    if (values.length > MOST) return whole;
    const letter = text[at];
    if (letter !== undefined && letter.trim() !== '' && letter !== '{' && letter !== '[') {
      return whole;
    }
  }
  return values.length === 0 ? whole : { values, problems: [] };
}

function beginsWithValue(text: string): boolean {
  return /^\s*[{[]/.test(text.slice(0, 4096));
}

/** Characters before the first value that are looked through. */
const BANNER = 16_384;

/** Where the first line begins that begins with a value; undefined where none does. */
export function startOfValues(text: string): number | undefined {
  const found = /^[ \t]*[{[]/m.exec(text.slice(0, BANNER));
  return found === null ? undefined : found.index + found[0].length - 1;
}

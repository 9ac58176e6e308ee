/** One pattern of an ignore file. Docker turns it into a regular expression, and its oddities with it. */

import { goRegex } from './go-regex.js';
import { hasManyWildcards, linearTest } from './linear-match.js';

export type PathTest = (path: string) => boolean;

/** Characters that stand for themselves in a pattern, but not in a regular expression; Docker forgets `|`, `{` and `}`. */
const ESCAPED = new Set('.+()$');

/** What a pattern matches; undefined for one that is no regular expression in the end. */
export function compilePattern(pattern: string): PathTest | undefined {
  let regex = '';
  let kind: 'exact' | 'prefix' | 'suffix' | 'regex' = 'exact';
  const letters = [...pattern];
  // Counts turns, not letters: what follows a star or an escape belongs to the same turn.
  for (let at = 0, turn = 0; at < letters.length; at++, turn++) {
    const letter = letters[at] as string;
    if (letter === '*' && letters[at + 1] === '*') {
      at += 1;
      if (letters[at + 1] === '/') at += 1;
      if (at + 1 < letters.length) {
        regex += '(.*/)?';
        kind = 'regex';
      } else if (kind === 'exact') kind = 'prefix';
      else {
        regex += '.*';
        kind = 'regex';
      }
      if (turn === 0) kind = 'suffix';
    } else if (letter === '*' || letter === '?') {
      regex += letter === '*' ? '[^/]*' : '[^/]';
      kind = 'regex';
    } else if (ESCAPED.has(letter)) regex += `\\${letter}`;
    else if (letter === '\\') {
      const next = letters[at + 1];
      regex += `\\${next ?? ''}`;
      if (next !== undefined) {
        at += 1;
        kind = 'regex';
      }
    } else {
      regex += letter;
      if (letter === '[' || letter === ']') kind = 'regex';
    }
  }
  if (kind === 'exact') return (path) => path === pattern;
  if (kind === 'prefix') return (path) => path.startsWith(pattern.slice(0, -2));
  if (kind === 'suffix') {
    const suffix = pattern.slice(2);
    return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
  }
  return regexTest(regex);
}

function regexTest(text: string): PathTest | undefined {
  // A backslash at its end makes the mark of the end a letter: what stands behind it matches as well.
  const translated = goRegex(`^${text}$`);
  if (translated === undefined) return undefined;
  try {
    const regex = new RegExp(translated, 'u');
    if (hasManyWildcards(text)) return linearTest(text);
    return (path) => regex.test(path);
  } catch {
    return undefined;
  }
}

/** One pattern of an ignore file. Docker turns it into a regular expression, and its oddities with it. */

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
  const translated = translate(text);
  if (translated === undefined) return undefined;
  try {
    const regex = new RegExp(`^${translated}$`, 'u');
    return (path) => regex.test(path);
  } catch {
    return undefined;
  }
}

/** Escapes of Go's regular expressions that are written otherwise in ours, or mean more there. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['d', '0-9'],
  ['w', '0-9A-Za-z_'],
  ['s', '\\t\\n\\f\\r '],
]);

/** A regular expression of Go as one of ours. */
function translate(text: string): string | undefined {
  let out = '';
  const letters = [...text];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] as string;
    if (letter === '\\') {
      const escaped = escapeOf(letters[++at]);
      if (escaped === undefined) return undefined;
      out += escaped;
    } else if (letter === '[') {
      const made = classAt(letters, at);
      if (made === undefined) return undefined;
      out += made.text;
      at = made.end;
    } else if (letter === '.') out += '[^\\n]';
    else if (letter === '{') {
      const repeat = /^\{\d{1,3}(,\d{0,3})?\}/.exec(letters.slice(at, at + 10).join(''))?.[0];
      out += repeat ?? '\\{';
      at += (repeat?.length ?? 1) - 1;
    } else if (letter === ']' || letter === '}') out += `\\${letter}`;
    else if (letter === '/') out += '\\/';
    else out += letter;
  }
  return out;
}

function escapeOf(letter: string | undefined): string | undefined {
  if (letter === undefined) return undefined;
  const set = LETTERS.get(letter.toLowerCase());
  if (set !== undefined) return letter === letter.toLowerCase() ? `[${set}]` : `[^${set}]`;
  if (letter === 'A') return '^';
  if (letter === 'z') return '$';
  if (letter === 'a') return '\\x07';
  if (/[bBfnrtv]/.test(letter)) return `\\${letter}`;
  if (/[A-Za-z0-9]/.test(letter)) return undefined;
  return literal(letter);
}

function literal(letter: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(letter) ? `\\${letter}` : letter;
}

/** A class in brackets: `]` as its first letter stands for itself. */
function classAt(
  letters: readonly string[],
  start: number,
): { text: string; end: number } | undefined {
  let text = '';
  let at = start + 1;
  if (letters[at] === '^') {
    text = '^';
    at += 1;
  }
  for (let isFirst = true; at < letters.length; at++, isFirst = false) {
    const letter = letters[at] as string;
    if (letter === ']' && !isFirst) return { text: `[${text}]`, end: at };
    if (letter === '\\') {
      const next = letters[++at];
      const set = LETTERS.get(next ?? '');
      const escaped = set ?? escapeOf(next);
      if (escaped === undefined || escaped.startsWith('[') || escaped === '^') return undefined;
      text += escaped;
    } else if (letter === '-') {
      text += isFirst || letters[at + 1] === ']' ? '\\-' : '-';
    } else text += literal(letter);
  }
  return undefined;
}

/** Whether Go's `filepath.Match` calls a pattern malformed: an open class or range, an escape with nothing behind it. */
export function isMalformed(pattern: string): boolean {
  const letters = [...pattern];
  let at = 0;
  /** One letter of a class; -1 where there is none. */
  const take = (): boolean => {
    const letter = letters[at];
    if (letter === undefined || letter === '-' || letter === ']') return false;
    if (letter === '\\') at += 1;
    at += 1;
    return at < letters.length;
  };
  while (at < letters.length) {
    const letter = letters[at] as string;
    at += 1;
    if (letter === '\\') {
      if (at >= letters.length) return true;
      at += 1;
    } else if (letter === '[') {
      if (letters[at] === '^') at += 1;
      for (let count = 0; letters[at] !== ']' || count === 0; count++) {
        if (!take()) return true;
        if (letters[at] !== '-') continue;
        at += 1;
        if (!take()) return true;
      }
      at += 1;
    }
  }
  return false;
}

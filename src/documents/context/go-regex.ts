/** Regular expressions of Go as ours, as far as patterns of ignore files lead to them. */

/** Escapes of Go's regular expressions that are written otherwise in ours, or mean more there. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['d', '0-9'],
  ['w', '0-9A-Za-z_'],
  ['s', '\\t\\n\\f\\r '],
]);

/** A regular expression of Go as one of ours. */
export function goRegex(text: string): string | undefined {
  let out = '';
  const letters = [...text];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] as string;
    if (letter === '\\') {
      const escaped = escapeOf(letters[++at]);
      if (escaped === undefined) return undefined;
      // Outside of a class a dash needs no escape, and must have none.
      out += escaped === '\\-' ? '-' : escaped;
    } else if (letter === '[') {
      const made = classAt(letters, at);
      if (made === undefined) return undefined;
      out += made.text;
      at = made.end;
    } else if (letter === '.') out += '[^\\n]';
    else if (letter === '^') {
      // In Go the beginning may be repeated: no time at all leaves it open.
      const repeat = repeatAt(letters, at + 1);
      out += repeat !== undefined && /^\{0+[,}]/.test(repeat) ? '' : '^';
      at += repeat?.length ?? 0;
      if (repeat !== undefined && repeatAt(letters, at + 1) !== undefined) return undefined;
    } else if (letter === '{') {
      const repeat = repeatAt(letters, at);
      out += repeat ?? '\\{';
      at += (repeat?.length ?? 1) - 1;
    } else if (letter === ']' || letter === '}') out += `\\${letter}`;
    else if (letter === '/') out += '\\/';
    else out += letter;
  }
  return out;
}

/** A repetition in braces, such as `{1,2}`. */
function repeatAt(letters: readonly string[], at: number): string | undefined {
  return /^\{\d{1,4}(,\d{0,4})?\}/.exec(letters.slice(at, at + 12).join(''))?.[0];
}

function escapeOf(letter: string | undefined): string | undefined {
  if (letter === undefined) return undefined;
  const set = LETTERS.get(letter.toLowerCase());
  if (set !== undefined) return letter === letter.toLowerCase() ? `[${set}]` : `[^${set}]`;
  if (letter === 'A') return '^';
  if (letter === 'z') return '$';
  if (letter === 'a') return '\\x07';
  if (/[bBfnrtv]/.test(letter)) return `\\${letter}`;
  if (/[A-Za-z0-9]|[^\0-\x7f]/.test(letter)) return undefined;
  return literal(letter);
}

function literal(letter: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(letter) ? `\\${letter}` : letter;
}

/** Named classes within brackets. */
const POSIX: ReadonlyMap<string, string> = new Map([
  ['alnum', '0-9A-Za-z'],
  ['alpha', 'A-Za-z'],
  ['ascii', '\\x00-\\x7f'],
  ['blank', '\\t '],
  ['cntrl', '\\x00-\\x1f\\x7f'],
  ['digit', '0-9'],
  ['graph', '!-~'],
  ['lower', 'a-z'],
  ['print', ' -~'],
  ['punct', '!-\\/:-@\\[-`{-~'],
  ['space', '\\t\\n\\v\\f\\r '],
  ['upper', 'A-Z'],
  ['word', '0-9A-Za-z_'],
  ['xdigit', '0-9A-Fa-f'],
]);

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
    const posix = /^\[:(\^?)([a-z]+):\]/.exec(letters.slice(at, at + 12).join(''));
    const named = POSIX.get(posix?.[2] ?? '');
    if (posix && named !== undefined) {
      const [whole, not] = posix;
      // A class of ours cannot hold the opposite of another one: as a property it can.
      if (not !== '') return undefined;
      text += named;
      at += whole.length - 1;
    } else if (posix) return undefined;
    else if (letter === '\\') {
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

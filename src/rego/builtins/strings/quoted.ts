/** Text in quotes as Go's `strconv` puts it there: what can be printed stays, all else is escaped. */

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** @param isAscii whether everything beyond ASCII is escaped */
export function quoted(text: string, isAscii = false): string {
  return `"${[...text].map((character) => escaped(character, '"', isAscii)).join('')}"`;
}

export function quotedCharacter(character: string, isAscii = false): string {
  return `'${escaped(character, "'", isAscii)}'`;
}

/** Whether a text can stand between backquotes. */
export function canBeRaw(text: string): boolean {
  return [...text].every((character) => {
    const isControl = (character < ' ' && character !== '\t') || character === '\u007f';
    return !isControl && !/[`\ufeff\ufffd]/.test(character);
  });
}

function escaped(character: string, quote: string, isAscii: boolean): string {
  if (character === quote) return `\\${quote}`;
  const known = ESCAPES[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const isPrinted = character === ' ' || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character);
  if (isPrinted && !(isAscii && code >= 0x80)) return character;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

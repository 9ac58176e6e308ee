import type { Source } from '../../diagnostics/source.js';
import type { Problem } from '../../model/document.js';
import { placeOf } from '../place.js';

/** Problems that are reported of one file. */
const MOST = 20;

/**
 * Names that stand twice in one object: `JSON.parse` keeps the last, other programs the first, so that two of them can be made to read
 * different things. The text is known to be JSON, or lines of it.
 */
export function duplicateKeys(source: Source): readonly Problem[] {
  const { text } = source;
  const problems: Problem[] = [];
  /** Names of the objects around; null for a list. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length && problems.length < MOST; at++) {
    const letter = text[at];
    if (letter === '{') open.push(new Set());
    else if (letter === '[') open.push(null);
    else if (letter === '}' || letter === ']') open.pop();
    else if (letter === '"') {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (names && isName(text, end)) {
        const name = nameOf(text.slice(at, end));
        if (names.has(name)) problems.push(problem(source, at, end, name));
        names.add(name);
      }
      at = end - 1;
    }
  }
  return problems;
}

/** Whether a string that ends here is followed by a colon. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (/[ \t\r\n]/.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}

function problem(source: Source, start: number, end: number, name: string): Problem {
  const shown = name.replace(/\s+/g, ' ').slice(0, 50);
  return {
    code: 'duplicate-key',
    message: `\`${shown}\` stands here twice`,
    loc: placeOf(source, start, end),
  };
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function nameOf(written: string): string {
  try {
    return String(JSON.parse(written));
  } catch {
    return written;
  }
}

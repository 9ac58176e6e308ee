/**
 * Whether Docker calls a pattern malformed. It tries each on the path `.`, and Go reads a pattern only as far as it can match: what
 * stands behind a part that cannot is never looked at.
 */
export function isMalformed(pattern: string): boolean {
  const letters = [...pattern];
  /** What is left of the path. */
  let left = '.';
  for (let at = 0; at < letters.length; ) {
    const isStar = letters[at] === '*';
    while (letters[at] === '*') at += 1;
    const end = chunkEnd(letters, at);
    const chunk = letters.slice(at, end);
    if (isStar && chunk.length === 0) return false;
    at = end;
    const isLast = at >= letters.length;
    const tries = isStar ? [left, ''] : [left];
    let rest: string | undefined;
    for (const text of tries) {
      const matched = matchChunk(chunk, text);
      if (matched === 'malformed') return true;
      if (matched !== undefined && (matched === '' || !isLast)) {
        rest = matched;
        break;
      }
    }
    if (rest === undefined) return false;
    left = rest;
  }
  return false;
}

/** A part of a pattern ends before the next star that stands in no class. */
function chunkEnd(letters: readonly string[], start: number): number {
  let isClass = false;
  for (let at = start; at < letters.length; at++) {
    const letter = letters[at];
    if (letter === '\\') at += 1;
    else if (letter === '[') isClass = true;
    else if (letter === ']') isClass = false;
    else if (letter === '*' && !isClass) return at;
  }
  return letters.length;
}

/** What is left of a text of one letter at most behind a part without stars; undefined where it does not match. */
function matchChunk(chunk: readonly string[], text: string): string | 'malformed' | undefined {
  let left: string | undefined = text;
  for (let at = 0; at < chunk.length; ) {
    const letter = chunk[at] as string;
    const next: string = left ?? '';
    if (next === '') left = undefined;
    at += 1;
    if (letter === '[') {
      const found = classEnd(chunk, at, next);
      if (found === undefined) return 'malformed';
      at = found.end;
      if (!found.holds) left = undefined;
    } else if (letter !== '?') {
      const wanted = letter === '\\' ? chunk[at++] : letter;
      if (wanted === undefined) return 'malformed';
      if (wanted !== next) left = undefined;
    }
    if (left !== undefined) left = left.slice(1);
  }
  return left;
}

/** Where a class ends, and whether it holds a letter; undefined where it has no end, or an end of a range is missing. */
function classEnd(
  chunk: readonly string[],
  start: number,
  letter: string,
): { readonly end: number; readonly holds: boolean } | undefined {
  let at = start;
  const isNegated = chunk[at] === '^';
  if (isNegated) at += 1;
  const take = (): string | undefined => {
    if (chunk[at] === '-' || chunk[at] === ']') return undefined;
    if (chunk[at] === '\\') at += 1;
    const found = chunk[at++];
    return at < chunk.length ? found : undefined;
  };
  let isIn = false;
  for (let count = 0; chunk[at] !== ']' || count === 0; count++) {
    const low = take();
    if (low === undefined) return undefined;
    let high = low;
    if (chunk[at] === '-') {
      at += 1;
      const last = take();
      if (last === undefined) return undefined;
      high = last;
    }
    if (letter !== '' && low <= letter && letter <= high) isIn = true;
  }
  return { end: at + 1, holds: isIn !== isNegated };
}

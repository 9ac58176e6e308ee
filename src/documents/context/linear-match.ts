/**
 * Patterns with many wildcards, matched by the positions that can be reached: a regular expression that goes back and forth would take
 * longer than anybody waits.
 */
import { goRegex } from './go-regex.js';

type Piece =
  | { readonly kind: 'one'; readonly fits: (letter: string) => boolean }
  | { readonly kind: 'within' | 'across' | 'folders' | 'start' };

/** What a pattern becomes on its way to a regular expression, piece by piece. */
const TOKEN =
  /\(\.\*\/\)\?|\.\*|\[\^\/\]\*|\\[\s\S]|\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[\s\S]|[^\]\\])*\]|[\s\S]/gu;

/** Up to this many wildcards an expression of ours is fast enough. */
const FEW = 2;

/** Whether a regular expression would go back too often. */
export function hasManyWildcards(regex: string): boolean {
  const tokens: readonly string[] = regex.match(TOKEN) ?? [];
  return tokens.filter((token) => WILD.has(token)).length > FEW;
}

const WILD: ReadonlyMap<string, 'within' | 'across' | 'folders'> = new Map([
  ['[^/]*', 'within'],
  ['.*', 'across'],
  ['(.*/)?', 'folders'],
]);

/** @returns undefined where it repeats or chooses: that cannot be read piece by piece */
export function linearTest(regex: string): ((path: string) => boolean) | undefined {
  if (/\{\d{1,4}(,\d{0,4})?\}/.test(regex)) return undefined;
  const pieces: Piece[] = [];
  for (const token of regex.match(TOKEN) ?? []) {
    const wild = WILD.get(token);
    if (wild !== undefined) pieces.push({ kind: wild });
    else if (token === '^') pieces.push({ kind: 'start' });
    else if (token === '|' || token === '\\') return undefined;
    else {
      const fits = letterTest(token);
      if (fits === undefined) return undefined;
      pieces.push({ kind: 'one', fits });
    }
  }
  return (path) => {
    const letters = [...path];
    let here: readonly boolean[] = letters.map((_, at) => at === 0).concat(letters.length === 0);
    for (const piece of pieces) here = step(piece, letters, here);
    return here[letters.length] === true;
  };
}

function letterTest(token: string): ((letter: string) => boolean) | undefined {
  if (token.length === 1 || /^[^\\[]/.test(token)) return (letter) => letter === token;
  const translated = goRegex(token);
  if (translated === undefined) return undefined;
  const regex = new RegExp(`^${translated}$`, 'u');
  return (letter) => regex.test(letter);
}

/** The positions that a piece leads to. */
function step(piece: Piece, letters: readonly string[], from: readonly boolean[]): boolean[] {
  const reached: boolean[] = from.map(() => false);
  let open = false;
  for (let at = 0; at <= letters.length; at++) {
    const before = letters[at - 1];
    if (piece.kind === 'start') {
      reached[at] = at === 0 && from[0] === true;
      continue;
    }
    if (piece.kind === 'one') {
      reached[at] = before !== undefined && from[at - 1] === true && piece.fits(before);
      continue;
    }
    const stops = piece.kind === 'within' ? before === '/' : before === '\n';
    open = open && !stops;
    // Folders end with a slash, or are none at all.
    reached[at] = from[at] === true || (open && (piece.kind !== 'folders' || before === '/'));
    open = open || from[at] === true;
  }
  return reached;
}

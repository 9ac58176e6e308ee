/**
 * The one glob language of settings and exceptions, anchored at both ends: `*` is any run of characters but `/`,
 * `**` any run, a `**` that fills a whole segment also none at all, `?` one character but `/`. Nothing else is special,
 * so a name can never be a pattern by accident.
 */
const parsed = new Map<string, readonly string[]>();

/** Whether a text matches a glob from end to end; takes time proportional to the product of their lengths at most. */
export function matchesGlob(glob: string, text: string): boolean {
  let pattern = parsed.get(glob);
  if (pattern === undefined) {
    pattern = tokens(glob);
    parsed.set(glob, pattern);
  }
  const letters = [...text];
  let here = new Set([0]);
  for (const token of pattern) {
    if (here.size === 0) return false;
    here = step(token, letters, here);
  }
  return here.has(letters.length);
}

/** The positions that can be reached from others by one token of a glob. */
function step(token: string, text: readonly string[], from: ReadonlySet<number>): Set<number> {
  const reached = new Set<number>();
  if (token === '*' || token === '**') {
    let open = false;
    for (let at = 0; at <= text.length; at++) {
      open = from.has(at) || (open && (token === '**' || text[at - 1] !== '/'));
      if (open) reached.add(at);
    }
  } else if (token === '**/') {
    let open = false;
    for (let at = 0; at <= text.length; at++) {
      if (from.has(at)) {
        open = true;
        reached.add(at);
      } else if (open && text[at - 1] === '/') reached.add(at);
    }
  } else {
    for (const at of from) {
      const letter = text[at];
      if (letter !== undefined && (token === '?' ? letter !== '/' : letter === token)) {
        reached.add(at + 1);
      }
    }
  }
  return reached;
}

/** Letters and wildcards; a `**` that fills a whole segment takes its slash along. */
function tokens(glob: string): string[] {
  return [...glob.matchAll(/(?:(?<=^|\/)\*\*\/)|\*\*|[\s\S]/gu)].map(([token]) => token);
}

/** Whether a text has anything in it that a glob would read as a pattern. */
export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/**
 * Whether everything that `lower` matches is surely matched by `upper` as well. Errs on the side of no: a lower
 * wildcard is covered by an equal or wider one in its place only.
 */
export function coversGlob(upper: string, lower: string): boolean {
  if (upper === lower || upper === '**') return true;
  if (!isGlob(lower)) return isGlob(upper) && matchesGlob(upper, lower);
  if (!isGlob(upper)) return false;
  return covers(letters(upper), 0, letters(lower), 0, new Map());
}

/** Without `**\/` as a token of its own: its reading as nothing at all is not needed to be on the safe side. */
function letters(glob: string): string[] {
  return glob.match(/\*\*|[\s\S]/gu) ?? [];
}

function covers(
  upper: readonly string[],
  i: number,
  lower: readonly string[],
  j: number,
  known: Map<number, boolean>,
): boolean {
  const key = i * (lower.length + 1) + j;
  const before = known.get(key);
  if (before !== undefined) return before;
  const u = upper[i];
  const l = lower[j];
  let answer: boolean;
  if (u === undefined) answer = l === undefined;
  else if (u === '**' || u === '*') {
    const takes = l !== undefined && (u === '**' || (l !== '/' && l !== '**'));
    answer =
      covers(upper, i + 1, lower, j, known) || (takes && covers(upper, i, lower, j + 1, known));
  } else if (l === undefined) answer = false;
  else if (u === '?')
    answer = l !== '/' && l !== '*' && l !== '**' && covers(upper, i + 1, lower, j + 1, known);
  else answer = u === l && covers(upper, i + 1, lower, j + 1, known);
  known.set(key, answer);
  return answer;
}

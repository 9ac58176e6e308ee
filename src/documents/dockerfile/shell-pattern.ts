/** Patterns in variable modifiers: `*` and `?`, no classes. Matched step by step, so that no pattern takes long. */

/** Longer values are left alone. */
const LONGEST = 8192;

/** Why a pattern is none; the message says which part of it. */
export class PatternFault extends Error {}

/** A pattern that can be applied to values. */
export interface Pattern {
  readonly steps: readonly Step[];
}

interface Step {
  readonly kind: 'letter' | 'any' | 'many';
  /** Of a letter only. */
  readonly letter?: string;
}

/**
 * Reads the pattern of `${name/pattern/text}`.
 *
 * @throws {PatternFault} for an escape of a letter that means nothing by itself
 */
export function readPattern(pattern: string): Pattern {
  return { steps: stepsOf([...pattern]) };
}

/** `#`, `##`, `%`, `%%`: how to cut a prefix or suffix, the shortest or, where the sign is doubled, the longest. */
export interface Trimming extends Pattern {
  readonly isGreedy: boolean;
  readonly isSuffix: boolean;
}

/**
 * Reads what stands behind `#` or `%`. A suffix is matched from the end backwards.
 *
 * @throws {PatternFault} as `readPattern` does
 */
export function readTrimming(operator: string, word: string): Trimming {
  const isGreedy = word.startsWith(operator);
  const letters = [...(isGreedy ? word.slice(1) : word)];
  const isSuffix = operator === '%';
  return { steps: stepsOf(isSuffix ? reversed(letters) : letters), isGreedy, isSuffix };
}

/** Cuts what the pattern matches. */
export function trimPattern(value: string, { steps, isGreedy, isSuffix }: Trimming): string {
  if (value.length > LONGEST) return value;
  const letters = [...value];
  if (isSuffix) letters.reverse();
  const rest = letters.slice(matchLength(steps, letters, isGreedy) ?? 0);
  if (isSuffix) rest.reverse();
  return rest.join('');
}

/** Replaces the first match of a pattern, or all of them. */
export function replacePattern(
  value: string,
  { steps }: Pattern,
  text: string,
  all: boolean,
): string {
  const letters = [...value];
  if (letters.length > LONGEST / 8) return value;
  let out = '';
  let at = 0;
  let isDone = false;
  while (at <= letters.length) {
    const length = isDone ? undefined : matchLength(steps, letters.slice(at), true);
    if (length !== undefined) {
      out += all ? fromTemplate(text, letters.slice(at, at + length).join('')) : text;
      isDone = !all;
    }
    if (length === undefined || length === 0) {
      out += letters[at] ?? '';
      at += 1;
    } else {
      at += length;
      if (at === letters.length) break;
    }
  }
  return out;
}

/** Where all matches are replaced, Go reads the text as a template: `$0` is the match, other names are empty. */
function fromTemplate(text: string, match: string): string {
  return text.replace(
    /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (whole, braced: string | undefined, bare: string | undefined) => {
      if (whole === '$$') return '$';
      return (braced ?? bare) === '0' ? match : '';
    },
  );
}

/** An escape stays in front of what it escapes. */
function reversed(letters: readonly string[]): string[] {
  const out: string[] = [];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] as string;
    if (letter !== '\\' || at === letters.length - 1) out.unshift(letter);
    else out.unshift(letter, letters[++at] as string);
  }
  return out;
}

function stepsOf(pattern: readonly string[]): Step[] {
  const steps: Step[] = [];
  // Go's scanner takes a byte order mark at the beginning away.
  for (let at = pattern[0] === '\ufeff' ? 1 : 0; at < pattern.length; at++) {
    const letter = pattern[at] as string;
    if (letter === '*') steps.push({ kind: 'many' });
    else if (letter === '?') steps.push({ kind: 'any' });
    else if (letter !== '\\') steps.push({ kind: 'letter', letter });
    else {
      const next = pattern[at + 1];
      // These two had to be escaped to get here; the escape is not part of the pattern.
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') {
        throw new PatternFault(`\`\\${next ?? ''}\` is no escape in the pattern of a variable`);
      }
      steps.push({ kind: 'letter', letter: next });
      at += 1;
    }
  }
  return steps;
}

/** How many letters from the beginning match: the most, or the fewest; undefined where nothing does. */
function matchLength(
  steps: readonly Step[],
  letters: readonly string[],
  isGreedy: boolean,
): number | undefined {
  let found: number | undefined;
  let states = closure(steps, [0]);
  for (let at = 0; states.length > 0; at++) {
    if (states.includes(steps.length)) {
      found = at;
      if (!isGreedy) break;
    }
    const letter = letters[at];
    if (letter === undefined) break;
    const next = new Set<number>();
    for (const state of states) {
      const step = steps[state];
      if (step?.kind === 'letter' ? step.letter === letter : step && letter !== '\n') {
        next.add(step?.kind === 'many' ? state : state + 1);
      }
    }
    states = closure(steps, next);
  }
  return found;
}

/** A star may match nothing. */
function closure(steps: readonly Step[], states: Iterable<number>): number[] {
  const all = new Set<number>();
  for (const state of states) {
    let at = state;
    all.add(at);
    while (steps[at]?.kind === 'many') all.add(++at);
  }
  return [...all];
}

/** Patterns in variable modifiers: `*` and `?`, no classes. Matched step by step, so that no pattern takes long. */

/** Longer values are left alone. */
const LONGEST = 8192;

/** `#`, `##`, `%`, `%%`: cuts a prefix or suffix, the shortest or, where the sign is doubled, the longest. */
export function trimPattern(value: string, operator: string, word: string): string {
  if (value.length > LONGEST) return value;
  const isGreedy = word.startsWith(operator);
  const steps = stepsOf(isGreedy ? word.slice(1) : word);
  if (operator === '#') {
    const length = matchLength(steps, [...value], isGreedy);
    return [...value].slice(length ?? 0).join('');
  }
  const length = matchLength([...steps].reverse(), [...value].reverse(), isGreedy);
  return [...value].slice(0, [...value].length - (length ?? 0)).join('');
}

/** Replaces the first match of a pattern, or all of them. */
export function replacePattern(value: string, pattern: string, text: string, all: boolean): string {
  const steps = stepsOf(pattern);
  const letters = [...value];
  if (letters.length > LONGEST / 8) return value;
  let out = '';
  let at = 0;
  let isDone = false;
  while (at <= letters.length) {
    const length = isDone ? undefined : matchLength(steps, letters.slice(at), true);
    if (length !== undefined) {
      out += text;
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

interface Step {
  readonly kind: 'letter' | 'any' | 'many';
  /** Of a letter only. */
  readonly letter?: string;
}

function stepsOf(pattern: string): Step[] {
  const steps: Step[] = [];
  const letters = [...pattern];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] as string;
    if (letter === '*') steps.push({ kind: 'many' });
    else if (letter === '?') steps.push({ kind: 'any' });
    else if (letter === '\\' && at + 1 < letters.length) {
      steps.push({ kind: 'letter', letter: letters[++at] as string });
    } else steps.push({ kind: 'letter', letter });
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
      if (step?.kind === 'many') next.add(state);
      else if (step?.kind === 'any' || step?.letter === letter) next.add(state + 1);
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

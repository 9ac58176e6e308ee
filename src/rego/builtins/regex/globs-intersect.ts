/**
 * Whether some text matches both of two patterns of a small language: characters, `.`, sets `[a-z]`, each with `*` or `+`.
 * Decided by walking both patterns side by side over the characters they share.
 */
import { BuiltinError } from '../declaration.js';

/** Half-open ranges of code points would do; inclusive ones read as they are written. */
type Ranges = readonly (readonly [number, number])[];

interface Token {
  readonly ranges: Ranges;
  readonly repeats: '' | '*' | '+';
}

const ANY: Ranges = [[0, 0x10ffff]];

export function globsIntersect(left: string, right: string): boolean {
  const a = expanded(parse(left));
  const b = expanded(parse(right));
  const seen = new Set<number>();
  const queue: [number, number][] = [[0, 0]];
  while (queue.length > 0) {
    const [i, j] = queue.pop() as [number, number];
    const key = i * (b.length + 1) + j;
    if (seen.has(key)) continue;
    seen.add(key);
    if (i === a.length && j === b.length) return true;
    const x = a[i];
    const y = b[j];
    if (x?.repeats === '*') queue.push([i + 1, j]);
    if (y?.repeats === '*') queue.push([i, j + 1]);
    if (x === undefined || y === undefined || !overlap(x.ranges, y.ranges)) continue;
    queue.push([x.repeats === '*' ? i : i + 1, y.repeats === '*' ? j : j + 1]);
  }
  return false;
}

/** `x+` is `xx*`. */
function expanded(tokens: readonly Token[]): Token[] {
  return tokens.flatMap(({ ranges, repeats }): Token[] =>
    repeats === '+'
      ? [
          { ranges, repeats: '' },
          { ranges, repeats: '*' },
        ]
      : [{ ranges, repeats }],
  );
}

function overlap(a: Ranges, b: Ranges): boolean {
  return a.some(([low, high]) => b.some(([from, to]) => low <= to && from <= high));
}

function parse(text: string): Token[] {
  const characters = [...text];
  const fail = (at: number, reason: string): never => {
    throw new BuiltinError(
      'builtin',
      `input:${text}, pos:${at}, ${reason}: the input provided is invalid`,
    );
  };
  const tokens: Token[] = [];
  let at = 0;
  const code = (character: string | undefined): number => character?.codePointAt(0) ?? 0;
  const escaped = (): number => {
    if (characters[at] === '\\') {
      at++;
      if (at >= characters.length) fail(at - 1, 'input ends with a \\ (escape) character');
    }
    return code(characters[at++]);
  };
  while (at < characters.length) {
    const character = characters[at];
    let ranges: Ranges;
    if (character === '*' || character === '+') {
      fail(at + 1, `flag '${character}' must be preceded by a non-flag`);
    }
    if (character === ']') fail(at + 1, "set-close ']' with no preceding '['");
    if (character === '.') {
      at++;
      ranges = ANY;
    } else if (character === '[') {
      at++;
      const set: [number, number][] = [];
      while (at < characters.length && characters[at] !== ']') {
        if (characters[at] === '-') {
          fail(at + 1, "range character '-' must be preceded by a Unicode character");
        }
        const low = escaped();
        if (characters[at] === '-' && characters[at + 1] !== ']') {
          at++;
          if (at >= characters.length) {
            fail(at, "range character '-' must be followed by a Unicode character");
          }
          const high = escaped();
          if (high < low) {
            const [first, second] = [high, low].map((code) => String.fromCodePoint(code));
            fail(at, `range is out of order: '${first}' comes before '${second}' in Unicode`);
          }
          set.push([low, high]);
        } else set.push([low, low]);
      }
      if (at >= characters.length) fail(at, 'found [ without matching ]');
      at++;
      ranges = set;
    } else {
      const point = escaped();
      ranges = [[point, point]];
    }
    const flag = characters[at];
    const repeats = flag === '*' || flag === '+' ? flag : '';
    if (repeats !== '') at++;
    tokens.push({ ranges, repeats });
  }
  return tokens;
}

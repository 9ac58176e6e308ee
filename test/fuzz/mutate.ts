/** Small random changes to policies: what an editor leaves half-done, and what nobody would write. */

/** A repeatable source of numbers from 0 up to 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|[A-Za-z_]\w*|\d+(?:\.\d+)?|:=|==|!=|<=|>=|\s+|./gsu;

const SPARE = [
  'if',
  'not',
  'some',
  'every',
  'in',
  'with',
  'as',
  'else',
  'default',
  'contains',
  'import',
  'package',
  'true',
  'null',
  'input',
  'data',
  'x',
  'y',
  '_',
  '0',
  '1',
  '-1',
  '1e3',
  '"s"',
  '`r`',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ':=',
  '=',
  '==',
  '|',
  '&',
  ',',
  ';',
  ':',
  '.',
  '\n',
  '$"{x}"',
];

/** One to four tokens dropped, doubled, swapped, or replaced by tokens of the same or another policy. */
export function mutate(text: string, others: readonly string[], random: () => number): string {
  const tokens = text.match(TOKEN) ?? [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const donor = pick(others).match(TOKEN) ?? SPARE;
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes && tokens.length > 0; change++) {
    const at = Math.floor(random() * tokens.length);
    const kind = Math.floor(random() * 6);
    if (kind === 0) tokens.splice(at, 1);
    else if (kind === 1) tokens.splice(at, 0, tokens[at] ?? '');
    else if (kind === 2) {
      const other = Math.floor(random() * tokens.length);
      [tokens[at], tokens[other]] = [tokens[other] ?? '', tokens[at] ?? ''];
    } else if (kind === 3) tokens[at] = pick(SPARE);
    else if (kind === 4) tokens[at] = pick(tokens);
    else {
      const from = Math.floor(random() * donor.length);
      tokens.splice(at, 1, ...donor.slice(from, from + 1 + Math.floor(random() * 8)));
    }
  }
  return tokens.join('');
}

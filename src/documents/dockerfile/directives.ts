/** The lines before everything else that speak to the parser: `# syntax=…`, `# escape=…`, `# check=…`. */
import { isSpace, leadingSpace, trimSpace } from './space.js';

export interface RawDirective {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface TextLine {
  readonly text: string;
  readonly start: number;
}

const NAME = /^([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=/;

const KNOWN = new Set(['syntax', 'escape', 'check']);

/** Reads the directives that the parser obeys; the first line that is none ends them, whatever it is. */
export function readDirectives(lines: readonly TextLine[]): RawDirective[] {
  return directivesAfter(
    '#',
    lines.map(({ text, start }) => {
      const lead = leadingSpace(text);
      return { text: text.slice(lead), start: start + lead };
    }),
  );
}

/**
 * The directive that chooses a frontend or its checks. They are looked up before the file is parsed: `#` must be the first character of
 * its line, a first line with `#!` is passed over, and `syntax` may stand behind `//` as well.
 */
export function findDirective(
  name: 'syntax' | 'check',
  lines: readonly TextLine[],
): RawDirective | undefined {
  const shown = lines[0]?.text.startsWith('#!') ? lines.slice(1) : lines;
  const find = (sign: string) => directivesAfter(sign, shown).find((one) => one.name === name);
  return find('#') ?? (name === 'syntax' ? find('//') : undefined);
}

function directivesAfter(sign: string, lines: readonly TextLine[]): RawDirective[] {
  const directives: RawDirective[] = [];
  for (const { text, start } of lines) {
    if (!text.startsWith(sign)) break;
    let from = sign.length;
    while (from < text.length && isSpace(text[from] as string)) from++;
    const [whole = '', key = ''] = NAME.exec(text.slice(from)) ?? [];
    const name = key.toLowerCase();
    const value = valueOf(text.slice(from + whole.length));
    if (!KNOWN.has(name) || value === '') break;
    directives.push({ name, value, start, end: start + text.length });
  }
  return directives;
}

/** A value has at least one character, which may be a blank where there is nothing else. */
function valueOf(text: string): string {
  const isBlank = (at: number) => /[\t\f\r ]/.test(text[at] ?? '');
  let start = 0;
  while (isBlank(start)) start++;
  if (start === text.length) return text.slice(-1);
  let end = text.length;
  while (isBlank(end - 1)) end--;
  return text.slice(start, end);
}

/** `# check=skip=A,B;error=true`. */
export function readCheck(value: string): {
  readonly skip: readonly string[];
  readonly error: boolean;
  readonly experimental: readonly string[];
} {
  const options = new Map(
    value.split(';').map((part) => {
      const [key = '', text = ''] = part.split(/=(.*)/s);
      return [trimSpace(key), trimSpace(text)] as const;
    }),
  );
  const names = (key: string) =>
    (options.get(key) ?? '')
      .split(',')
      .map(trimSpace)
      .filter((name) => name !== '');
  return {
    skip: names('skip'),
    error: /^(1|t|T|true|TRUE|True)$/.test(options.get('error') ?? ''),
    experimental: names('experimental'),
  };
}

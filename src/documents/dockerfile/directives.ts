/** The lines before everything else that speak to the parser: `# syntax=…`, `# escape=…`, `# check=…`. */

export interface RawDirective {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const DIRECTIVE = /^#[\t\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=(.+)$/;

const KNOWN = new Set(['syntax', 'escape', 'check']);

/** Reads the directives; the first line that is none ends them, whatever it is. */
export function readDirectives(
  lines: readonly { readonly text: string; readonly start: number }[],
): RawDirective[] {
  const directives: RawDirective[] = [];
  for (const { text, start } of lines) {
    const match = DIRECTIVE.exec(text.trimStart());
    const name = match?.[1]?.toLowerCase() ?? '';
    if (match === null || !KNOWN.has(name)) break;
    directives.push({ name, value: match[2]?.trim() ?? '', start, end: start + text.length });
  }
  return directives;
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
      return [key.trim().toLowerCase(), text.trim()] as const;
    }),
  );
  const names = (key: string) =>
    (options.get(key) ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  return {
    skip: names('skip'),
    error: options.get('error')?.toLowerCase() === 'true',
    experimental: names('experimental'),
  };
}

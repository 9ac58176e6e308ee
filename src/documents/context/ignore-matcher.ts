/**
 * Ignore files as BuildKit reads them, which is not git's way: patterns are rooted, the last match wins, a parent that is
 * excluded takes along what lies below it.
 */

export interface IgnorePattern {
  readonly raw: string;
  /** Cleaned, without `!` and leading slash. */
  readonly pattern: string;
  readonly negated: boolean;
  /** 1-based line. */
  readonly line: number;
}

/** The patterns of an ignore file, comments and blank lines left out. */
export function parseIgnore(text: string): IgnorePattern[] {
  return text.split('\n').flatMap((written, index) => {
    const raw = written.replace(/\r$/, '');
    if (raw.startsWith('#')) return [];
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed === '!') return [];
    const negated = trimmed.startsWith('!');
    const pattern = clean(negated ? trimmed.slice(1).trim() : trimmed);
    return pattern === '.' ? [] : [{ raw, pattern, negated, line: index + 1 }];
  });
}

function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}

/** Whether a path, relative to the context with `/`, is left out of it. */
export function isIgnored(patterns: readonly IgnorePattern[], path: string): boolean {
  const parents = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  let ignored = false;
  for (const { pattern, negated } of patterns) {
    if (negated !== ignored) continue;
    const regex = compile(pattern);
    if (regex !== undefined && parents.some((parent) => regex.test(parent))) ignored = !negated;
  }
  return ignored;
}

const compiled = new Map<string, RegExp | undefined>();

/** Go's `filepath.Match` with `**`; undefined for a pattern with a broken class. */
function compile(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) {
    try {
      compiled.set(pattern, new RegExp(`^${translate(pattern)}$`, 'su'));
    } catch {
      compiled.set(pattern, undefined);
    }
  }
  return compiled.get(pattern);
}

function translate(pattern: string): string {
  let out = '';
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at] as string;
    if (letter === '*' && pattern[at + 1] === '*') {
      at += 1;
      if (pattern[at + 1] === '/') at += 1;
      out += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (letter === '*') out += '[^/]*';
    else if (letter === '?') out += '[^/]';
    else if (letter === '[') {
      const end = pattern.indexOf(']', at + 1);
      if (end < 0) throw new Error('unclosed class');
      out += `[${pattern.slice(at + 1, end).replace(/[[\]&|-]{2}|\[/g, '\\$&')}]`;
      at = end;
    } else if (letter === '\\' && at + 1 < pattern.length) out += escaped(pattern[++at] as string);
    else out += escaped(letter);
  }
  return out;
}

function escaped(letter: string): string {
  return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

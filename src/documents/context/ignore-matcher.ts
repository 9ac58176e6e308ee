/**
 * Ignore files as BuildKit reads them, which is not git's way: patterns are rooted, the last match wins, a parent that is
 * excluded takes along what lies below it.
 */
import { compilePattern, isMalformed, type PathTest } from './ignore-pattern.js';

export interface IgnorePattern {
  readonly raw: string;
  /** Cleaned, without `!` and leading slash. */
  readonly pattern: string;
  readonly negated: boolean;
  /** 1-based line. */
  readonly line: number;
  /** Why Docker would refuse the file; the pattern then matches nothing. */
  readonly fault?: string;
}

/** White space as Go's `strings.TrimSpace` knows it. */
const AROUND = /^[\s\u0085]+|[\s\u0085]+$/g;

/** The patterns of an ignore file, comments and blank lines left out. */
export function parseIgnore(text: string): IgnorePattern[] {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  return lines.flatMap((written, index) => {
    const raw = written.replace(/\r$/, '');
    if (raw.startsWith('#')) return [];
    const trimmed = raw.replace(AROUND, '');
    if (trimmed === '') return [];
    const isMarked = trimmed.startsWith('!');
    const path = isMarked ? trimmed.slice(1).replace(AROUND, '') : trimmed;
    const cleaned = path === '' ? '' : clean(path);
    const rooted = cleaned.length > 1 ? cleaned.replace(/^\//, '') : cleaned;
    // Docker cleans a second time, with the `!` in front, and only then looks for it.
    const whole = isMarked ? clean(`!${rooted}`) : rooted;
    const negated = whole.startsWith('!');
    const pattern = negated ? whole.slice(1) : whole;
    const fault =
      pattern === ''
        ? '`!` needs a pattern'
        : isMalformed(pattern) || testOf(pattern) === undefined
          ? `\`${pattern}\` is no pattern`
          : undefined;
    return [{ raw, pattern, negated, line: index + 1, ...(fault !== undefined && { fault }) }];
  });
}

/** A path without `.`, `..` and doubled slashes, as Go's `filepath.Clean` makes it. */
function clean(path: string): string {
  const isRooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const isUp = part === '..';
    if (isUp && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isUp || !isRooted) parts.push(part);
  }
  const joined = parts.join('/');
  return isRooted ? `/${joined}` : joined || '.';
}

/** Whether a path, relative to the context with `/`, is left out of it. */
export function isIgnored(patterns: readonly IgnorePattern[], path: string): boolean {
  const parts = path.split('/');
  const candidates = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  let ignored = false;
  for (const { pattern, negated, fault } of patterns) {
    if (negated !== ignored || fault !== undefined) continue;
    const test = testOf(pattern);
    if (test !== undefined && candidates.some(test)) ignored = !negated;
  }
  return ignored;
}

const tests = new Map<string, PathTest | undefined>();

/** Compiled patterns are kept up to this number. */
const MOST = 10_000;

function testOf(pattern: string): PathTest | undefined {
  if (!tests.has(pattern)) {
    if (tests.size >= MOST) tests.clear();
    tests.set(pattern, compilePattern(pattern));
  }
  return tests.get(pattern);
}

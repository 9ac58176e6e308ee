/**
 * Ignore files as BuildKit reads them, which is not git's way: patterns are rooted, the last match wins, a parent that is
 * excluded takes along what lies below it.
 */
import { compilePattern, type PathTest } from './ignore-pattern.js';
import { isMalformed } from './malformed-pattern.js';

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

/** Longer patterns are refused: paths are no longer than this either. */
const LONGEST = 4096;

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
    // Docker trims and cleans a second time, with the `!` in front, and only then looks for it.
    const again = (isMarked ? `!${rooted}` : rooted).replace(AROUND, '');
    if (again === '') return [];
    const whole = clean(again);
    const negated = whole.startsWith('!');
    const pattern = negated ? whole.slice(1) : whole;
    const fault =
      pattern === ''
        ? '`!` needs a pattern'
        : pattern.length > LONGEST
          ? `a pattern of more than ${LONGEST} characters is not read`
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

/** Which patterns a folder matched, or one around it, and whether it is left out. */
interface Walked {
  readonly matched: readonly boolean[];
  readonly ignored: boolean;
}

/**
 * Tells whether a path, relative to the context with `/`, is left out of it. Like the builder it walks from the root down: a pattern that matched a folder counts for what
 * lies below, and one is tried only where it could change something.
 */
export function ignoreMatcher(patterns: readonly IgnorePattern[]): (path: string) => boolean {
  const folders = new Map<string, Walked>();
  const walk = (path: string): Walked => {
    const slash = path.lastIndexOf('/');
    const above = slash < 0 ? undefined : folderAt(path.slice(0, slash));
    let ignored = false;
    const matched = patterns.map(({ pattern, negated, fault }, index) => {
      let holds = above?.matched[index] ?? false;
      if (!holds && negated === ignored && fault === undefined) {
        holds = testOf(pattern)?.(path) ?? false;
      }
      if (holds) ignored = !negated;
      return holds;
    });
    return { matched, ignored };
  };
  const folderAt = (path: string): Walked => {
    const known = folders.get(path) ?? walk(path);
    folders.set(path, known);
    return known;
  };
  return (path) => walk(path).ignored;
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

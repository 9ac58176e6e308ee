/** Regular expressions in RE2's syntax, matched in linear time by re2js. */
import { RE2JS, RE2JSSyntaxException } from 're2js';
import { BuiltinError } from '../declaration.js';

export interface CompiledPattern {
  readonly regex: RE2JS;
  /** Names of groups by their numbers; Go lets several groups have one name, re2js does not. */
  readonly names: ReadonlyMap<number, string>;
}

export interface Match {
  readonly start: number;
  readonly end: number;
  /** The whole match first; undefined for groups without part in it. */
  readonly groups: readonly (string | undefined)[];
}

/** Compiled patterns; policies use few. */
const MOST_KEPT = 200;
const kept = new Map<string, CompiledPattern>();

/** @throws BuiltinError in Go's words */
export function compilePattern(pattern: string): CompiledPattern {
  let compiled = kept.get(pattern);
  if (compiled === undefined) {
    const { text, names } = withoutNames(pattern);
    try {
      compiled = { regex: RE2JS.compile(text), names };
    } catch (failure) {
      if (!(failure instanceof RE2JSSyntaxException)) throw failure;
      throw new BuiltinError('builtin', failure.message);
    }
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(pattern, compiled);
  }
  return compiled;
}

/** A pattern whose groups have plain parentheses where several have one name; and the names. */
function withoutNames(pattern: string): {
  readonly text: string;
  readonly names: ReadonlyMap<number, string>;
} {
  const names = new Map<number, string>();
  let group = 0;
  const piece =
    /\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]|\((?:\?P?<(\w+)>|(?!\?))/g;
  const text = pattern.replace(piece, (whole, name?: string) => {
    if (!whole.startsWith('(')) return whole;
    group++;
    if (name === undefined) return whole;
    names.set(group, name);
    return '(';
  });
  if (names.size === new Set(names.values()).size) return { text: pattern, names };
  return { text, names };
}

/** Go's FindAll: matches from left to right; an empty one right behind another does not count. */
export function* matches({ regex }: CompiledPattern, text: string, most: number): Iterable<Match> {
  const matcher = regex.matcher(text);
  let last = -1;
  let at = 0;
  for (let found = 0; (most < 0 || found < most) && at <= text.length; ) {
    if (!matcher.find(at)) return;
    const start = matcher.start();
    const end = matcher.end();
    if (start < end || start !== last) {
      found++;
      const groups = Array.from(
        { length: matcher.groupCount() + 1 },
        (_, index) => matcher.group(index) ?? undefined,
      );
      yield { start, end, groups };
    }
    last = end;
    at = end > start ? end : end + characterLength(text, end);
  }
}

function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

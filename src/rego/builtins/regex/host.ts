/** Regular expressions in RE2's syntax, matched in linear time by re2js. */
import { RE2JS, RE2JSSyntaxException } from 're2js';
import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { smallOperand, stringOperand } from '../operands.js';
import type { Value } from '../value.js';
import { globsIntersect } from './globs-intersect.js';
import { templatePattern } from './template-pattern.js';

/** Compiled patterns; policies use few. */
const MOST_KEPT = 200;
const kept = new Map<string, RE2JS>();

export function compilePattern(pattern: string): RE2JS {
  let compiled = kept.get(pattern);
  if (compiled === undefined) {
    try {
      compiled = RE2JS.compile(pattern);
    } catch (failure) {
      if (!(failure instanceof RE2JSSyntaxException)) throw failure;
      throw new BuiltinError('builtin', failure.message);
    }
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(pattern, compiled);
  }
  return compiled;
}

const match: HostBuiltin = (args) => {
  const pattern = compilePattern(stringOperand(args, 0));
  return pattern.matcher(stringOperand(args, 1)).find();
};

const isValid: HostBuiltin = (args) => {
  if (typeof args[0] !== 'string') return false;
  try {
    compilePattern(args[0]);
    return true;
  } catch (failure) {
    if (failure instanceof BuiltinError) return false;
    throw failure;
  }
};

/** Go's FindAll: matches from left to right; an empty one right behind another does not count. */
function* matches(pattern: RE2JS, text: string, most: number): Iterable<readonly string[]> {
  const matcher = pattern.matcher(text);
  let last = -1;
  let at = 0;
  for (let found = 0; (most < 0 || found < most) && at <= text.length; ) {
    if (!matcher.find(at)) return;
    const start = matcher.start();
    const end = matcher.end();
    if (start < end || start !== last) {
      found++;
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, index) =>
        String(matcher.group(index) ?? ''),
      );
      yield groups;
    }
    last = end;
    at = end > start ? end : end + characterLength(text, end);
  }
}

function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

const findN: HostBuiltin = (args) => {
  const pattern = compilePattern(stringOperand(args, 0));
  const found = matches(pattern, stringOperand(args, 1), smallOperand(args, 2));
  return [...found].map(([whole]) => whole ?? '');
};

const findSubmatches: HostBuiltin = (args) => {
  const pattern = compilePattern(stringOperand(args, 0));
  return [...matches(pattern, stringOperand(args, 1), smallOperand(args, 2))];
};

const split: HostBuiltin = (args) => {
  const pattern = compilePattern(stringOperand(args, 0));
  const text = stringOperand(args, 1);
  const parts: string[] = [];
  const matcher = pattern.matcher(text);
  let from = 0;
  let at = 0;
  while (at <= text.length && matcher.find(at)) {
    const start = matcher.start();
    const end = matcher.end();
    at = end > start ? end : end + characterLength(text, end);
    if (end === 0 || (start === end && start >= text.length)) continue;
    parts.push(text.slice(from, start));
    from = end;
  }
  return [...parts, text.slice(from)];
};

/** Go's ReplaceAllString: `$1`, `${name}` stand for groups, `$$` for a dollar. */
const replace: HostBuiltin = (args) => {
  const text = stringOperand(args, 0);
  const pattern = compilePattern(stringOperand(args, 1));
  const replacement = stringOperand(args, 2);
  const names = pattern.namedGroups() as Readonly<Record<string, number>>;
  const matcher = pattern.matcher(text);
  let out = '';
  let from = 0;
  let at = 0;
  let last = -1;
  while (at <= text.length && matcher.find(at)) {
    const start = matcher.start();
    const end = matcher.end();
    if (start < end || start !== last) {
      out += text.slice(from, start);
      out += replacement.replace(
        /\$(?:\$|\{(\w+)\}|(\w+))/g,
        (dollar, braced?: string, bare?: string) => {
          const name = braced ?? bare;
          if (name === undefined) return dollar === '$$' ? '$' : dollar;
          const group = /^\d+$/.test(name) ? Number(name) : names[name];
          if (group === undefined || group > matcher.groupCount()) return '';
          return String(matcher.group(group) ?? '');
        },
      );
      from = end;
    }
    last = end;
    at = end > start ? end : end + characterLength(text, end);
  }
  return out + text.slice(from);
};

const templateMatch: HostBuiltin = (args) => {
  const template = stringOperand(args, 0);
  const text = stringOperand(args, 1);
  const pattern = templatePattern(template, stringOperand(args, 2), stringOperand(args, 3));
  return compilePattern(pattern).matcher(text).find();
};

const globsMatch: HostBuiltin = (args): Value =>
  globsIntersect(stringOperand(args, 0), stringOperand(args, 1));

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['re_match', match],
  ['regex.find_all_string_submatch_n', findSubmatches],
  ['regex.find_n', findN],
  ['regex.globs_match', globsMatch],
  ['regex.is_valid', isValid],
  ['regex.match', match],
  ['regex.replace', replace],
  ['regex.split', split],
  ['regex.template_match', templateMatch],
]);

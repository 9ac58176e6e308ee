import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { smallOperand, stringOperand } from '../operands.js';
import type { Value } from '../value.js';
import { globsIntersect } from './globs-intersect.js';
import { compilePattern, matches } from './patterns.js';
import { replaceAll } from './replace.js';
import { templatePattern } from './template-pattern.js';

const match: HostBuiltin = (args) => {
  const [pattern, text] = [stringOperand(args, 0), stringOperand(args, 1)];
  return compilePattern(pattern).regex.matcher(text).find();
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

const find = (args: readonly Value[]): readonly (readonly string[])[] => {
  const [pattern, text, most] = [
    stringOperand(args, 0),
    stringOperand(args, 1),
    smallOperand(args, 2),
  ];
  return [...matches(compilePattern(pattern), text, most)].map(({ groups }) =>
    groups.map((group) => group ?? ''),
  );
};

const findN: HostBuiltin = (args) => find(args).map(([whole]) => whole ?? '');

const split: HostBuiltin = (args) => {
  const [pattern, text] = [stringOperand(args, 0), stringOperand(args, 1)];
  const compiled = compilePattern(pattern);
  if (text === '' && pattern !== '') return [''];
  const parts: string[] = [];
  let from = 0;
  let last = 0;
  for (const { start, end } of matches(compiled, text, -1)) {
    last = start;
    if (end !== 0) parts.push(text.slice(from, start));
    from = end;
  }
  return last === text.length ? parts : [...parts, text.slice(from)];
};

const replace: HostBuiltin = (args) => {
  const [text, pattern, replacement] = [
    stringOperand(args, 0),
    stringOperand(args, 1),
    stringOperand(args, 2),
  ];
  return replaceAll(compilePattern(pattern), text, replacement);
};

const templateMatch: HostBuiltin = (args) => {
  const [template, text] = [stringOperand(args, 0), stringOperand(args, 1)];
  const pattern = templatePattern(template, stringOperand(args, 2), stringOperand(args, 3));
  return compilePattern(pattern).regex.matcher(text).find();
};

const globsMatch: HostBuiltin = (args): Value =>
  globsIntersect(stringOperand(args, 0), stringOperand(args, 1));

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['re_match', match],
  ['regex.find_all_string_submatch_n', find],
  ['regex.find_n', findN],
  ['regex.globs_match', globsMatch],
  ['regex.is_valid', isValid],
  ['regex.match', match],
  ['regex.replace', replace],
  ['regex.split', split],
  ['regex.template_match', templateMatch],
]);

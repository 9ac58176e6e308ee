import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { operandError, stringOperand, stringsOperand } from '../operands.js';
import { compilePattern } from '../regex/patterns.js';
import type { Value } from '../value.js';
import { globPattern } from './glob-pattern.js';

/** Delimiters: null for none; an empty array stands for the dot. */
function delimitersOperand(args: readonly Value[]): readonly string[] {
  if (args[1] === null) return [];
  if (!Array.isArray(args[1])) throw operandError(args, 1, '{array, null}');
  const given = stringsOperand(args, 1);
  if (given.some((delimiter) => [...delimiter].length !== 1)) {
    throw new BuiltinError(
      'type',
      'operand 2 must be array of runes but got array containing string',
    );
  }
  return given.length === 0 ? ['.'] : given;
}

const match: HostBuiltin = (args) => {
  const [glob, delimiters, text] = [
    stringOperand(args, 0),
    delimitersOperand(args),
    stringOperand(args, 2),
  ];
  return compilePattern(globPattern(glob, delimiters)).regex.matcher(text).matches();
};

const quoteMeta: HostBuiltin = (args) =>
  stringOperand(args, 0).replace(/[*?\\[\]{}]/g, (character) => `\\${character}`);

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['glob.match', match],
  ['glob.quote_meta', quoteMeta],
]);

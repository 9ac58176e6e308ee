import type { HostBuiltin } from '../declaration.js';
import { operandError, stringOperand, stringsOperand } from '../operands.js';
import { compilePattern } from '../regex/host.js';
import { globPattern } from './glob-pattern.js';

/** Delimiters: null for none; an empty array stands for the dot. */
const match: HostBuiltin = (args) => {
  const glob = stringOperand(args, 0);
  let delimiters: readonly string[] = [];
  if (args[1] !== null) {
    if (!Array.isArray(args[1])) throw operandError(args, 1, '{array, null}');
    const given = stringsOperand(args, 1);
    delimiters = given.length === 0 ? ['.'] : given;
  }
  return compilePattern(globPattern(glob, delimiters)).matcher(stringOperand(args, 2)).matches();
};

const quoteMeta: HostBuiltin = (args) =>
  stringOperand(args, 0).replace(/[*?\\[\]{}]/g, (character) => `\\${character}`);

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['glob.match', match],
  ['glob.quote_meta', quoteMeta],
]);

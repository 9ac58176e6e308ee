import type { HostBuiltin } from '../declaration.js';
import { arrayOperand } from '../operands.js';
import { displayText } from '../strings/display-text.js';
import { RegoSet, type Value } from '../value.js';

/**
 * The operands come as an array of sets, one per argument, each with the argument's values; one line is printed for each
 * combination. An empty set is an undefined argument.
 */
const print: HostBuiltin = (args, { print: output }) => {
  if (output === undefined) return undefined;
  const combine = (rest: readonly Value[], line: readonly string[]): void => {
    const [first, ...others] = rest;
    if (first === undefined) {
      output(line.join(' '));
      return;
    }
    const values = first instanceof RegoSet ? first.items : [first];
    if (values.length === 0) combine(others, [...line, '<undefined>']);
    for (const value of values) {
      combine(others, [...line, typeof value === 'string' ? value : displayText(value)]);
    }
  };
  combine(arrayOperand(args, 0), []);
  return undefined;
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['internal.print', print],
  ['internal.test_case', () => undefined],
  ['trace', () => true],
]);

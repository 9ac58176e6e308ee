import type { HostBuiltin } from '../declaration.js';
import { setOperand } from '../operands.js';
import { compareValues, makeSet } from '../order.js';

const difference: HostBuiltin = (args) => {
  const set = setOperand(args, 0);
  const other = setOperand(args, 1);
  return makeSet(
    set.items.filter((item) => !other.items.some((taken) => compareValues(item, taken) === 0)),
  );
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['set_diff', difference],
]);

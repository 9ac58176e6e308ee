import type { HostBuiltin } from '../declaration.js';
import { arrayOperand, smallOperand } from '../operands.js';
import type { Value } from '../value.js';

const concat: HostBuiltin = (args) => {
  const first = arrayOperand(args, 0);
  return [...first, ...arrayOperand(args, 1)];
};

/** Bounds outside of the array are moved to its ends. */
const slice: HostBuiltin = (args) => {
  const array = arrayOperand(args, 0);
  const start = Math.max(0, smallOperand(args, 1));
  const stop = Math.min(array.length, smallOperand(args, 2));
  return start >= stop ? [] : array.slice(start, stop);
};

const flatten: HostBuiltin = (args) =>
  arrayOperand(args, 0).flatMap((item): readonly Value[] =>
    Array.isArray(item) ? (item as readonly Value[]) : [item],
  );

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['array.concat', concat],
  ['array.flatten', flatten],
  ['array.reverse', (args) => [...arrayOperand(args, 0)].reverse()],
  ['array.slice', slice],
]);

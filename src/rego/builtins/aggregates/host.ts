import type { HostBuiltin } from '../declaration.js';
import { BuiltinError } from '../declaration.js';
import { add, type Decimal, decimalOf, decimalValue, multiply } from '../numbers/arithmetic.js';
import { collectionOperand, numberOperand, operandError, typeName } from '../operands.js';
import { compareValues } from '../order.js';
import { RegoObject, RegoSet, type Value } from '../value.js';

const count: HostBuiltin = (args) => {
  const value = args[0] as Value;
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof RegoSet) return value.items.length;
  if (value instanceof RegoObject) return value.entries.length;
  throw operandError(args, 0, '{array, object, set, string}');
};

const folding =
  (start: Decimal, combine: (a: Decimal, b: Decimal) => Decimal): HostBuiltin =>
  (args) => {
    let result = start;
    for (const item of collectionOperand(args, 0)) {
      if (typeName(item) !== 'number') {
        const kind = Array.isArray(args[0]) ? 'array' : 'set';
        throw new BuiltinError(
          'type',
          `operand 1 must be ${kind} of numbers but got ${kind} containing ${typeName(item)}`,
        );
      }
      result = combine(result, decimalOf(numberOperand([item], 0)));
    }
    return decimalValue(result);
  };

const extreme =
  (sign: 1 | -1): HostBuiltin =>
  (args) => {
    const [first, ...rest] = collectionOperand(args, 0);
    if (first === undefined) return undefined;
    return rest.reduce((best, item) => (compareValues(item, best) * sign > 0 ? item : best), first);
  };

const all: HostBuiltin = (args) => collectionOperand(args, 0).every((item) => item === true);
const any: HostBuiltin = (args) => collectionOperand(args, 0).some((item) => item === true);

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['all', all],
  ['any', any],
  ['count', count],
  ['max', extreme(1)],
  ['min', extreme(-1)],
  ['product', folding({ digits: 1n, exponent: 0 }, multiply)],
  ['sort', (args) => [...collectionOperand(args, 0)].sort(compareValues)],
  ['sum', folding({ digits: 0n, exponent: 0 }, add)],
]);

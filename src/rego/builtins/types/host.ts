import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { operandError, typeName } from '../operands.js';
import { makeSet } from '../order.js';
import { Numeral, RegoSet, type Value } from '../value.js';

/** Gives its operand back if it has a type. */
const cast =
  (...types: readonly string[]): HostBuiltin =>
  (args) => {
    const value = args[0] as Value;
    if (types.includes(typeName(value))) return value;
    throw operandError(args, 0, types.length > 1 ? `{${types.join(', ')}}` : (types[0] ?? ''));
  };

const castArray: HostBuiltin = (args) => {
  const value = args[0] as Value;
  if (value instanceof RegoSet) return value.items;
  if (Array.isArray(value)) return value;
  throw operandError(args, 0, '{array, set}');
};

const castSet: HostBuiltin = (args) => {
  const value = args[0] as Value;
  if (value instanceof RegoSet) return value;
  if (Array.isArray(value)) return makeSet(value as readonly Value[]);
  throw operandError(args, 0, '{array, set}');
};

export const toNumber: HostBuiltin = (args) => {
  const value = args[0] as Value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' || value instanceof Numeral) return value;
  if (typeof value !== 'string') {
    throw operandError(args, 0, '{null, boolean, number, string}');
  }
  if (/^[+-]?(?:inf|infinity|nan)$/i.test(value)) {
    throw new BuiltinError('type', 'operand 1 must be valid number string');
  }
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) {
    throw new BuiltinError(
      'builtin',
      `strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }
  const text = jsonNumber(value);
  const double = Number(text);
  return String(double) === text ? double : new Numeral(text);
};

/** JSON wants digits on both sides of a point and no plus sign or leading zeros. */
function jsonNumber(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    /^([+-]?)(\d*)(?:\.(\d*))?([eE][+-]?\d+)?$/.exec(text) ?? [];
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${digits}${fraction && `.${fraction}`}${exponent}`;
}

const is =
  (type: string): HostBuiltin =>
  (args) =>
    typeName(args[0] as Value) === type;

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['cast_array', castArray],
  ['cast_boolean', cast('boolean')],
  ['cast_null', cast('null')],
  ['cast_object', cast('object')],
  ['cast_set', castSet],
  ['cast_string', cast('string')],
  ['is_array', is('array')],
  ['is_boolean', is('boolean')],
  ['is_null', is('null')],
  ['is_number', is('number')],
  ['is_object', is('object')],
  ['is_set', is('set')],
  ['is_string', is('string')],
  ['type_name', (args) => typeName(args[0] as Value)],
]);

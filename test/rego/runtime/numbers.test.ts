import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { callNative } from '../../helpers/runtime.js';

const BIG = '340282366920938463463374607431768211455';

const rounding = suite('abs, round, ceil and floor');
rounding('round halves away from zero, at any size', () => {
  assert.is(callNative('round', '2.5'), '3');
  assert.is(callNative('round', '-2.5'), '-3');
  assert.is(callNative('round', '0.49'), '0');
  assert.is(callNative('round', '0.05'), '0');
  assert.is(callNative('round', '99.5'), '100');
  assert.is(callNative('ceil', '0.001'), '1');
  assert.is(callNative('ceil', '-1.7'), '-1');
  assert.is(callNative('floor', '-1.001'), '-2');
  assert.is(callNative('floor', `${BIG}.9`), '340282366920938463463374607431768211456');
  assert.is(callNative('abs', `-${BIG}`), '340282366920938463460000000000000000000');
  assert.is(callNative('abs', '-9223372036854775808'), '9223372036854775808');
  assert.is(
    callNative('abs', '"x"'),
    'eval_type_error: abs: operand 1 must be number but got string',
  );
});
rounding.run();

const bits = suite('bits.*');
bits('act on two’s complement of any size', () => {
  assert.is(callNative('bits_and', BIG, '-2'), '340282366920938463463374607431768211454');
  assert.is(callNative('bits_or', `-${BIG}`, '1'), `-${BIG}`);
  assert.is(callNative('bits_xor', BIG, BIG), '0');
  assert.is(callNative('bits_negate', BIG), '-340282366920938463463374607431768211456');
  assert.is(callNative('bits_xor', '12', '-7'), '-11');
});
bits('shift without losing anything', () => {
  assert.is(callNative('bits_lsh', '1', '128'), '340282366920938463463374607431768211456');
  assert.is(callNative('bits_lsh', '-3', '100'), '-3802951800684688204490109616128');
  assert.is(callNative('bits_rsh', '340282366920938463463374607431768211456', '127'), '2');
  assert.is(
    callNative('bits_rsh', '-340282366920938463463374607431768211457', '64'),
    '-18446744073709551617',
  );
  assert.is(callNative('bits_rsh', '-1', '1000'), '-1');
});
bits('say what is wrong with an operand', () => {
  assert.is(
    callNative('bits_and', '1.5', '1'),
    'eval_type_error: bits_and: operand 1 must be integer number but got floating-point number',
  );
  assert.is(
    callNative('bits_lsh', '1', '-1'),
    'eval_type_error: bits_lsh: operand 2 must be an unsigned integer number but got a negative integer',
  );
});
bits.run();

const formatInt = suite('format_int');
formatInt('writes any size in four bases and cuts fractions off', () => {
  assert.is(callNative('format_int', '15.9', '2'), '"1111"');
  assert.is(callNative('format_int', '-1.9', '10'), '"-1"');
  assert.is(callNative('format_int', BIG, '16'), `"${'f'.repeat(32)}"`);
  assert.is(callNative('format_int', '0', '8'), '"0"');
  assert.is(
    callNative('format_int', '1', '3'),
    'eval_type_error: format_int: operand 2 must be one of {2, 8, 10, 16}',
  );
});
formatInt.run();

const range = suite('numbers.range');
range('counts up or down, beyond 64 bits too', () => {
  assert.is(callNative('numbers_range', '3', '1'), '[3,2,1]');
  assert.is(
    callNative('numbers_range', '9223372036854775807', '9223372036854775808'),
    '[9223372036854775807,9223372036854775808]',
  );
  assert.is(
    callNative('numbers_range', '"a"', '1'),
    'eval_type_error: numbers_range: operand 1 must be integer but got string',
  );
});
range.run();

const toNumber = suite('to_number');
toNumber('reads what Go reads', () => {
  assert.is(callNative('to_number', '"-1.50"'), '-1.50');
  assert.is(callNative('to_number', '"1e3"'), '1e3');
  assert.is(callNative('to_number', '".5"'), '0.5');
  assert.is(callNative('to_number', '"+5"'), '5');
  assert.is(callNative('to_number', 'true'), '1');
  assert.is(callNative('to_number', 'null'), '0');
});
toNumber('refuses what is no number, or too large for one', () => {
  const parsing = 'eval_builtin_error: to_number: strconv.ParseFloat: parsing';
  assert.is(callNative('to_number', '"0x10"'), `${parsing} "0x10": invalid syntax`);
  assert.is(callNative('to_number', '""'), `${parsing} "": invalid syntax`);
  assert.is(callNative('to_number', '"1e400"'), `${parsing} "1e400": value out of range`);
  assert.is(
    callNative('to_number', '"-Inf"'),
    'eval_type_error: to_number: operand 1 must be valid number string but got string',
  );
});
toNumber.run();

const aggregates = suite('sum, product, max, min, sort, all and any');
aggregates('stay exact where all items are integers', () => {
  assert.is(callNative('sum', '[9223372036854775807,1]'), '9223372036854775808');
  assert.is(callNative('product', '[4294967296,4294967296,2]'), '36893488147419103232');
  assert.is(callNative('sum', '[]'), '0');
});
aggregates('follow the order of all values', () => {
  assert.is(callNative('max', '[1,"a",[0],null]'), '[0]');
  assert.is(callNative('min', '{true,2,null}'), 'null');
  assert.is(callNative('max', '[]'), 'undefined');
  assert.is(callNative('sort', '["b",2,"a",10,null]'), '[null,2,10,"a","b"]');
  assert.is(callNative('sort', '{3,1,2}'), '[1,2,3]');
});
aggregates('name the types in OPA’s order', () => {
  assert.is(callNative('all', '[true,false]'), 'false');
  assert.is(callNative('any', '{false,true}'), 'true');
  assert.is(
    callNative('any', '1'),
    'eval_type_error: any: operand 1 must be one of {array, set} but got number',
  );
  assert.is(
    callNative('max', '1'),
    'eval_type_error: max: operand 1 must be one of {set, array} but got number',
  );
  assert.is(
    callNative('sum', '{1,"a"}'),
    'eval_type_error: sum: operand 1 must be set of numbers but got set containing string',
  );
});
aggregates.run();

const arrays = suite('array.slice and array.reverse');
arrays('move bounds to the ends', () => {
  assert.is(callNative('array_slice', '[1,2,3]', '-5', '2'), '[1,2]');
  assert.is(callNative('array_slice', '[1,2,3]', '2', '99'), '[3]');
  assert.is(callNative('array_slice', '[1,2,3]', '2', '1'), '[]');
  assert.is(callNative('array_reverse', '[1,2,3]'), '[3,2,1]');
});
arrays.run();

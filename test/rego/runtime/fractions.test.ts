import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { callNative } from '../../helpers/runtime.js';

const computing = suite('arithmetic with fractions');

computing('keeps 64 bits, so that a third three times is one again', () => {
  assert.is(callNative('div', '1', '3'), '0.33333333333333333334');
  assert.is(callNative('mul', '0.33333333333333333334', '3'), '1');
  assert.is(callNative('div', '2', '3'), '0.6666666666666666667');
  assert.is(callNative('minus', '1', '0.9'), '0.10000000000000000002');
  assert.is(callNative('plus', '0.1', '0.2'), '0.3');
  assert.is(callNative('mul', '75.5', '1.2'), '90.600000000000000006');
});
computing('writes large and small ones with a power of ten, whole ones without', () => {
  assert.is(callNative('mul', '1e-7', '1.5'), '1.5e-07');
  assert.is(callNative('div', '12345678', '-7'), '-1.7636682857142857143e+06');
  assert.is(callNative('mul', '1.5', '2'), '3');
  assert.is(callNative('div', '1e25', '3.5'), '2857142857142857143000000');
});
computing('loses what is too small beside the other operand', () => {
  assert.is(callNative('plus', '100000000000000000000', '0.5'), '100000000000000000000');
  assert.is(callNative('minus', '1', '1e-30'), '1');
  assert.is(callNative('minus', '0.5', '0.5'), '0');
});
computing('keeps the sign of a zero, but for sums', () => {
  assert.is(callNative('div', '0', '-3'), '-0');
  assert.is(callNative('plus', '-0.0', '0'), '0');
  assert.is(callNative('mul', '0', '-1.5'), '-0');
});
computing('leaves integers of any size exact, but for division', () => {
  assert.is(
    callNative('mul', '123456789012345678901234567890', '3'),
    '370370367037037036703703703670',
  );
  assert.is(
    callNative('div', '123456789012345678901234567890', '1'),
    '123456789012345678900000000000',
  );
  assert.is(callNative('rem', '100000000000000000000000', '7'), '5');
});

computing.run();

const rounding = suite('rounding fractions');

rounding('goes by halves away from zero, up and down', () => {
  assert.is(callNative('round', '-2.5'), '-3');
  assert.is(callNative('ceil', '1.2'), '2');
  assert.is(callNative('floor', '-1.2'), '-2');
  assert.is(callNative('ceil', '1.0'), '1');
});
rounding('takes what is between -1 and 0 for above zero, as OPA does', () => {
  assert.is(callNative('ceil', '-0.5'), '1');
  assert.is(callNative('floor', '-0.5'), '0');
});
rounding('writes numbers beyond 64 bits to their last digit', () => {
  assert.is(callNative('floor', '1.5e25'), '15000000000000000000000000');
  assert.is(callNative('floor', '1e30'), '1000000000000000000024696061952');
});

rounding.run();

const aggregates = suite('sum and product of fractions');

aggregates('add with 64 bits and multiply with the 53 of a double', () => {
  assert.is(callNative('sum', '[0.1, 0.2, 0.3]'), '0.6');
  assert.is(callNative('product', '[0.1, 3]'), '0.30000000000000004');
});
aggregates('name the first member in order that is no number', () => {
  assert.is(
    callNative('sum', '{"a", null}'),
    'eval_type_error: sum: operand 1 must be set of numbers but got set containing null',
  );
});

aggregates.run();

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mergeParameter } from '../../src/layers/operators.js';
import type { Json } from '../../src/model/json.js';
import type { MergeOperator } from '../../src/model/settings.js';

const merge = (operator: MergeOperator, upper: Json, asked: Json) =>
  mergeParameter(operator, upper, asked, 'tighten');

const merging = suite('mergeParameter');

merging('intersects lists of what is allowed, and says what was dropped', () => {
  assert.equal(merge('intersect', ['a', 'b'], ['b']), { value: ['b'] });
  const { value, rejected } = merge('intersect', ['a', 'b'], ['b', 'z']);
  assert.equal(value, ['b']);
  assert.match(rejected ?? '', '`z`');
});

merging('keeps what a glob on either side covers', () => {
  assert.equal(merge('intersect', ['reg/**'], ['reg/a/b', 'reg/c*']).value, ['reg/a/b', 'reg/c*']);
  assert.equal(merge('intersect', ['reg/a', 'reg/b', 'x'], ['reg/*']).value, ['reg/a', 'reg/b']);
  assert.equal(merge('intersect', ['reg/*'], ['reg/**']).value, ['reg/*']);
});

merging('takes an empty intersection for a conflict, never for no restriction', () => {
  for (const asked of [[], ['z']]) {
    const { value, rejected } = merge('intersect', ['a'], asked);
    assert.equal(value, ['a']);
    assert.ok(rejected);
  }
});

merging('unites lists of what is denied, whoever leaves something out', () => {
  assert.equal(merge('union', ['a', 'b'], ['c']), { value: ['a', 'b', 'c'] });
  assert.equal(merge('union', ['a'], []).value, ['a']);
});

merging('bounds numbers and booleans by the function that is named', () => {
  assert.equal(merge('min', 5, 3), { value: 3 });
  assert.is(merge('min', 5, 9).value, 5);
  assert.ok(merge('min', 5, 9).rejected);
  assert.is(merge('max', 5, 9).value, 9);
  assert.is(merge('max', 5, 3).value, 5);
  assert.is(merge('and', true, false).value, false);
  assert.is(merge('and', false, true).value, false);
  assert.is(merge('or', false, true).value, true);
  assert.is(merge('or', true, false).value, true);
});

merging('replaces only where nothing is locked, and never what is fixed', () => {
  assert.is(mergeParameter('replace', 'a', 'b', 'none').value, 'b');
  assert.is(merge('replace', 'a', 'b').value, 'a');
  assert.is(mergeParameter('fixed', 'a', 'b', 'none').value, 'a');
  assert.is(mergeParameter('union', ['a'], ['b'], 'fixed').rejected !== undefined, true);
});

merging('rejects values of another type', () => {
  assert.is(merge('min', 5, 'x').value, 5);
  assert.equal(merge('intersect', ['a'], 'a').value, ['a']);
});

merging.run();

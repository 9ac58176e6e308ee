import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { expression } from '../../helpers/expression.js';

const isBase64 = await expression('base64.is_valid(input)');
const matches = await expression('net.cidr_contains_matches(input.outer, input.inner)');
const subsetOfArray = await expression('object.subset(input.whole, {x | some x in input.sub})');
const compare = await expression('semver.compare(input[0], input[1])');
const isVersion = await expression('semver.is_valid(input)');

const odd = suite('built-ins on operands that are odd');

odd('base64.is_valid is false for all but strings', () => {
  assert.is(isBase64('YWJj'), true);
  assert.is(isBase64({}), false);
  assert.is(isBase64(1), false);
});

odd('net.cidr_contains_matches looks at what it compares only', () => {
  assert.equal(matches({ outer: ['10.0.0.0/8'], inner: '10.1.2.3' }), [[0, '10.1.2.3']]);
  assert.equal(matches({ outer: [], inner: ['x'] }), []);
  assert.equal(matches({ outer: ['x'], inner: 1 }), []);
  assert.is(
    matches({ outer: [1], inner: '10.0.0.0/8' }),
    'eval_builtin_error: net.cidr_contains_matches: operand 1: element must be string or non-empty array',
  );
});

odd('object.subset counts what an array holds of a set, as OPA does', () => {
  assert.is(subsetOfArray({ whole: [1, 2, 3], sub: [1, 3] }), true);
  assert.is(subsetOfArray({ whole: [1, 2], sub: [3] }), false);
  assert.is(subsetOfArray({ whole: [], sub: [] }), false);
});

odd('semver takes a `v`, zeros in front and empty suffixes', () => {
  assert.is(compare(['v1.0.0', '01.0.0+x']), 0);
  assert.is(compare(['1.0.0-', '1.0.0']), 0);
  assert.is(compare(['1.0.0-a', '1.0.0']), -1);
  assert.is(isVersion('1.0.0-a..b'), false);
  assert.is(isVersion('1.0.0+.'), false);
  assert.is(isVersion('9223372036854775808.0.0'), false);
});

odd.run();

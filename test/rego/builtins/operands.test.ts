import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { expression } from '../../helpers/expression.js';

const isBase64 = await expression('base64.is_valid(input)');
const matches = await expression('net.cidr_contains_matches(input.outer, input.inner)');
const subsetOfArray = await expression('object.subset(input.whole, {x | some x in input.sub})');
const compare = await expression('semver.compare(input[0], input[1])');
const patch = await expression('json.patch(input.document, input.steps)');
const union = await expression('union({x | some x in input})');
const hexDecode = await expression('hex.decode(input)');
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

odd('union names what is no set', () => {
  assert.is(union([1]), 'eval_type_error: union: operand 1 must be set but got number');
});

odd('hex.decode looks at bytes', () => {
  assert.is(hexDecode('616263'), 'abc');
  const wrong = 'eval_builtin_error: hex.decode: encoding/hex: invalid byte: ';
  assert.is(hexDecode('aä'), `${wrong}U+00C3 'Ã'`);
  assert.is(hexDecode('\n'), `${wrong}U+000A`);
});

odd('json.patch says why a step does not fit', () => {
  const wrong = (document: unknown, ...steps: unknown[]) =>
    String(patch({ document, steps })).replace(/^eval_(builtin|type)_error: json.patch: /, '');
  assert.equal(patch({ document: { a: 1 }, steps: [{ op: 'add', path: 'b', value: 2 }] }), {
    a: 1,
    b: 2,
  });
  assert.is(wrong({}, { path: 'a' }), "missing required attribute 'op'");
  assert.is(wrong({}, { op: 'x', path: 'a' }), "unrecognized op: 'x'");
  assert.is(wrong({}, { op: 1, path: 'a' }), "attribute 'op' must be a string but found: number");
  assert.is(
    wrong({}, { op: 'remove', path: 'a' }),
    'cannot delete child key "a" that does not exist',
  );
  assert.is(
    wrong({ a: 1 }, { op: 'move', path: 'b', from: 'c' }),
    'path "c" does not exist in object term {"a": 1}',
  );
  assert.is(
    wrong([1], { op: 'add', path: '5', value: 1 }),
    'index for array insertion out of bounds',
  );
  assert.is(
    wrong({ a: 1 }, { op: 'test', path: 'a', value: 2 }),
    'value from EditTree != patch value.\n\nExpected: 2\n\nFound: 1',
  );
  assert.is(
    wrong({}, 1),
    'must be an array of JSON-Patch objects, but at least one element is not an object',
  );
});

odd.run();

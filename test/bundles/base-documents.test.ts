import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  DataConflict,
  mergeDocuments,
  mergedDocuments,
  placedAt,
  singleDocument,
} from '../../src/bundles/base-documents.js';
import { jsonText, toValue } from '../../src/rego/builtins/json-value.js';

const merging = suite('mergeDocuments');

const merged = (a: unknown, b: unknown): string => jsonText(mergeDocuments(toValue(a), toValue(b)));

merging('puts objects together, however deep', () => {
  assert.is(merged({ a: { x: 1 } }, { a: { y: 2 }, b: 3 }), '{"a":{"x":1,"y":2},"b":3}');
});

merging('takes no value for another, not even an equal one', () => {
  const conflict = (failure: unknown) =>
    failure instanceof DataConflict && /data\.a\.x/.test(failure.message);
  assert.throws(() => merged({ a: { x: 1 } }, { a: { x: 1 } }), conflict);
  assert.throws(() => merged({ a: { x: {} } }, { a: { x: [] } }), conflict);
});

merging('does not depend on the order where keys differ', () => {
  const document = fc.dictionary(fc.stringMatching(/^[a-c]{1,2}$/), fc.integer());
  fc.assert(
    fc.property(document, document, (left, right) => {
      const a = { left };
      const b = { right };
      assert.is(merged(a, b), merged(b, a));
    }),
  );
});

merging.run();

const taken = suite('isTaken');

taken('finds what stands at a path, and what stands in its way', () => {
  const merged = mergedDocuments(placedAt(['a', 'b'], 1));
  const single = singleDocument(['a'], '{"b": 1}', { b: 1 });
  for (const documents of [merged, single]) {
    assert.is(documents.isTaken(['a']), true);
    assert.is(documents.isTaken(['a', 'b']), true);
    assert.is(documents.isTaken(['a', 'b', 'c']), true);
    assert.is(documents.isTaken(['a', 'c']), false);
    assert.is(documents.isTaken(['toString']), false);
  }
  assert.equal([merged.json, single.json], ['{"a":{"b":1}}', '{"a":{"b": 1}}']);
});

taken.run();

import * as sdk from '@open-policy-agent/opa-wasm';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildRuntime } from '../../../src/build/runtime.js';
import { compile } from '../../../src/rego/compile.js';

buildRuntime();

const { loadPolicySync } = (sdk as unknown as { default: typeof sdk }).default;
const { wasm } = compile([{ path: 'app.rego', text: 'package app\n\np := input' }], ['app/p']);
const policy = loadPolicySync(wasm as Uint8Array);

/** What the module makes of a text; undefined where it refuses it. */
function parsed(text: string): unknown {
  const bytes = new TextEncoder().encode(text);
  try {
    const [row] = policy.evaluate(new Uint8Array(bytes).buffer) as { readonly result: unknown }[];
    return row?.result;
  } catch {
    return undefined;
  }
}

function expected(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Half a character becomes U+FFFD. */
const wellFormed = (text: string): string =>
  new TextDecoder().decode(new TextEncoder().encode(text));

const key = fc.constantFrom('a', 'name', 'a longer key than eight bytes', 'k"\\\n', 'ключ', '');
const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 12345678901),
  fc.string({ unit: 'grapheme', maxLength: 24 }),
  fc.constantFrom('"', '\\', '\u0000', '\u001f', 'x\ty', 'seven:7', 'eight::8', '\u2028'),
);
/** Rows of objects that mostly have the same keys, some fewer, some more, some other ones. */
const rows = fc.array(
  fc.oneof(
    fc.dictionary(key, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), {
      noNullPrototype: true,
    }),
    fc.record(
      { a: scalar, name: scalar, inner: fc.array(fc.record({ a: scalar })) },
      {
        noNullPrototype: true,
      },
    ),
    scalar,
  ),
  { maxLength: 12 },
);

const reading = suite('reading JSON');

reading('gives what was written, whatever the space between', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(undefined, 1, '\t', '\n \r'), (value, space) => {
      const text = JSON.stringify(value, null, space as string).replaceAll('": ', '" : ');
      assert.equal(parsed(text), JSON.parse(text));
    }),
    { numRuns: 300 },
  );
});

reading('refuses and accepts what JSON does, where a byte is another one or missing', () => {
  fc.assert(
    fc.property(rows, fc.nat(), fc.constantFrom(...'{}[]",:0 \\-a', ''), (value, place, byte) => {
      const text = JSON.stringify(value);
      const at = place % text.length;
      const changed = wellFormed(text.slice(0, at) + byte + text.slice(at + 1));
      assert.equal(parsed(changed), expected(changed), changed);
    }),
    { numRuns: 1000 },
  );
});

reading('lets the last of equal keys count', () => {
  assert.equal(parsed('[{"a":1,"b":2},{"a":1,"a":3},{"a":4,"a":5,"b":6}]'), [
    { a: 1, b: 2 },
    { a: 3 },
    { a: 5, b: 6 },
  ]);
});

reading.run();

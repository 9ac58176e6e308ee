import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readTar, TarError, writeTar } from '../../src/bundles/tar.js';

const tar = suite('readTar');

const entry = fc.record(
  {
    name: fc.stringMatching(/^\/[a-z][a-z0-9/._-]{0,40}[a-z]$/),
    content: fc.uint8Array({ maxLength: 2000 }),
  },
  { noNullPrototype: true },
);

tar('reads what writeTar writes', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
      const read = readTar(writeTar(entries)).map(({ name, content }) => ({
        name,
        content: Uint8Array.from(content),
      }));
      assert.equal(read, entries);
    }),
  );
});

tar('reads long names of both kinds', () => {
  const long = `${'deep/'.repeat(30)}policy.rego`;
  const gnu = writeTar([
    { name: '././@LongLink', content: new TextEncoder().encode(`${long}\0`) },
    { name: 'cut', content: new TextEncoder().encode('a') },
  ]);
  retype(gnu, 0, 'L');
  assert.equal(
    readTar(gnu).map(({ name }) => name),
    [long],
  );
  const record = ` path=${long}\n`;
  const pax = writeTar([
    { name: 'PaxHeader', content: new TextEncoder().encode(`${record.length + 3}${record}`) },
    { name: 'cut', content: new TextEncoder().encode('a') },
  ]);
  retype(pax, 0, 'x');
  assert.equal(
    readTar(pax).map(({ name }) => name),
    [long],
  );
});

/** Gives an entry another type, and its header the sum that fits. */
function retype(bytes: Uint8Array, at: number, type: string): void {
  const before = bytes[at + 156] as number;
  bytes[at + 156] = type.charCodeAt(0);
  const field = Buffer.from(bytes.buffer, bytes.byteOffset + at + 148, 6);
  const sum = Number.parseInt(field.toString('latin1'), 8) - before + type.charCodeAt(0);
  field.write(sum.toString(8).padStart(6, '0'), 'latin1');
}

tar('refuses what is damaged or cut off', () => {
  const whole = writeTar([{ name: 'a', content: new Uint8Array(700) }]);
  assert.throws(
    () => readTar(whole.subarray(0, 1000)),
    (failure: unknown) => failure instanceof TarError,
  );
  const damaged = Uint8Array.from(whole);
  damaged[3] = 0x41;
  assert.throws(() => readTar(damaged), /damaged/);
});

tar.run();

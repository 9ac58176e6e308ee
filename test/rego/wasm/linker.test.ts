import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildRuntime } from '../../../src/build/runtime.js';
import { compile } from '../../../src/rego/compile.js';
import { callsIn } from '../../../src/rego/wasm/calls-in.js';
import { runtimeModule } from '../../../src/rego/wasm/runtime-file.js';

buildRuntime();

const moduleOf = (rule: string): Uint8Array => {
  const { wasm } = compile([{ path: 'app.rego', text: `package app\n\n${rule}` }], ['app/p']);
  return wasm as Uint8Array;
};

const linking = suite('a linked module');

linking('carries of the runtime only what it calls', () => {
  const small = moduleOf('p := 1');
  const large = moduleOf('p := regex.match("a+", input)');
  const all = runtimeModule().bodies.reduce((sum, { length }) => sum + length, 0);
  assert.ok(small.length < all / 2, `${small.length} bytes of ${all}`);
  assert.ok(large.length > small.length);
});

linking('finds the calls of every function of the runtime', () => {
  const { bodies, calls, imports } = runtimeModule();
  const most = imports.length + bodies.length;
  assert.ok(calls.flat().length > bodies.length);
  assert.ok(calls.flat().every((index) => index < most));
});

linking.run();

const calls = suite('callsIn');

calls('skips the operands of other instructions', () => {
  const body = [
    // Two groups of locals; a block; a constant that looks like a call; a load; a table of branches; 64 bits; a fill.
    ...[
      2, 1, 0x7f, 3, 0x7e, 0x02, 0x40, 0x41, 0x90, 0x10, 0x1a, 0x41, 0, 0x28, 2, 0x10, 0x0e, 1, 0,
      0,
    ],
    ...[0x0b, 0x10, 0x85, 0x01, 0x42, 0x90, 0x90, 0x7f, 0x1a, 0xfc, 11, 0, 0x10, 7, 0x0b],
  ];
  assert.equal(callsIn(Uint8Array.from(body)), [133, 7]);
});

calls('refuses what it does not know', () => {
  assert.throws(() => callsIn(Uint8Array.of(0, 0xfd, 0x0b)), /instruction 0xfd/);
});

calls.run();

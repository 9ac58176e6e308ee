import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import * as sdk from '@open-policy-agent/opa-wasm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildRuntime } from '../../src/build/runtime.js';
import { compile } from '../../src/rego/compile.js';
import { Evaluation, EvaluationError, type EvaluationOptions } from '../../src/rego/evaluation.js';

buildRuntime();

const { loadPolicy, LoadedPolicy } = (sdk as unknown as { default: typeof sdk }).default;
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const context = () => ({ now: () => 7n, memo: new Map(), environment: new Map() });

function moduleOf(text: string, ...entrypoints: string[]): Uint8Array {
  const { wasm, diagnostics } = compile(
    [{ path: 'app.rego', text: `package app\n${text}` }],
    entrypoints,
  );
  assert.equal(diagnostics, []);
  return wasm as Uint8Array;
}

async function load(text: string, options: Partial<EvaluationOptions> = {}): Promise<Evaluation> {
  return Evaluation.load(moduleOf(text, 'app/p'), { context, ...options });
}

const inSdk = suite('a compiled module in the unmodified SDK');

inSdk('answers through opa_eval and through the older eval with a context', async () => {
  const policy = await loadPolicy(moduleOf('p := input.a + data.b', 'app/p'));
  policy.setData({ b: 2 });
  assert.equal(policy.evaluate({ a: 1 }), [{ result: 3 }]);
  const loaded = policy as unknown as { wasmInstance: object; mem: object; minorVersion: number };
  const older = new LoadedPolicy(loaded.wasmInstance as never, loaded.mem as never, 1 as never);
  older.setData({ b: 5 });
  assert.equal(older.evaluate({ a: 1 }), [{ result: 6 }]);
});

inSdk('lists its entrypoints and answers each by name and number', async () => {
  const policy = await loadPolicy(moduleOf('p := 1\nq contains 2', 'app/p', 'app/q', 'app'));
  assert.equal((policy as unknown as { entrypoints: object }).entrypoints, {
    'app/p': 0,
    'app/q': 1,
    app: 2,
  });
  assert.equal(policy.evaluate({}, 'app/q'), [{ result: [2] }]);
  assert.equal(policy.evaluate({}, 2), [{ result: { p: 1, q: [2] } }]);
  assert.throws(
    () => policy.evaluate({}, 3),
    (thrown: unknown) => thrown === 'internal: illegal entrypoint id',
  );
});

inSdk('carries more constants than the memory of the host begins with', async () => {
  const long = Array.from(
    { length: 300 },
    (_, index) => `s${index}: "${'x'.repeat(2000)}${index}"`,
  );
  const text = `p := {${long.map((line) => line.replace(/^(s\d+):/, '"$1":')).join(', ')}}`;
  const policy = await loadPolicy(moduleOf(text, 'app/p'));
  const [row] = policy.evaluate({}) as { result: Record<string, string> }[];
  assert.is(row?.result['s299'], `${'x'.repeat(2000)}299`);
});

inSdk('gives the same answers after base documents changed', async () => {
  const policy = await loadPolicy(
    moduleOf('p := count(data.xs)\nq if data.xs[_] == 2', 'app/p', 'app/q'),
  );
  for (const xs of [[1], [1, 2], Array.from({ length: 5000 }, (_, index) => index)]) {
    policy.setData({ xs });
    assert.equal(policy.evaluate({}), [{ result: xs.length }]);
    assert.equal(policy.evaluate({}, 1), xs.includes(2) ? [{ result: true }] : []);
  }
});

inSdk.run();

const evaluating = suite('Evaluation');

evaluating('takes sets and numbers of any size in and out', async () => {
  const evaluation = await load('p := {x | some x in input} | {9007199254740993}');
  const input = new TextEncoder().encode('{123456789012345678901234567890, set()}');
  assert.is(
    evaluation.evaluate(input, 'app/p', 'value'),
    '{{"result":{9007199254740993,123456789012345678901234567890,set()}}}',
  );
});

evaluating('leaves input undefined where none is given', async () => {
  const evaluation = await load('default p := "none"\np := input');
  assert.is(evaluation.evaluate(undefined, 'app/p'), '[{"result":"none"}]');
  assert.is(evaluation.evaluate(bytes(false), 'app/p'), '[{"result":false}]');
});

evaluating('says where a conflict arose', async () => {
  const evaluation = await load('p := 1 if input.a\np := 2 if input.b');
  try {
    evaluation.evaluate(bytes({ a: 1, b: 1 }), 'app/p');
    assert.unreachable();
  } catch (failure) {
    assert.instance(failure, EvaluationError);
    const { code, file, line, message } = failure as EvaluationError;
    assert.equal([code, file, line], ['eval_conflict_error', 'app.rego', 3]);
    assert.is(message, 'complete rules must not produce multiple outputs');
  }
  assert.is(evaluation.evaluate(bytes({ a: 1 }), 'app/p'), '[{"result":1}]', 'and goes on working');
});

evaluating('refuses input that is not JSON', async () => {
  const evaluation = await load('p := input');
  assert.throws(
    () => evaluation.evaluate(new TextEncoder().encode('{"a":'), 'app/p'),
    /not valid JSON/,
  );
  assert.throws(
    () => evaluation.evaluate(new TextEncoder().encode('['.repeat(100_000)), 'app/p'),
    /not valid JSON/,
  );
});

evaluating('stops an evaluation that takes too many steps', async () => {
  const text =
    'p := count([1 | some a in input; some b in input; some c in input; a + b + c == 0])';
  const numbers = Array.from({ length: 300 }, (_, index) => index + 1);
  const evaluation = await load(text, { mostThousandTurns: 100 });
  assert.throws(() => evaluation.evaluate(bytes(numbers), 'app/p'), /more steps than are allowed/);
  assert.is(evaluation.evaluate(bytes([0]), 'app/p'), '[{"result":1}]');
});

evaluating('stops an evaluation that takes too much memory', async () => {
  const text = 'p := [x | some a in input; some b in input; x := [a, b, a + b]]';
  const evaluation = await load(text, { mostPages: 40 });
  const numbers = Array.from({ length: 400 }, (_, index) => index);
  assert.throws(() => evaluation.evaluate(bytes(numbers), 'app/p'), /ran out of memory/);
  assert.is(evaluation.evaluate(bytes([1]), 'app/p'), '[{"result":[[1,1,2]]}]');
});

evaluating('stops a result that is larger than allowed', async () => {
  const evaluation = await load('p := input', { mostResultBytes: 100 });
  assert.throws(
    () => evaluation.evaluate(bytes('x'.repeat(200)), 'app/p'),
    /larger than is allowed/,
  );
});

evaluating('takes no more memory the hundred thousandth time than the first', async () => {
  const wasm = moduleOf('p := {x | some x in data.xs; x.n in input.ns}', 'app/p');
  const policy = await loadPolicy(wasm);
  policy.setData({ xs: Array.from({ length: 12 }, (_, n) => ({ n, name: `name ${n}` })) });
  const input = bytes({ ns: [1, 2, 3] }).buffer as ArrayBuffer;
  const { mem } = policy as unknown as { mem: { buffer: ArrayBuffer } };
  const first = JSON.stringify(policy.evaluate(input));
  const size = mem.buffer.byteLength;
  for (let turn = 0; turn < 100_000; turn++) policy.evaluate(input);
  assert.is(mem.buffer.byteLength, size);
  assert.is(JSON.stringify(policy.evaluate(input)), first);
});

evaluating('runs modules that OPA built', async () => {
  const file = new URL('../fixtures/opa-built/policy.wasm.gz', import.meta.url);
  const wasm = gunzipSync(readFileSync(fileURLToPath(file)));
  const evaluation = await Evaluation.load(wasm, { context });
  evaluation.setData(bytes({ admins: ['bob'] }));
  const [row] = JSON.parse(evaluation.evaluate(bytes({ user: 'bob', xs: [3, 1, 3] }), 'app'));
  assert.is(row.result.allow, true);
  assert.is(row.result.h, 10_000, 'a built-in that OPA asks the host for');
  assert.equal(row.result.s, [1, 3]);
});

evaluating.run();

import { readFileSync } from 'node:fs';
import { buildRuntime } from '../../src/build/runtime.js';

type Native = (...values: number[]) => number;

/** WebAssembly as far as it is needed here: its types belong to the browser's. */
interface Wasm {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly instantiate: (
    bytes: Uint8Array,
    imports: unknown,
  ) => Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
}

const wasm = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly;

/** Where the tests' values begin: behind everything static. */
const HEAP = 0x20000;

const memory = new wasm.Memory({ initial: 5 });
let aborted = '';
const env = {
  memory,
  opa_abort: (address: number) => {
    aborted = textAt(address);
  },
  opa_println: () => {},
  ...Object.fromEntries([0, 1, 2, 3, 4].map((count) => [`opa_builtin${count}`, () => 0])),
};
const { instance } = await wasm.instantiate(readFileSync(buildRuntime()), { env });

/** A function that the runtime exports; our own bug where it does not. */
export function exported(name: string): Native {
  const found = instance.exports[name];
  if (typeof found !== 'function') throw new Error(`the runtime exports no function ${name}`);
  return found as Native;
}

/** The address of a value from its text in Rego's syntax. */
export function valueOf(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const address = exported('opa_malloc')(bytes.length);
  new Uint8Array(memory.buffer).set(bytes, address);
  const value = exported('opa_value_parse')(address, bytes.length);
  if (value === 0) throw new Error(`not a value: ${text}`);
  return value;
}

function textAt(address: number): string {
  const bytes = new Uint8Array(memory.buffer, address);
  return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
}

/**
 * Calls a native built-in with arguments in Rego's syntax.
 *
 * @returns the result in Rego's syntax, `undefined`, or the error as strict evaluation would tell it
 */
export function callNative(name: string, ...args: readonly string[]): string {
  exported('opa_heap_ptr_set')(HEAP);
  exported('start_evaluation')();
  const result = exported(name)(...args.map(valueOf));
  if (result !== 0) return textAt(exported('opa_value_dump')(result));
  aborted = '';
  exported('raise_error')(valueOf('"place:"'), valueOf(JSON.stringify(name)));
  return aborted === '' ? 'undefined' : aborted.replace('place: ', '');
}

/** One workload in modules of both compilers, each in the unmodified SDK, and in OPA's interpreter. */

import { isDeepStrictEqual } from 'node:util';
import * as namespace from '@open-policy-agent/opa-wasm';
import { hostFunctions } from '../../src/rego/builtins/host-functions.js';
import { compile } from '../../src/rego/compile.js';
import { interleaved } from './measure.js';
import { opaBench, opaModule } from './peer.js';
import type { Workload } from './workload.js';

const { loadPolicySync } = (namespace as unknown as { readonly default: typeof namespace }).default;

export interface Measured {
  readonly name: string;
  readonly bytes: number;
  readonly ms: number;
  /** `NaN` without an `opa`, as the two below. */
  readonly opaBytes: number;
  readonly opaWasmMs: number;
  readonly opaEvalMs: number;
}

export interface Peers {
  readonly wasm: boolean;
  readonly interpreter: boolean;
}

/** A module in the SDK, its data set, as a function that evaluates the workload once. */
async function ready(wasm: Uint8Array, workload: Workload): Promise<() => unknown> {
  const context = { now: () => 0n, memo: new Map(), environment: new Map<string, string>() };
  const hosts = await hostFunctions(builtinsOf(wasm), () => context);
  const policy = loadPolicySync(wasm, 5, hosts);
  policy.setData(workload.data as object);
  const input = new Uint8Array(new TextEncoder().encode(JSON.stringify(workload.input))).buffer;
  return () => policy.evaluate(input, workload.entrypoint);
}

/** Names of the built-ins that a module wants of its host. */
function builtinsOf(wasm: Uint8Array): string[] {
  const { mem, wasmInstance } = loadPolicySync(wasm) as unknown as {
    readonly wasmInstance: { readonly exports: Readonly<Record<string, (at?: number) => number>> };
    readonly mem: { readonly buffer: ArrayBuffer };
  };
  const { opa_json_dump: dump, builtins } = wasmInstance.exports;
  const at = dump?.(builtins?.()) ?? 0;
  const bytes = new Uint8Array(mem.buffer);
  const text = new TextDecoder().decode(bytes.subarray(at, bytes.indexOf(0, at)));
  return Object.keys(JSON.parse(text));
}

/** OPA's modules dump sets as arrays in the order of their hashes. */
function withoutOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item) => JSON.stringify(withoutOrder(item)))
      .sort()
      .map((text) => JSON.parse(text));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, item]) => [key, withoutOrder(item)]),
  );
}

/** @param budget milliseconds for the runs in the SDK */
export async function measure(workload: Workload, peers: Peers, budget: number): Promise<Measured> {
  const { wasm, diagnostics } = compile(workload.sources, [workload.entrypoint]);
  if (wasm === undefined) throw new Error(JSON.stringify(diagnostics));
  const ours = await ready(wasm, workload);
  const opaWasm = peers.wasm ? opaModule(workload) : undefined;
  const theirs = opaWasm && (await ready(opaWasm, workload));
  if (theirs !== undefined && !isDeepStrictEqual(withoutOrder(ours()), withoutOrder(theirs()))) {
    throw new Error(`${workload.name}: OPA's module gives another answer`);
  }
  const [ms = Number.NaN, opaWasmMs = Number.NaN] = interleaved(
    theirs === undefined ? [ours] : [ours, theirs],
    budget,
  );
  return {
    name: workload.name,
    bytes: wasm.length,
    ms,
    opaBytes: opaWasm?.length ?? Number.NaN,
    opaWasmMs,
    opaEvalMs: peers.interpreter ? opaBench(workload) : Number.NaN,
  };
}

/**
 * The power of its size with which a workload's time grows: both sizes are run in turns, and the fastest runs count, as whatever else the
 * machine does only ever adds.
 *
 * @param large ten times `small`
 * @param budget milliseconds for both together
 */
export async function growthOf(small: Workload, large: Workload, budget: number): Promise<number> {
  const runs = await Promise.all(
    [small, large].map(async (workload) => {
      const { wasm } = compile(workload.sources, [workload.entrypoint]);
      return ready(wasm as Uint8Array, workload);
    }),
  );
  const fastest = runs.map(() => Number.POSITIVE_INFINITY);
  for (const end = performance.now() + budget; performance.now() < end; ) {
    runs.forEach((run, index) => {
      const start = performance.now();
      run();
      fastest[index] = Math.min(fastest[index] as number, performance.now() - start);
    });
  }
  const [least = Number.NaN, most = Number.NaN] = fastest;
  return Math.log10(most / least);
}

/** What is measured: a policy, the data and input that it judges, and which of its documents is asked for. */
import type { Source } from '../../src/diagnostics/source.js';
import type { Json } from '../../src/model/json.js';

export interface Workload {
  /** A few words, for the table. */
  readonly name: string;
  readonly sources: readonly Source[];
  /** `a/b/c` for `data.a.b.c`. */
  readonly entrypoint: string;
  readonly input: Json;
  readonly data: Json;
}

/** A workload that comes in sizes, whose growth is measured as well. */
export interface GrowingWorkload {
  readonly name: string;
  /** Two sizes, the second ten times the first. */
  readonly sizes: readonly [number, number];
  readonly make: (size: number) => Workload;
}

/** A workload of one module. */
export function workload(
  name: string,
  text: string,
  entrypoint: string,
  input: Json,
  data: Json = {},
): Workload {
  return { name, sources: [{ path: 'policy.rego', text }], entrypoint, input, data };
}

/** Pseudo-random whole numbers below a bound, the same ones in every run. */
export function numbers(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

export const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

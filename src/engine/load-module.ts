import type { Json } from '../model/json.js';
import { Evaluation, type EvaluationOptions } from '../rego/evaluation.js';
import type { LoadModule } from './run-layer.js';

/** At most this much memory for one layer's module, in pages of 64 kB: half a gigabyte. */
const MOST_PAGES = 8192;

/** At most so many thousands of turns of loops in one evaluation: a rule that takes more is stuck, and fails. */
const MOST_THOUSAND_TURNS = 500_000;

/**
 * Makes modules ready in the SDK. Rules see no clock but the verdict's time, no environment and no network.
 *
 * @param now milliseconds since the epoch
 * @param limits what one evaluation of a layer's module may take, where not the limits above
 */
export function moduleLoader(
  now: number,
  limits: Omit<EvaluationOptions, 'context' | 'extraHosts'> = {},
): LoadModule {
  const time = BigInt(now) * 1_000_000n;
  return async (wasm) => {
    const evaluation = await Evaluation.load(wasm, {
      context: () => ({ now: () => time, memo: new Map(), environment: new Map() }),
      mostPages: MOST_PAGES,
      mostThousandTurns: MOST_THOUSAND_TURNS,
      ...limits,
    });
    let current: Json | undefined;
    return {
      evaluate: (input, data, entrypoint) => {
        if (current === undefined || !isSame(current, data)) {
          evaluation.setData(new TextEncoder().encode(JSON.stringify(data)));
          current = data;
        }
        return JSON.parse(evaluation.evaluate(new Uint8Array(input), entrypoint)) as Json;
      },
    };
  };
}

/** Whether two documents hold the same. Subjects share most parts of their data, which is seen without reading them. */
function isSame(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.length &&
    left.every(([key, value], index) => {
      const [otherKey, other] = right[index] ?? [];
      return key === otherKey && isSame(value as Json, other as Json);
    })
  );
}

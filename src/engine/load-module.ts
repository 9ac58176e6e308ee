import type { Json } from '../model/json.js';
import { Evaluation } from '../rego/evaluation.js';
import type { LoadModule } from './run-layer.js';

/** At most this much memory for one layer's module, in pages of 64 kB: half a gigabyte. */
const MOST_PAGES = 8192;

/** At most so many thousands of turns of loops in one evaluation: a rule that takes more is stuck, and fails. */
const MOST_THOUSAND_TURNS = 500_000;

/**
 * Makes modules ready in the SDK. Rules see no clock but the verdict's time, no environment and no network.
 *
 * @param now milliseconds since the epoch
 */
export function moduleLoader(now: number): LoadModule {
  const time = BigInt(now) * 1_000_000n;
  return async (wasm) => {
    const evaluation = await Evaluation.load(wasm, {
      context: () => ({ now: () => time, memo: new Map(), environment: new Map() }),
      mostPages: MOST_PAGES,
      mostThousandTurns: MOST_THOUSAND_TURNS,
    });
    let current: string | undefined;
    return {
      evaluate: (input, data, entrypoint) => {
        const text = JSON.stringify(data);
        if (text !== current) {
          evaluation.setData(new TextEncoder().encode(text));
          current = text;
        }
        return JSON.parse(evaluation.evaluate(new Uint8Array(input), entrypoint)) as Json;
      },
    };
  };
}

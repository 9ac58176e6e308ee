import type { Json } from '../model/json.js';
import type { RuleSet } from '../model/rule.js';
import { ENTRYPOINT } from './entry-module.js';

/** One element of a rule's set, as the module returned it. */
export interface RawResult {
  readonly rule: string;
  readonly set: RuleSet;
  readonly value: Json;
}

/** A module that is ready to be called. */
export interface PolicyModule {
  /**
   * @param input JSON text of the input document
   * @param data base documents
   * @throws whatever the module's abort throws: a runtime error of a rule
   */
  readonly evaluate: (input: ArrayBuffer, data: Json, entrypoint: string) => Json | undefined;
}

/** Makes a module ready; host functions that it imports are loaded here. */
export type LoadModule = (wasm: Uint8Array) => Promise<PolicyModule>;

export interface LayerRun {
  readonly results: readonly RawResult[];
  /** Rules that failed to evaluate, with the reason. */
  readonly errors: ReadonlyMap<string, string>;
}

/**
 * Evaluates the selected rules of a layer on one input. If the module aborts, the rules are tried one by one, so that one broken
 * rule does not hide what the others found.
 *
 * @param selected canonical ids
 */
export function runLayer(
  module: PolicyModule,
  input: ArrayBuffer,
  data: Json,
  params: Json,
  selected: readonly string[],
): LayerRun {
  const run = (ids: readonly string[]): readonly RawResult[] => {
    const chosen = Object.fromEntries(ids.map((id) => [id, true]));
    const base = { ...(data as object), params, selected: chosen } as Json;
    return resultsOf(module.evaluate(input, base, ENTRYPOINT));
  };
  if (selected.length === 0) return { results: [], errors: new Map() };
  try {
    return { results: run(selected), errors: new Map() };
  } catch (failure) {
    if (selected.length === 1) {
      return { results: [], errors: new Map([[selected[0] as string, reasonOf(failure)]]) };
    }
  }
  const results: RawResult[] = [];
  const errors = new Map<string, string>();
  for (const id of selected) {
    try {
      results.push(...run([id]));
    } catch (failure) {
      errors.set(id, reasonOf(failure));
    }
  }
  return { results, errors };
}

function resultsOf(answer: Json | undefined): RawResult[] {
  const [first] = Array.isArray(answer) ? (answer as readonly Json[]) : [];
  const result = (first as { readonly result?: Json } | undefined)?.result;
  return Array.isArray(result) ? (result as unknown as RawResult[]) : [];
}

function reasonOf(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  return text.split('\n')[0] ?? 'aborted';
}

/**
 * What a built-in looks like: its type in OPA's JSON form, and who implements it.
 *
 * A family is a folder `src/rego/builtins/<family>/` with `declare.ts` (static, light: imported by the compiler) and, where
 * the runtime has no native implementation, `host.ts` (loaded lazily by name). The index is generated.
 */
import type { Kept } from './http/cache.js';
import type { Network } from './net/network.js';
import type { Value } from './value.js';

/** A type in OPA's JSON form: `{type: "string"}`, `{type: "any", of: […]}`, `{type: "array", dynamic: …}`, … */
export interface TypeJson {
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface BuiltinDeclaration {
  /** Dotted, as in policies: `net.cidr_contains`. */
  readonly name: string;
  /** The infix operator that stands for it, where there is one. */
  readonly infix?: string;
  readonly args: readonly TypeJson[];
  readonly result?: TypeJson;
  /** The type of any number of further arguments (`print`). */
  readonly variadic?: TypeJson;
  /** Several results: its result is iterated (`walk`). */
  readonly relation?: boolean;
  readonly deprecated?: boolean;
  readonly nondeterministic?: boolean;
  /** The export of the runtime that implements it; absent: a host function does. */
  readonly native?: string;
  /**
   * Whether the native implementation may leave a call to the host function, whose number it takes as a last argument. Absent: it takes none.
   *
   * @param constants the operands that are string constants, undefined for all others
   */
  readonly needsHost?: (constants: readonly (string | undefined)[]) => boolean;
  /** Whether the native implementation keeps compiled patterns between evaluations. */
  readonly keepsPatterns?: boolean;
}

/**
 * A host implementation. Undefined stands for an undefined result.
 *
 * A family's `host.ts` exports them as `host: ReadonlyMap<string, HostBuiltin>`, by built-in name.
 *
 * @throws BuiltinError for what OPA treats as a built-in error: undefined, or a query error where errors are strict.
 * Its message has no prefix: whoever calls the function puts `<name>: ` before it.
 */
export type HostBuiltin = (args: readonly Value[], context: HostContext) => Value | undefined;

/** Parts of the outside that an evaluation may be granted. */
export type Grant = 'clock' | 'network' | 'random' | 'environment';

/** A built-in that needs what was not granted. It ends the evaluation: undefined would look like an answer. */
export class NotGranted extends Error {
  override readonly name = 'NotGranted';
  constructor(
    readonly grant: Grant,
    builtin = 'it',
  ) {
    super(`${builtin}: the ${GRANTED[grant]} to this evaluation`);
  }
}

const GRANTED: Readonly<Record<Grant, string>> = {
  clock: 'clock is not granted',
  network: 'network is not granted',
  random: 'drawing of random values is not granted',
  environment: 'environment is not granted',
};

/** What host functions may use of the outside; each is absent unless it was granted. */
export interface HostContext {
  /** Constant within one query. Nanoseconds since the epoch. @throws NotGranted */
  readonly now: () => bigint;
  /** Per-query memory (`rand.intn`, `uuid.rfc4122`, `http.send` cache). */
  readonly memo: Map<string, Value>;
  readonly environment?: ReadonlyMap<string, string>;
  /** Whether random values may be drawn. */
  readonly random?: boolean;
  readonly network?: Network;
  /** Responses that `http.send` may use again in later queries. */
  readonly responses?: Map<string, Kept>;
  readonly print?: (line: string) => void;
}

/** An error of a built-in in OPA's words. `kind` decides the code: `eval_type_error` or `eval_builtin_error`. */
export class BuiltinError extends Error {
  override readonly name = 'BuiltinError';
  constructor(
    readonly kind: 'type' | 'builtin',
    message: string,
  ) {
    super(message);
  }
}

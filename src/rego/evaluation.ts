/** Modules in the SDK, ready to be called: ours, and those that `opa build -t wasm` makes. */
import * as namespace from '@open-policy-agent/opa-wasm';
import { type Grant, type HostContext, NotGranted } from './builtins/declaration.js';
import { type ExtraHosts, hostFunctions } from './builtins/host-functions.js';

/** The SDK is CommonJS: all that it exports is the default export. */
const sdk = (namespace as unknown as { readonly default: typeof namespace }).default;

/** An evaluation that could not be ended: a conflict, a strict built-in error, or no room left. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  constructor(
    message: string,
    /** OPA's: `eval_conflict_error`, `eval_type_error`, `eval_builtin_error`, `eval_internal_error`. */
    readonly code: string,
    readonly file?: string,
    /** 1-based. */
    readonly line?: number,
    /** 1-based. */
    readonly column?: number,
    /** What would have had to be granted. */
    readonly missing?: Grant,
  ) {
    super(message);
  }
}

export interface EvaluationOptions {
  /** What host functions may use; made anew for every evaluation. */
  readonly context: () => HostContext;
  readonly extraHosts?: ExtraHosts;
  /** At most so many thousands of turns of loops in one evaluation; modules of other compilers know no such limit. */
  readonly mostThousandTurns?: number;
  /** At most so many bytes of result. */
  readonly mostResultBytes?: number;
  /** At most so much memory, in pages of 64 kB. */
  readonly mostPages?: number;
}

/** The functions of the ABI that are called past the SDK's own wrappers, which would parse numbers into doubles. */
interface Exports {
  readonly builtins: () => number;
  readonly entrypoints: () => number;
  readonly eval: (context: number) => number;
  readonly drydock_limit?: (thousands: number) => void;
  readonly opa_malloc: (size: number) => number;
  readonly opa_json_parse: (address: number, length: number) => number;
  readonly opa_value_parse: (address: number, length: number) => number;
  readonly opa_json_dump: (value: number) => number;
  readonly opa_value_dump: (value: number) => number;
  readonly opa_heap_ptr_set: (address: number) => void;
  readonly opa_eval_ctx_new: () => number;
  readonly opa_eval_ctx_set_input: (context: number, value: number) => void;
  readonly opa_eval_ctx_set_data: (context: number, value: number) => void;
  readonly opa_eval_ctx_set_entrypoint: (context: number, id: number) => void;
  readonly opa_eval_ctx_get_result: (context: number) => number;
}

/** A WebAssembly.Memory, as far as it is read here. */
interface Memory {
  readonly buffer: ArrayBuffer;
}

/** What the SDK's object holds beside its public methods. */
type Loaded = namespace.LoadedPolicy & {
  readonly wasmInstance: { readonly exports: Exports };
  readonly mem: Memory;
  readonly entrypoints: Readonly<Record<string, number>>;
  readonly dataAddr: number;
  readonly dataHeapPtr: number;
};

/** Two gigabytes. */
const MOST_PAGES = 32_768;
const MOST_RESULT_BYTES = 256 * 1024 * 1024;

export class Evaluation {
  private context: HostContext;

  private constructor(
    private readonly policy: Loaded,
    private readonly newContext: () => HostContext,
    private readonly mostResultBytes: number,
  ) {
    this.context = newContext();
  }

  static async load(wasm: Uint8Array, options: EvaluationOptions): Promise<Evaluation> {
    const functions: Record<string, (...args: never[]) => unknown> = {};
    const memory = { initial: 5, maximum: options.mostPages ?? MOST_PAGES };
    const policy = sdk.loadPolicySync(wasm, memory, functions) as unknown as Loaded;
    const most = options.mostResultBytes ?? MOST_RESULT_BYTES;
    const evaluation = new Evaluation(policy, options.context, most);
    const { exports } = policy.wasmInstance;
    exports.drydock_limit?.(options.mostThousandTurns ?? 0);
    const listed = readText(most, policy.mem, exports.opa_json_dump(exports.builtins()));
    const names = Object.keys(JSON.parse(listed) as object);
    const current = () => evaluation.context;
    Object.assign(functions, await hostFunctions(names, current, options.extraHosts));
    return evaluation;
  }

  get entrypoints(): readonly string[] {
    return Object.keys(this.policy.entrypoints);
  }

  /** @param json base documents as JSON text */
  setData(json: Uint8Array): void {
    const { buffer, byteOffset, byteLength } = json;
    this.guarded(() => this.policy.setData(buffer.slice(byteOffset, byteOffset + byteLength)));
  }

  /**
   * Evaluates an entrypoint.
   *
   * @param input JSON text, or text in Rego's syntax (`set()` and keys of any type); absent: `input` is undefined
   * @returns the result set as JSON text: `[{"result": …}]`, or `[]` where it is undefined
   * @throws EvaluationError
   */
  evaluate(
    input: Uint8Array | undefined,
    entrypoint: string,
    format: 'json' | 'value' = 'json',
  ): string {
    const id = this.policy.entrypoints[entrypoint];
    if (id === undefined) {
      throw new EvaluationError(`no entrypoint \`${entrypoint}\``, 'eval_internal_error');
    }
    this.context = this.newContext();
    const { mem, dataHeapPtr } = this.policy;
    const { exports } = this.policy.wasmInstance;
    return this.guarded(() => {
      exports.opa_heap_ptr_set(dataHeapPtr);
      const context = exports.opa_eval_ctx_new();
      if (input !== undefined) {
        const address = exports.opa_malloc(input.length);
        new Uint8Array(mem.buffer).set(input, address);
        const value = exports.opa_value_parse(address, input.length);
        if (value === 0) throw 'input is not valid JSON';
        exports.opa_eval_ctx_set_input(context, value);
      }
      exports.opa_eval_ctx_set_data(context, this.policy.dataAddr);
      exports.opa_eval_ctx_set_entrypoint(context, id);
      exports.eval(context);
      const result = exports.opa_eval_ctx_get_result(context);
      return readText(
        this.mostResultBytes,
        mem,
        format === 'json' ? exports.opa_json_dump(result) : exports.opa_value_dump(result),
      );
    });
  }

  /** The bytes at an address that the module's compiler gave: the coverage map. */
  byteAt(address: number): number {
    return new Uint8Array(this.policy.mem.buffer)[address] ?? 0;
  }

  /** Sets a byte of the coverage map back. */
  clearByte(address: number): void {
    new Uint8Array(this.policy.mem.buffer)[address] = 0;
  }

  private guarded<T>(run: () => T): T {
    try {
      return run();
    } catch (failure) {
      if (typeof failure === 'string') throw abortError(failure);
      if (failure instanceof NotGranted) throw notGranted(failure);
      if (failure instanceof Error && /^(Runtime|Range)Error$/.test(failure.name)) {
        const reason = /stack|recursion/i.test(failure.message)
          ? 'the evaluation is nested too deep'
          : 'the evaluation ran out of memory';
        throw new EvaluationError(reason, 'eval_internal_error');
      }
      throw failure;
    }
  }
}

function readText(most: number, memory: Memory, address: number): string {
  const bytes = new Uint8Array(memory.buffer);
  const end = bytes.indexOf(0, address);
  if (end - address > most) throw 'the result is larger than is allowed';
  return new TextDecoder().decode(bytes.subarray(address, end));
}

function notGranted({ message, grant }: NotGranted): EvaluationError {
  return new EvaluationError(message, 'eval_builtin_error', undefined, undefined, undefined, grant);
}

/** The SDK reads abort texts as if each byte were a character. */
function abortError(text: string): EvaluationError {
  const bytes = Uint8Array.from(text, (unit) => unit.charCodeAt(0) & 0xff);
  const message = new TextDecoder().decode(bytes);
  const match = /^(.*?):(\d+):(\d+): (eval_[a-z_]+): (.*)$/s.exec(message);
  if (match === null) return new EvaluationError(message, 'eval_internal_error');
  const [, file = '', line, column, code = '', rest = ''] = match;
  return new EvaluationError(rest, code, file, Number(line), Number(column));
}

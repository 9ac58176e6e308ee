/** The functions that hosts call: OPA's ABI 1.3, both the one-shot `opa_eval` and the older `eval` with a context. */
import { CodeWriter } from './code-writer.js';
import type { GeneratedFunction } from './linker.js';
import type { ModuleContext } from './module-context.js';

/** Functions of the runtime that are part of the ABI as they are. */
export const RUNTIME_EXPORTS: readonly string[] = [
  'opa_malloc',
  'opa_free',
  'opa_json_parse',
  'opa_json_dump',
  'opa_value_parse',
  'opa_value_dump',
  'opa_value_free',
  'opa_value_add_path',
  'opa_value_remove_path',
  'opa_value_compare',
  'opa_heap_ptr_get',
  'opa_heap_ptr_set',
  'opa_heap_blocks_stash',
  'opa_heap_blocks_restore',
  'opa_heap_stash_clear',
  // Ours: the limit of turns of loops.
  'drydock_limit',
];

export interface AbiFunction {
  /** Absent: for the others' use only. */
  readonly name?: string;
  readonly code: GeneratedFunction;
}

/** Fields of the context of `eval`, each an address or number of 4 bytes. */
const CONTEXT = { input: 0, data: 4, entrypoint: 8, result: 12 } as const;

/**
 * @param entrypoints their names, in the order of their numbers
 * @param plans the index in the module of each entrypoint's function
 * @param first the index in the module that the first of the functions will have
 */
export function abiFunctions(
  module: ModuleContext,
  entrypoints: readonly string[],
  plans: readonly number[],
  first: number,
): AbiFunction[] {
  const runtime = (code: CodeWriter, name: string): CodeWriter =>
    code.call(module.runtimeFunction(name));
  const make = (
    name: string | undefined,
    params: number,
    results: 0 | 1,
    write: (code: CodeWriter) => void,
  ): AbiFunction => {
    const code = new CodeWriter(params);
    write(code);
    return {
      ...(name !== undefined && { name }),
      code: { signature: { params, results }, locals: code.locals, code: code.done() },
    };
  };
  const abort = (code: CodeWriter, message: string): void => {
    code.constant(module.constants.text(message).address);
    code.call(module.importedFunction('opa_abort')).unreachable();
  };
  const field = (name: keyof typeof CONTEXT): AbiFunction =>
    make(`opa_eval_ctx_set_${name}`, 2, 0, (code) => code.get(0).get(1).store(CONTEXT[name]));
  const numbered = (names: readonly string[]): ((code: CodeWriter) => void) => {
    const object = Object.fromEntries(names.map((name, index) => [name, index]));
    return (code) => {
      const { address, length } = module.constants.text(JSON.stringify(object));
      runtime(code.constant(address).constant(length), 'opa_json_parse');
    };
  };

  return [
    // First, as the others call it: entrypoint, input, data → result set.
    make(undefined, 3, 1, (code) => {
      plans.forEach((plan, index) => {
        code.get(0).constant(index).equals();
        code.if(() => code.get(1).get(2).call(plan).return());
      });
      abort(code, 'internal: illegal entrypoint id');
    }),
    make('opa_eval', 7, 1, (code) => {
      const [, entrypoint, data, input, length, heap, format] = [0, 1, 2, 3, 4, 5, 6] as const;
      const value = code.local();
      const result = code.local();
      runtime(code.get(heap), 'opa_heap_ptr_set');
      runtime(code, 'start_evaluation');
      code.get(length).if(() => {
        runtime(code.get(input).get(length), 'opa_json_parse').tee(value);
        code.isZero().if(() => abort(code, 'input is not valid JSON'));
      });
      code.get(entrypoint).get(value).get(data).call(first).set(result);
      code.get(format).if(() => runtime(code.get(result), 'opa_value_dump').return());
      runtime(code.get(result), 'opa_json_dump');
    }),
    make('eval', 1, 1, (code) => {
      runtime(code, 'start_evaluation');
      code.get(0).get(0).load(CONTEXT.entrypoint).get(0).load(CONTEXT.input);
      code.get(0).load(CONTEXT.data).call(first).store(CONTEXT.result).constant(0);
    }),
    make('opa_eval_ctx_new', 0, 1, (code) => {
      const context = code.local();
      runtime(code.constant(16), 'opa_malloc').set(context);
      for (const offset of Object.values(CONTEXT)) code.get(context).constant(0).store(offset);
      code.get(context);
    }),
    field('input'),
    field('data'),
    field('entrypoint'),
    make('opa_eval_ctx_get_result', 1, 1, (code) => code.get(0).load(CONTEXT.result)),
    make('builtins', 0, 1, numbered([...module.hostBuiltins.keys()])),
    make('entrypoints', 0, 1, numbered(entrypoints)),
  ];
}

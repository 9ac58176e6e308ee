/** From a plan to a WebAssembly module of OPA's ABI 1.3. */
import { invariant } from '../../diagnostics/invariant.js';
import type * as ir from '../plan/ir.js';
import { abiFunctions, RUNTIME_EXPORTS } from './abi.js';
import type { CodeWriter } from './code-writer.js';
import { FunctionContext } from './function-context.js';
import { functionIndex, type GeneratedFunction, link, reservedStart } from './linker.js';
import { type CoveredLine, type GenerateOptions, ModuleContext } from './module-context.js';
import type { ReadModule } from './module-reader.js';
import { writeBlocks } from './statements.js';

export interface GeneratedModule {
  readonly wasm: Uint8Array;
  /** Names of the host functions that the module calls. */
  readonly hostBuiltins: readonly string[];
  /** Where the module marks each line that was run; empty without `coverage`. */
  readonly coverage: readonly { readonly address: number; readonly line: CoveredLine }[];
}

export function generate(
  runtime: ReadModule,
  policy: ir.Policy,
  options: GenerateOptions = {},
): GeneratedModule {
  const module = new ModuleContext(runtime, policy, options);
  const functions = [
    ...policy.functions.map((func) => functionCode(module, func)),
    ...policy.plans.map((plan) => planCode(module, plan)),
  ];
  const plans = policy.plans.map((_, index) =>
    functionIndex(runtime, policy.functions.length + index),
  );
  const abi = abiFunctions(
    module,
    policy.plans.map(({ name }) => name),
    plans,
    functionIndex(runtime, functions.length),
  );
  const exports = new Map<string, number>();
  abi.forEach(({ name }, index) => {
    if (name !== undefined) exports.set(name, functions.length + index);
  });
  const table = module.constants.stringTable();
  const data = { offset: module.constants.offset, bytes: module.constants.done() };
  const reserved = patternMemory(module.patternCalls);
  const wasm = link(runtime, {
    functions: [...functions, ...abi.map(({ code }) => code)],
    data,
    reserved,
    exports,
    runtimeExports: RUNTIME_EXPORTS,
    calls: module.calls,
    globals: new Map([
      ['constant_table', table.address],
      ['constant_mask', table.mask],
      ['regex_arena', reserved && reservedStart(data)],
      ['regex_arena_end', reserved && reservedStart(data) + reserved],
    ]),
    constants: new Map([
      ['opa_wasm_abi_version', 1],
      ['opa_wasm_abi_minor_version', 3],
    ]),
    ...(options.names && {
      names: [
        ...policy.functions.map(({ name }) => name),
        ...policy.plans.map(({ name }) => name),
        ...abi.map(({ name }) => name ?? 'call_entrypoint'),
      ],
    }),
  });
  return {
    wasm,
    hostBuiltins: [...module.hostBuiltins.keys()],
    coverage: [...module.coverage.values()],
  };
}

/** How much memory compiled patterns get, in bytes: some for those that come with the input, some for each call. */
function patternMemory(calls: number): number {
  return calls === 0 ? 0 : Math.min(65_536 + calls * 8192, 2 ** 21);
}

/** A function of the plan. Without arguments of its own its result holds as long as `input` and `data` do: it is kept. */
function functionCode(module: ModuleContext, func: ir.Func): GeneratedFunction {
  const isMemorised = func.params.length === 2;
  const context = new FunctionContext(module, func.params, func.params.length > 2, func.blocks);
  const { code } = context;
  if (!isMemorised) {
    context.onReturn = () => code.return();
    writeBlocks(context, func.blocks);
    code.get(context.local(func.return));
  } else {
    const slot = module.constants.zeros(8);
    const result = code.local();
    code.constant(slot).load();
    context.runtime('memo_stamp');
    code.equals().if(() => code.constant(slot).load(4).return());
    code.block((end) => {
      context.onReturn = () => code.set(result).branch(end);
      writeBlocks(context, func.blocks);
      code.get(context.local(func.return)).set(result);
    });
    code.constant(slot).get(result).store(4).constant(slot);
    context.runtime('memo_stamp');
    code.store().get(result);
  }
  return finished(code, func.params.length);
}

/** An entrypoint: takes `input` and `data`, gives the result set. */
function planCode(module: ModuleContext, plan: ir.Plan): GeneratedFunction {
  const context = new FunctionContext(module, [0, 1], false, plan.blocks);
  const { code } = context;
  context.resultSet = code.local();
  context.onReturn = () => code.drop().get(context.resultSet).return();
  context.runtime('make_set');
  code.set(context.resultSet);
  writeBlocks(context, plan.blocks);
  code.get(context.resultSet);
  return finished(code, 2);
}

function finished(code: CodeWriter, params: number): GeneratedFunction {
  invariant(params < 1000, 'a function has a sane number of parameters');
  return { signature: { params, results: 1 }, locals: code.locals, code: code.done() };
}

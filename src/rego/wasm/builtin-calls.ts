/** Calls of built-ins: straight into the runtime where it has them, else through the host. */

import type { BuiltinDeclaration } from '../builtins/declaration.js';
import { HOST_PREFIX } from '../builtins/host-functions.js';
import { builtinNamed } from '../builtins/registry.js';
import type * as ir from '../plan/ir.js';
import type { FunctionContext } from './function-context.js';

type Call = Extract<ir.Stmt, { kind: 'Call' }>;

/** How many arguments `pack_arguments` takes. */
const MOST_PACKED = 5;

export function callBuiltin(context: FunctionContext, call: Call): void {
  const { code, module } = context;
  const name = call.function;
  const declaration = builtinNamed(name);
  const native = declaration?.native;
  if (native !== undefined && module.hasRuntimeFunction(native)) {
    for (const operand of call.args) context.push(operand);
    if (declaration?.needsHost !== undefined) {
      code.constant(fallbackHost(context, call, declaration.needsHost));
    }
    context.runtime(native);
    if (declaration?.keepsPatterns) module.patternCalls++;
  } else if (module.options.plainHostCalls) callPlain(context, call);
  else callPacked(context, call);
  code.set(context.local(call.result));
  if (module.options.strictErrors) {
    code.get(context.local(call.result)).isZero();
    code.if(() => {
      code.constant(module.constants.string(module.place(call.at)));
      code.constant(module.constants.string(name));
      context.runtime('raise_error');
    });
  }
  if (declaration?.result === undefined && declaration !== undefined) return;
  code.get(context.local(call.result));
  context.leaveIfZero();
}

/** The runtime's `NO_HOST` and `PLAIN`. */
const NO_HOST = -1;
const PLAIN_HOST = 0x4000_0000;

/** The number of the host function that a native one may turn to, as the runtime's `callHost` reads it. */
function fallbackHost(
  { module }: FunctionContext,
  call: Call,
  needsHost: NonNullable<BuiltinDeclaration['needsHost']>,
): number {
  const constants = call.args.map((operand) =>
    operand.kind === 'string' ? module.text(operand.index) : undefined,
  );
  if (!needsHost(constants)) return NO_HOST;
  return module.options.plainHostCalls
    ? module.hostBuiltin(call.function) | PLAIN_HOST
    : module.hostBuiltin(HOST_PREFIX + call.function);
}

/** One value per argument, as OPA's modules call their hosts. */
function callPlain(context: FunctionContext, call: Call): void {
  const { code, module } = context;
  code.constant(module.hostBuiltin(call.function)).constant(0);
  for (const operand of call.args) context.push(operand);
  code.call(module.importedFunction(`opa_builtin${call.args.length}`));
}

/** All arguments as one text in Rego's syntax, so that neither sets nor digits are lost on the way. */
function callPacked(context: FunctionContext, call: Call): void {
  const { code, module } = context;
  code.constant(module.hostBuiltin(HOST_PREFIX + call.function)).constant(0);
  code.constant(call.args.length);
  for (let index = 0; index < MOST_PACKED; index++) {
    const operand = call.args[index];
    if (operand === undefined) code.constant(0);
    else context.push(operand);
  }
  context.runtime('pack_arguments');
  code.constant(1);
  context.runtime('dumpString');
  code.call(module.importedFunction('opa_builtin1'));
  context.runtime('host_result');
}

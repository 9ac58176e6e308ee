/** Calls of built-ins: straight into the runtime where it has them, else through the host. */

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
    context.runtime(native);
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

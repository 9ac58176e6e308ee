/** Which function an operator names. */
import type { BuiltinDeclaration } from '../../builtins/declaration.js';
import { builtinNames } from '../../builtins/registry.js';
import type * as ast from '../../syntax/ast.js';
import * as errors from '../errors.js';
import { operatorName } from '../walk.js';
import type { Resolution } from './resolution.js';
import type { Scope } from './scope.js';

/** The function that an operator names: absolute where it is a user's. */
export function resolveOperator(resolution: Resolution, operator: ast.Ref, report = true): ast.Ref {
  const [head, ...rest] = operator.parts;
  const name = head?.kind === 'var' ? head.name : '';
  const root = resolution.global(name, operator.span);
  if (root !== undefined) {
    const absolute: ast.Ref = { ...operator, parts: [...root.parts, ...rest] };
    if (report) checkFunction(resolution, absolute);
    return absolute;
  }
  if (report) checkFunction(resolution, operator);
  return operator;
}

/** Reports a function that there is not, or that is deprecated. */
export function checkFunction(resolution: Resolution, operator: ast.Ref): void {
  const name = operatorName(operator);
  if (resolution.module.functions.has(name)) return;
  const builtin = resolution.module.builtin(name);
  if (builtin === undefined) {
    resolution.diagnostics.push(
      errors.undefinedFunction(operator.span, name, callable(resolution)),
    );
  } else if (builtin.deprecated && resolution.refusesOldWays) {
    resolution.diagnostics.push(errors.deprecatedBuiltin(operator.span, name));
  } else if (resolution.module.pure && isImpure(builtin)) {
    resolution.diagnostics.push(errors.impureBuiltin(operator.span, name));
  }
}

/** The names by which functions can be called: those of the package itself without its path. */
function* callable({ module }: Resolution): Iterable<string> {
  const own = `${module.packagePath.join('.')}.`;
  for (const name of module.functions.keys()) {
    yield name.startsWith(own) ? name.slice(own.length) : name;
  }
  for (const name of builtinNames()) {
    if (!name.startsWith('internal.') && module.builtin(name) !== undefined) yield name;
  }
}

/** Whether the outside decides what a built-in gives: the network, the environment, chance, or the time of day. */
function isImpure({ name, nondeterministic }: BuiltinDeclaration): boolean {
  // It takes the time to compare with from its constraints, or is given that of the evaluation.
  return nondeterministic === true && name !== 'io.jwt.decode_verify';
}

/** The function that a `with` value names, where it names one rather than being a value. */
export function functionNamed(
  resolution: Resolution,
  value: ast.Term,
  scope: Scope,
): ast.Ref | undefined {
  const ref: ast.Ref | undefined =
    value.kind === 'ref'
      ? value
      : value.kind === 'var'
        ? { kind: 'ref', parts: [value], span: value.span }
        : undefined;
  const [head] = ref?.parts ?? [];
  if (ref === undefined || head?.kind !== 'var') return undefined;
  const entry = scope.find(head.name);
  if (entry !== undefined && entry !== 'pending' && entry.kind !== 'implicit') return undefined;
  const root = resolution.global(head.name, head.span);
  const absolute: ast.Ref =
    root === undefined ? ref : { ...ref, parts: [...root.parts, ...ref.parts.slice(1)] };
  if (resolution.module.functions.has(operatorName(absolute))) return absolute;
  if (resolution.module.builtin(operatorName(ref)) === undefined) return undefined;
  checkFunction(resolution, ref);
  return ref;
}

/** The function that is called: no local var of its name may be in the way. */
export function resolveCalled(
  resolution: Resolution,
  { operator, span }: ast.Call | ast.CallExpr,
  scope: Scope,
): ast.Ref {
  const [head] = operator.parts;
  const entry = head?.kind === 'var' ? scope.find(head.name) : undefined;
  if (entry === undefined || entry === 'pending' || entry.kind === 'implicit') {
    return resolveOperator(resolution, operator);
  }
  entry.used = true;
  resolution.diagnostics.push(errors.shadowedFunction(span, operatorName(operator)));
  return operator;
}

/** Whether one operand more than written would receive the result (none was given). */
export function takesResult(resolution: Resolution, call: ast.Call): boolean {
  return arity(resolution, call.operator) === call.operands.length;
}

/** How many operands a function takes; undefined where there is none of the name. */
export function arity(resolution: Resolution, operator: ast.Ref): number | undefined {
  const resolved = operatorName(resolveOperator(resolution, operator, false));
  return (
    resolution.module.functions.get(resolved) ?? resolution.module.builtin(resolved)?.args.length
  );
}

/** `with` modifiers: what they may replace, and by what. */
import type * as ast from '../../syntax/ast.js';
import * as errors from '../errors.js';
import { groundPrefix, pathText } from '../names.js';
import { operatorName } from '../walk.js';
import { functionNamed } from './functions.js';
import type { Place, Resolution } from './resolution.js';
import { resolveSimple } from './terms.js';

/** A modifier with an absolute target, and a simple value or a function that stands in. */
export function resolveModifier(
  resolution: Resolution,
  modifier: ast.With,
  place: Place,
): ast.With {
  const [head, ...rest] = modifier.target.parts;
  const name = head?.kind === 'var' ? head.name : '';
  const parts = rest.map((part) => resolveSimple(resolution, part, place));
  const root = resolution.global(name, head?.span ?? modifier.span);
  const builtin = resolution.module.builtin(operatorName(modifier.target));
  const target: ast.Ref =
    root !== undefined && (builtin === undefined || resolution.isGlobal(name))
      ? { ...modifier.target, parts: [...root.parts, ...parts] }
      : modifier.target;
  const fault = (message: string, code?: string): void => {
    resolution.diagnostics.push(errors.illegalWith(target.span, message, code));
  };
  const replacing = 'with keyword replacing built-in function:';
  if (target !== modifier.target) checkVirtualTarget(resolution, target, fault);
  else if (builtin === undefined) {
    fault(
      'with keyword target must reference existing input, data, or a function',
      'rego_type_error',
    );
  } else if (builtin.name === 'eq' || builtin.name.startsWith('rego.metadata.')) {
    fault(`${replacing} replacement of ${JSON.stringify(builtin.name)} invalid`);
  } else if (builtin.name.startsWith('internal.')) {
    fault(`${replacing} replacement of internal function ${JSON.stringify(builtin.name)} invalid`);
  } else if (builtin.relation) fault(`${replacing} target must not be a relation`);
  else if (builtin.result === undefined) {
    fault(`${replacing} target must not be a void function`);
  }
  const isFunction = builtin !== undefined || resolution.module.functions.has(operatorName(target));
  const replacement = isFunction
    ? functionNamed(resolution, modifier.value, place.scope)
    : undefined;
  if (replacement !== undefined) {
    return {
      ...modifier,
      target,
      replacement,
      value: { kind: 'null', span: modifier.value.span },
    };
  }
  return { ...modifier, target, value: resolveSimple(resolution, modifier.value, place) };
}

/** What lies below a rule cannot be replaced by itself. */
export function checkVirtualTarget(
  resolution: Resolution,
  target: ast.Ref,
  fault: (message: string) => void,
): void {
  const path = groundPrefix(target);
  for (let length = 2; length < target.parts.length; length++) {
    if (length > path.length) return;
    if (!resolution.module.rulePaths.has(pathText(path.slice(0, length)))) continue;
    fault('with keyword cannot partially replace virtual document(s)');
    return;
  }
}

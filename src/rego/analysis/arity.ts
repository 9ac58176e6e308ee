import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { builtinNamed } from '../builtins/registry.js';
import type * as ast from '../syntax/ast.js';
import * as errors from './errors.js';
import { Environment } from './types/environment.js';
import { builtinArity } from './types/errors.js';
import { signatureOf } from './types/signatures.js';
import { typeOf } from './types/term-types.js';
import { operatorName, visitBody } from './walk.js';

const NOTHING_KNOWN = new Environment({ roots: [], within: () => undefined });

/** Every call has as many operands as its function has parameters, or one more for the result. */
export function checkArity(body: ast.Body, functions: ReadonlyMap<string, number>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const check = (expr: ast.Expr): void => {
    if (expr.kind === 'every') expr.body.forEach(check);
    if (expr.kind === 'notBody') expr.body.forEach(check);
    if (expr.kind === 'and' || expr.kind === 'or') [...expr.left, ...expr.right].forEach(check);
    if (expr.kind !== 'callExpr') return;
    const name = operatorName(expr.operator);
    const declared = builtinNamed(name);
    const want = functions.get(name) ?? declared?.args.length;
    if (want === undefined || declared?.variadic !== undefined) return;
    const have = expr.operands.length;
    const isVoid = declared !== undefined && declared.result === undefined;
    // A call that stands for a value was given one operand more, for its result.
    const fits =
      expr.generated === true ? have === want + 1 : have === want || (have === want + 1 && !isVoid);
    if (fits) return;
    if (declared !== undefined && !functions.has(name)) {
      const given = expr.operands.map((operand) => typeOf(operand, NOTHING_KNOWN));
      diagnostics.push(builtinArity(expr.span, name, given, signatureOf(declared)));
      return;
    }
    const isResult = expr.generated === true || expr.assigned === true;
    diagnostics.push(errors.arityMismatch(expr.span, name, isResult ? have - 1 : have, want));
  };
  body.forEach(check);
  visitBody(body, {
    closure: (closure) => {
      if ('body' in closure && closure.kind !== 'every' && closure.kind !== 'notBody')
        closure.body.forEach(check);
      return true;
    },
  });
  return diagnostics;
}

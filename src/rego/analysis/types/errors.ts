import { type Details, define } from '../../../diagnostics/diagnostic.js';
import type { Span } from '../../../diagnostics/source.js';
import { didYouMean } from '../../../diagnostics/suggest.js';
import { refJson } from '../../builtins/rego/term-json.js';
import type * as ast from '../../syntax/ast.js';
import { shownRef, termText } from '../term-text.js';
import { signatureJson, signatureText, typeJson, typeText } from './text.js';
import type { FunctionType, JsonKey, Type } from './type.js';

const TYPE = 'rego_type_error';

type Types = readonly (Type | undefined)[];

/** What was given and what is wanted, a line each. */
function operandDetails(have: Types, want: FunctionType, withResult: boolean): Details {
  return {
    lines: [`have: (${have.map(typeText).join(', ')})`, `want: ${signatureText(want, withResult)}`],
    json: { have: have.map(typeJson), want: signatureJson(want, withResult) },
  };
}

/** A call with operands that the function can never take, or a result that it can never have. */
export const invalidArguments = define(
  'rego/invalid-arguments',
  (span: Span, name: string, have: Types, want: FunctionType) => ({
    span,
    message: `${name}: invalid argument(s)`,
    details: operandDetails(have, want, true),
    opa: TYPE,
  }),
);

/** A call of a built-in with too many or too few operands. */
export const builtinArity = define(
  'rego/builtin-arity',
  (span: Span, name: string, have: Types, want: FunctionType) => ({
    span,
    message: `${name}: arity mismatch`,
    details: operandDetails(have, want, false),
    opa: TYPE,
  }),
);

/** A function that stands in for one that takes another number of operands. */
export const replacedArity = define(
  'rego/replaced-arity',
  (span: Span, name: string, have: Types, want: FunctionType) => ({
    span,
    message: `${name}: arity mismatch`,
    details: operandDetails(have, want, false),
    opa: TYPE,
  }),
);

/** A unification that can never hold. */
export const matchError = define(
  'rego/match',
  (span: Span, left: Type | undefined, right: Type | undefined) => ({
    span,
    message: 'match error',
    details: {
      lines: [`left  : ${typeText(left)}`, `right : ${typeText(right)}`],
      json: { a: typeJson(left), b: typeJson(right) },
    },
    opa: TYPE,
  }),
);

/** A ref to something within a value that has nothing within, or to a function that is not called. */
export const refToNothing = define(
  'rego/ref-to-nothing',
  (ref: ast.Ref, position: number, have: Type | undefined) => {
    const shown = shownRef(ref);
    const text = termText(shown);
    const through = termText({ ...shown, parts: shown.parts.slice(0, position + 1) });
    const isFunction = have?.kind === 'function';
    return {
      span: ref.span,
      message: isFunction
        ? `function ${text} used as reference, not called`
        : `undefined ref: ${text}`,
      details: {
        lines: [text, '^'.repeat(through.length), `have: ${typeText(have)}`],
        json: { ref: refJson(shown), pos: position, have: typeJson(have) },
      },
      ...(isFunction && { hint: 'call it, with its operands in parentheses' }),
      opa: TYPE,
    };
  },
);

/**
 * A ref with a key that can never be there.
 *
 * @param have the type of the key where it is not a constant
 */
export const undefinedRef = define(
  'rego/undefined-ref',
  (
    ref: ast.Ref,
    position: number,
    have: Type | undefined,
    want: Type | undefined,
    known: readonly JsonKey[],
  ) => {
    const shown = shownRef(ref);
    const part = shown.parts[position] as ast.Term;
    const text = termText(shown);
    const indent = ' '.repeat(
      termText({ ...shown, parts: shown.parts.slice(0, position) }).length + 1,
    );
    const wanted =
      known.length > 0
        ? `want (one of): [${known.map((key) => JSON.stringify(key)).join(' ')}]`
        : `want (type): ${typeText(want)}`;
    const names = known.filter((key) => typeof key === 'string');
    const hint = part.kind === 'string' ? didYouMean(part.value, names) : undefined;
    return {
      span: ref.span,
      message: `undefined ref: ${text}`,
      details: {
        lines: [
          text,
          `${indent}^`,
          have ? `${indent}have (type): ${typeText(have)}` : `${indent}have: ${termText(part)}`,
          `${indent}${wanted}`,
        ],
        json: {
          ref: refJson(shown),
          pos: position,
          ...(have && { have: typeJson(have) }),
          want: typeJson(want),
          oneOf: known.length > 0 ? known : null,
        },
      },
      ...(hint !== undefined && { hint }),
      opa: TYPE,
    };
  },
);

import { define } from '../../diagnostics/diagnostic.js';
import { renderPlace } from '../../diagnostics/render.js';
import type { Span } from '../../diagnostics/source.js';
import { didYouMean } from '../../diagnostics/suggest.js';
import { writtenName } from './names.js';

const COMPILE = 'rego_compile_error';
const TYPE = 'rego_type_error';

/** What is said of an expression whose unsafe var has no name. */
export const UNSAFE_EXPRESSION = 'expression is unsafe';

/** Short names are near to all others. */
function nearName(name: string, known: Iterable<string>): string | undefined {
  return name.length < 3 ? undefined : didYouMean(name, known);
}

/** @param known names that are there, one of which may be meant */
const unsafe = (span: Span, name: string, known: Iterable<string> = []) =>
  writtenName(name) === ''
    ? { span, message: UNSAFE_EXPRESSION, opa: 'rego_unsafe_var_error' }
    : {
        span,
        message: `var ${writtenName(name)} is unsafe`,
        hint:
          nearName(writtenName(name), known) ?? 'bind it in a positive expression of the same body',
        opa: 'rego_unsafe_var_error',
      };

export const unsafeVar = define('rego/unsafe-var', unsafe);

/** A var of a rule's head that its body does not know. */
export const unsafeInHead = define('rego/unsafe-in-head', unsafe);

export const referencedAbove = define('rego/referenced-above', (span: Span, name: string) => ({
  span,
  message: `var ${name} referenced above`,
  hint: 'declare it before its first use',
  opa: COMPILE,
}));

export const assignedAbove = define(
  'rego/assigned-above',
  (span: Span, name: string, how: 'assigned' | 'declared') => ({
    span,
    message: `var ${name} ${how} above`,
    hint: 'use another name, or `=` or `==` to compare',
    opa: COMPILE,
  }),
);

export const argumentRedeclared = define(
  'rego/argument-redeclared',
  (span: Span, name: string) => ({
    span,
    message: `arg ${name} redeclared`,
    opa: COMPILE,
  }),
);

export const declaredUnused = define('rego/declared-unused', (span: Span, name: string) => ({
  span,
  message: `declared var ${name} unused`,
  hint: 'remove the declaration or use `_`',
  opa: COMPILE,
}));

/** What a rule should ask instead of the outside. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['time.now_ns', '`time.parse_rfc3339_ns(input.now)` is the time of the evaluation'],
  ['http.send', "keep what it would fetch in the layer's data, or give it as a document (`--as`)"],
  ['net.lookup_ip_addr', "keep the addresses in the layer's data"],
  ['opa.runtime', 'what a rule depends on belongs into its `params`'],
  ['rand.intn', 'derive it from the input, such as with `crypto.sha256`'],
  ['uuid.rfc4122', 'derive it from the input, such as with `crypto.sha256`'],
]);

export const impureBuiltin = define('rego/impure-builtin', (span: Span, name: string) => ({
  span,
  message: `\`${name}\` cannot be called by rules: the same input must give the same verdict`,
  hint: INSTEAD.get(name) ?? 'sign where the policy is not evaluated',
}));

export const shadowedFunction = define('rego/shadowed-function', (span: Span, name: string) => ({
  span,
  message: `undefined function ${name}`,
  hint: 'a variable of this name is in the way: give it another one',
  opa: TYPE,
}));

export const illegalAssignment = define(
  'rego/illegal-assignment',
  (span: Span, message: string) => ({
    span,
    message,
    opa: COMPILE,
  }),
);

export const undefinedFunction = define(
  'rego/undefined-function',
  (span: Span, name: string, known: Iterable<string>) => {
    const hint = didYouMean(name, known);
    return { span, message: `undefined function ${name}`, opa: TYPE, ...(hint && { hint }) };
  },
);

export const arityMismatch = define(
  'rego/arity-mismatch',
  (span: Span, name: string, have: number, want: number) => ({
    span,
    message: `function ${name} has arity ${want}, got ${have} ${have === 1 ? 'argument' : 'arguments'}`,
    opa: TYPE,
  }),
);

export const recursiveRule = define(
  'rego/recursion',
  (span: Span, name: string, cycle: readonly string[]) => ({
    span,
    message: `rule ${name} is recursive: ${cycle.join(' -> ')}`,
    opa: 'rego_recursion_error',
  }),
);

export const conflictingRules = define(
  'rego/conflicting-rules',
  (span: Span, message: string, other?: Span) => ({
    span,
    message,
    opa: TYPE,
    ...(other && { related: [{ span: other, message: 'the other one is here' }] }),
  }),
);

/** @param below the rules that are in the way, with their places */
export const rulesBelow = define(
  'rego/rules-below',
  (span: Span, name: string, below: readonly string[]) => ({
    span,
    message: `rule ${name} conflicts with:`,
    details: { lines: below },
    hint: 'a rule whose whole value is given has no rules below it',
    opa: TYPE,
  }),
);

export const shadowingArgument = define(
  'rego/shadowing-argument',
  (span: Span, message: string) => ({
    span,
    message,
    opa: COMPILE,
  }),
);

export const shadowing = define('rego/shadowing', (span: Span, message: string) => ({
  span,
  message,
  opa: COMPILE,
}));

export const illegalWith = define(
  'rego/illegal-with',
  (span: Span, message: string, opa: string = COMPILE) => ({
    span,
    message,
    opa,
  }),
);

export const deprecatedBuiltin = define('rego/deprecated-builtin', (span: Span, name: string) => ({
  span,
  message: `deprecated built-in function calls in expression: ${name}`,
  opa: TYPE,
}));

export const importShadowed = define(
  'rego/duplicate-import',
  (span: Span, shadowed: string, other: Span) => ({
    span,
    message: `import must not shadow ${shadowed}`,
    related: [{ span: other, message: 'the other import is here' }],
    hint: 'give one of them an alias with `as`',
    opa: COMPILE,
  }),
);

export const undeclared = define('rego/undeclared', (span: Span, name: string) => ({
  span,
  message: `var ${writtenName(name)} is undeclared`,
  opa: COMPILE,
}));

export const voidAsValue = define('rego/void-as-value', (span: Span, call: string) => ({
  span,
  message: `${call} used as value`,
  opa: TYPE,
}));

/** @param first where the same thing was annotated before */
export const annotatedAgain = define(
  'rego/annotated-again',
  (span: Span, scope: string, first: Span) => ({
    span,
    message: `${scope} annotation redeclared: ${renderPlace(first).replace(/:\d+$/, '')}`,
    related: [{ span: first, message: 'the first one is here' }],
    opa: TYPE,
  }),
);

/** The last of many. */
export const errorLimitReached = define('rego/error-limit', () => ({
  message: 'error limit reached',
  opa: COMPILE,
}));

/** A schema that is none, or that there is not. */
export const schemaFault = define('rego/schema', (message: string, span?: Span) => ({
  message,
  ...(span && { span }),
  opa: TYPE,
}));

export const unusedImport = define('rego/unused-import', (span: Span, text: string) => ({
  span,
  message: `${text} unused`,
  opa: COMPILE,
}));

export const unusedInStrict = define('rego/unused', (span: Span, message: string) => ({
  span,
  message,
  opa: COMPILE,
}));

import { define } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../diagnostics/source.js';

const PARSE = 'rego_parse_error';

/** What the text should have been: `unexpected <token>: expected …`. */
export const unexpectedToken = define(
  'rego/unexpected-token',
  (span: Span, got: string, wanted: string, hint?: string) => ({
    span,
    message: `unexpected ${got}${wanted === '' ? '' : `: ${wanted}`}`,
    opa: PARSE,
    ...(hint === undefined ? {} : { hint }),
  }),
);

export const lexicalError = define(
  'rego/illegal-token',
  (span: Span, message: string, hint?: string) => ({
    span,
    message,
    opa: PARSE,
    ...(hint === undefined ? {} : { hint }),
  }),
);

export const nestedTooDeep = define('rego/nested-too-deep', (span: Span, limit: number) => ({
  span,
  message: `nested more than ${limit} deep`,
  hint: 'move inner parts into rules of their own',
  opa: PARSE,
}));

export const illegalRule = define(
  'rego/illegal-rule',
  (span: Span, message: string, hint?: string) => ({
    span,
    message,
    opa: PARSE,
    ...(hint === undefined ? {} : { hint }),
  }),
);

export const missingKeyword = define(
  'rego/missing-keyword',
  (span: Span, keyword: string, before: string, place: Span) => ({
    span,
    message: `\`${keyword}\` keyword is required ${before}`,
    hint: `write \`${keyword}\`, or parse the file as Rego v0`,
    related: [{ span: place, message: `\`${keyword}\` belongs before this` }],
    opa: PARSE,
  }),
);

export const illegalImport = define(
  'rego/illegal-import',
  (span: Span, message: string, hint?: string) => ({
    span,
    message,
    opa: PARSE,
    ...(hint === undefined ? {} : { hint }),
  }),
);

/** @param lines what is wrong, line by line, where the message is only a title */
export const illegalMetadata = define(
  'rego/illegal-metadata',
  (span: Span, message: string, lines?: readonly string[]) => ({
    span,
    message,
    ...(lines && { details: { lines } }),
    hint: 'metadata is YAML between `# METADATA` and a package clause or rule',
    opa: PARSE,
  }),
);

export const emptyModule = define('rego/empty-module', (span: Span) => ({
  span,
  message: 'empty module',
  hint: 'begin with `package <name>`',
  opa: PARSE,
}));

export const noPackage = define('rego/no-package', (span: Span) => ({
  span,
  message: 'package expected',
  hint: 'begin with `package <name>`',
  opa: PARSE,
}));

export const formatterFault = define('rego/format', (path: string) => ({
  path,
  message:
    'it is left as it is: the formatted text would not mean the same, which is a bug of drydock',
}));

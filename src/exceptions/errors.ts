import { define } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/source.js';
import { didYouMean } from '../diagnostics/suggest.js';

export const badExpiry = define('exception/date', (span: Span, key: string, text: string) => ({
  span,
  message: `\`${text}\` is no date for \`${key}\`: the exception waives nothing`,
  hint: 'write `2027-03-31` (the end of that day, UTC) or an RFC 3339 time',
}));

export const badId = define('exception/id', (span: Span, id: string) => ({
  span,
  message: `\`${id}\` cannot be the id of an exception`,
  hint: 'use ASCII letters, digits, `-`, `_` and `.`',
}));

export const sameId = define('exception/same-id', (span: Span, first: Span, id: string) => ({
  span,
  message: `a second exception \`${id}\``,
  related: [{ span: first, message: 'first here' }],
  hint: 'ids are never used again',
}));

export const noRules = define('exception/no-rules', (span: Span) => ({
  span,
  message: 'the exception names no rule',
}));

export const badSelector = define(
  'exception/selector',
  (span: Span, key: string, text: string) => ({
    span,
    message: `\`${text}\` cannot match any ${key}`,
  }),
);

export const unknownExceptionRule = define(
  'exception/unknown-rule',
  (span: Span, rule: string, known: readonly string[]) => {
    const hint = didYouMean(rule, known);
    return { span, message: `no layer has a rule \`${rule}\``, ...(hint && { hint }) };
  },
);

export const wildcardRule = define('exception/wildcard', (span: Span, rule: string) => ({
  span,
  message: `\`${rule}\` is a wildcard, which the org does not allow in exceptions`,
  hint: 'name the rules one by one',
}));

/** The org's bounds: the exception is well-formed, but does not hold. */
export const refused = define('exception/refused', (span: Span, id: string, reason: string) => ({
  span,
  message: `exception \`${id}\` does not hold: ${reason}`,
}));

export const unusedException = define('exception/unused', (span: Span, id: string) => ({
  span,
  severity: 'warning',
  message: `exception \`${id}\` matches nothing`,
  hint: 'delete it: what it excused is gone, or its selectors miss it',
}));

export const expiredException = define(
  'exception/expired',
  (span: Span, id: string, expires: string) => ({
    span,
    severity: 'warning',
    message: `exception \`${id}\` expired on ${expires}`,
  }),
);

export const expiringException = define(
  'exception/expiring',
  (span: Span, id: string, expires: string) => ({
    span,
    severity: 'warning',
    message: `exception \`${id}\` expires on ${expires}`,
  }),
);

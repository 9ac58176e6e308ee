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

export const badSigner = define('trust/allowed-signers', (span: Span, reason: string) => ({
  span,
  message: `this line allows nobody: ${reason}`,
}));

export const badKey = define('trust/key', (span: Span, name: string, reason: string) => ({
  span,
  message: `key \`${name}\` cannot be used: ${reason}`,
}));

/** A signature that is wrong in itself: altered, replayed, truncated, or by nobody who is trusted. */
export const badSignature = define('trust/signature', (span: Span, id: string, reason: string) => ({
  span,
  message: `a signature of exception \`${id}\` is refused: ${reason}`,
  hint: 'take it out, or have the exception signed again',
}));

export const strayingSignature = define('trust/no-exception', (span: Span, id: string) => ({
  span,
  message: `signatures for exception \`${id}\`, which is not there`,
  hint: 'delete the file, or put the exception back',
}));

export const noTrust = define('trust/none', (span: Span, id: string) => ({
  span,
  severity: 'warning',
  message: `signatures of exception \`${id}\` are not checked: no org says whose keys count`,
}));

export const badInline = define('exception/inline', (span: Span, reason: string) => ({
  span,
  message: `this comment ignores nothing: ${reason}`,
  hint: 'write `# policy:ignore <rule> reason=… expires=2027-03-31`',
}));

export const inlineRefused = define('exception/inline-refused', (span: Span, reason: string) => ({
  span,
  severity: 'warning',
  message: `this comment does not hold: ${reason}`,
}));

export const baselineRefused = define('baseline/refused', (span: Span, reason: string) => ({
  span,
  severity: 'warning',
  message: `the baseline does not hold: ${reason}`,
}));

export const staleBaseline = define('baseline/stale', (span: Span, rule: string, file: string) => ({
  span,
  message: `a finding of \`${rule}\` in \`${file}\` is gone, but the baseline still has room for it`,
  hint: '`policy baseline prune` takes it out',
}));

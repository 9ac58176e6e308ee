import { define } from '../diagnostics/diagnostic.js';

export const unreadable = define('document/unreadable', (path: string, reason: string) => ({
  path,
  message: reason,
  hint: '`--as <kind>` takes a file for a kind of document',
}));

export const ambiguousKind = define(
  'document/ambiguous',
  (path: string, kinds: readonly string[]) => ({
    path,
    message: `it may be ${kinds.join(' or ')}`,
    hint: 'say which with `--as <kind>`',
  }),
);

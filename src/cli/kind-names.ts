import { suggest } from '../diagnostics/suggest.js';
import { documentKinds } from '../documents/index.generated.js';

/** Whether a word names a kind of document: a shipped one, or one of the user's own, which is none that looks like a slip. */
export function isKindName(kind: string): boolean {
  const known = documentKinds.map(({ name }) => name);
  return (
    known.includes(kind) || (/^[a-z][a-z0-9-]*$/.test(kind) && suggest(kind, known).length === 0)
  );
}

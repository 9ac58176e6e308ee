import { define } from '../diagnostics/diagnostic.js';
import { lineStarts, type Source } from '../diagnostics/source.js';
import type { TextLocation } from '../model/location.js';

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

/** Trouble inside a document: what can be judged is judged, the verdict is incomplete. */
export const documentProblem = define(
  'document/problem',
  (source: Source, { line, col, endLine, endCol }: TextLocation, message: string) => {
    const starts = lineStarts(source);
    const start = (starts[line - 1] ?? 0) + col - 1;
    const end = Math.max(start, (starts[endLine - 1] ?? 0) + endCol - 1);
    return { span: { source, start, end }, message };
  },
);

export const notText = define('document/not-text', (path: string, reason: string) => ({
  path,
  message: `it cannot be read as a text: ${reason}`,
}));

export const againstSchema = define(
  'document/schema',
  (path: string, kind: string, pointer: string, reason: string) => ({
    path,
    message: `the document breaks the schema of \`${kind}\` at \`${pointer}\`: ${reason}`,
    hint: 'the verdict is incomplete; `policy input` shows the document',
  }),
);

export const imageProblem = define('document/image', (path: string, message: string) => ({
  path,
  message,
}));

export const sbomProblem = define('document/sbom', (path: string, message: string) => ({
  path,
  message,
}));

export const scanProblem = define('document/scan', (path: string, message: string) => ({
  path,
  message,
}));

/** Trouble without a place in the document's own text. */
export const documentTrouble = define('document/trouble', (path: string, message: string) => ({
  path,
  message,
}));

export const signedProblem = define(
  'document/signed',
  (kind: string, path: string, message: string) => ({ path, message: `${kind}: ${message}` }),
);

export const badTrust = define('trust/unusable', (path: string, reason: string) => ({
  path,
  message: reason,
  hint: '`--key` takes public keys in PEM, `--trusted-root` the `trusted_root.json` of a sigstore instance',
}));

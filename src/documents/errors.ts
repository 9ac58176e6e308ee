import { define } from '../diagnostics/diagnostic.js';
import { lineStarts, type Source } from '../diagnostics/source.js';
import type { ResolvedLocation, TextLocation } from '../model/location.js';

export const unreadable = define('document/unreadable', (path: string, reason: string) => ({
  path,
  message: reason,
  hint: '`--as <kind>` takes a file for a kind of document',
}));

/** @param most bytes */
export const tooLarge = define(
  'document/too-large',
  (path: string, size: number, most: number) => ({
    path,
    message: `it is too large to be read: ${megabytes(size)}, more than ${megabytes(most)}`,
    hint: 'split it, or leave out what no rule asks about, such as single files of packages',
  }),
);

/** @param size bytes */
export const large = define('document/large', (path: string, size: number) => ({
  severity: 'warning',
  path,
  message: `it is ${megabytes(size)}: reading it takes about eight times as much memory`,
}));

function megabytes(size: number): string {
  return `${Math.round(size / 1024 / 1024)} MB`;
}

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

/** A pointer in a message: its keys are the file's, and may hold anything. */
function shown(pointer: string): string {
  const clean = pointer.replace(/\p{Cc}/gu, '\ufffd');
  return clean.length > 300 ? `${clean.slice(0, 297)}...` : clean;
}

/** What breaks a published specification, or contradicts itself: judged all the same. */
export const documentAdvice = define(
  'document/advice',
  (
    source: Source,
    pointer: string,
    place: ResolvedLocation | undefined,
    message: string,
    more: number,
  ) => {
    const starts = lineStarts(source);
    const offset = (line: number | undefined, column: number | undefined) =>
      (starts[(line ?? 1) - 1] ?? 0) + (column ?? 1) - 1;
    const start = offset(place?.line, place?.column);
    const lineEnd = (starts[place?.line ?? 1] ?? source.text.length + 1) - 1;
    const end = Math.max(start, Math.min(offset(place?.endLine, place?.endColumn), lineEnd));
    const where = pointer === '' ? '' : ` (at \`${shown(pointer)}\`)`;
    return {
      severity: 'warning',
      span: { source, start, end },
      message: `${message}${where}`,
      ...(more > 0 && { hint: `${more} more: \`policy input\` shows all \`problems\`` }),
    };
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

export const sbomRefused = define('document/sbom-form', (path: string, form: string) => ({
  path,
  message: `SPDX as ${form} is not read`,
  hint: 'write it as JSON, or convert it with the converter of the SPDX tools',
}));

export const scanProblem = define('document/scan', (path: string, message: string) => ({
  path,
  message,
}));

export const scanRefused = define(
  'document/scan-form',
  (path: string, message: string, instead: string | undefined) => ({
    path,
    message,
    hint:
      instead ?? 'give the JSON or SARIF that Trivy, Grype, Snyk or another known scanner prints',
  }),
);

/** @param skipped what the scanner did not look at */
export const scanSkipped = define(
  'document/scan-skipped',
  (path: string, skipped: readonly string[]) => ({
    severity: 'warning',
    path,
    message: `the scanner could not look at ${skipped.length === 1 ? 'one package' : `${skipped.length} packages`}: ${skipped.slice(0, 3).join('; ').slice(0, 300)}`,
    hint: '`policy input` shows all of them as `skipped`',
  }),
);

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

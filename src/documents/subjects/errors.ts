import { define } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../diagnostics/source.js';
import { didYouMean } from '../../diagnostics/suggest.js';

export const badSubjectVersion = define('subject/version', (span: Span) => ({
  span,
  message: 'declarations of this version are not known',
  hint: 'write `version: 1`',
}));

export const badSubjectPath = define('subject/path', (span: Span, path: string) => ({
  span,
  message: `\`${path}\` leads out of the judged folder`,
  hint: 'name files relative to this one, with `/`; judge the folder that holds all of them',
}));

export const subjectTwice = define('subject/twice', (span: Span, first: Span, name: string) => ({
  span,
  message: `subject \`${name}\` is declared twice`,
  related: [{ span: first, message: 'first here' }],
  hint: 'findings and exceptions name their subject: give each a name of its own',
}));

export const subjectFileMissing = define('subject/missing', (span: Span, path: string) => ({
  span,
  message: `no document is found at \`${path}\``,
  hint: 'a declared document that is not there is not judged: correct the path, or name the `kind` that the file is to be taken for',
}));

export const unknownTarget = define(
  'subject/target',
  (path: string, target: string, stages: readonly string[]) => ({
    path,
    message: `the Dockerfile has no stage \`${target}\``,
    hint: stages.length > 0 ? `its stages: ${stages.join(', ')}` : 'none of its stages has a name',
  }),
);

export const unknownSubjectKind = define(
  'subject/kind',
  (span: Span, kind: string, known: readonly string[]) => ({
    span,
    message: `there is no kind of document \`${kind}\``,
    hint:
      didYouMean(kind, known) ??
      'a kind of your own is written in lower-case letters, digits and `-`',
  }),
);

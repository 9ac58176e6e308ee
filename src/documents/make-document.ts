import type { Source } from '../diagnostics/source.js';
import type { Document, Problem } from '../model/document.js';
import type { ResolvedLocation } from '../model/location.js';
import { decode, digestBytes } from './decode.js';
import { documentProblem, documentTrouble } from './errors.js';

/** A text file, and what is wrong with it before anybody has looked into it. */
export interface DecodedFile {
  readonly source: Source;
  readonly problems: readonly Problem[];
}

/** The text of a file; an empty one where it is none. */
export function decodeFile(uri: string, bytes: Uint8Array): DecodedFile {
  const { text, binary, trouble } = decode(bytes);
  const loc = { uri, line: 1, col: 1, endLine: 1, endCol: 1 };
  const message = binary ? 'it is no text' : trouble;
  return {
    source: { path: uri, text: binary ? '' : text.replace(/^\ufeff/, '') },
    problems: message === undefined ? [] : [{ code: 'encoding', message, loc }],
  };
}

/** What a parser found. */
export interface DocumentParts {
  readonly kind: string;
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly source: Source;
  readonly problems: readonly Problem[];
  /** The kind's own fields. */
  readonly facts: object;
  readonly locate?: (pointer: string) => ResolvedLocation | undefined;
}

/** Puts a document together; one with problems is not complete, and each of them is reported. */
export function makeDocument(parts: DocumentParts): Document {
  const { kind, format, bytes, source, problems, facts, locate } = parts;
  const uri = source.path;
  const fileDigest = digestBytes(bytes);
  return {
    kind,
    uri,
    fileDigest,
    source,
    ...(locate && { locate }),
    complete: problems.length === 0,
    diagnostics: problems.map(({ loc, message }) =>
      'line' in loc && loc.uri === uri
        ? documentProblem(source, loc, message)
        : documentTrouble(loc.uri, 'line' in loc ? `line ${loc.line}: ${message}` : message),
    ),
    value: { kind, uri, format, fileDigest, problems, ...facts },
  };
}

import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Document, InputFile, Problem } from '../../model/document.js';
import { parseImageReference } from '../../model/image-reference.js';
import type { Json } from '../../model/json.js';
import type { TextLocation } from '../../model/location.js';
import { decode, digestBytes } from '../decode.js';
import { documentProblem, notText } from '../errors.js';
import { placeOf } from '../place.js';
import { type RawDirective, readCheck } from './directives.js';
import { LONGEST_LINE, type Scanned, scan } from './scan.js';
import { readStages } from './stages.js';

/** Reads a Dockerfile. What is wrong in it is a problem of the document; the rest of it is judged all the same. */
export function parse(file: InputFile): Document {
  const { uri, bytes } = file;
  const decoded = decode(bytes);
  const text = decoded.binary ? '' : decoded.text;
  const source: Source = { path: uri, text };
  const diagnostics: Diagnostic[] = [];
  const problems: Problem[] = [];
  const start: TextLocation = { uri, line: 1, col: 1, endLine: 1, endCol: 1 };
  const problem = (code: string, message: string, loc: TextLocation) => {
    problems.push({ code, message, loc });
    diagnostics.push(documentProblem(source, loc, message));
  };
  if (decoded.binary) {
    const reason = decoded.trouble ?? 'it is not a text';
    problems.push({ code: 'not-text', message: reason, loc: start });
    diagnostics.push(notText(uri, reason));
  } else if (decoded.trouble) problem('encoding', decoded.trouble, start);
  const scanned = scan(text);
  for (const offset of scanned.tooLong) {
    const message = `a line is longer than ${LONGEST_LINE} bytes`;
    problem('long-line', message, placeOf(source, offset, offset));
  }
  directiveProblems(scanned.directives, (message, { start: from, end }) => {
    problem('directive', message, placeOf(source, from, end));
  });
  const staged = readStages(scanned, { source, problem });
  if (staged.stages.length === 0 && !decoded.binary) {
    problem('no-from', 'there is no FROM: nothing would be built', start);
  }
  const fileDigest = digestBytes(bytes);
  return {
    kind: 'dockerfile',
    uri,
    fileDigest,
    source,
    complete: diagnostics.length === 0,
    diagnostics,
    value: {
      kind: 'dockerfile',
      uri,
      format: 'dockerfile',
      fileDigest,
      problems,
      loc: start,
      source: {
        bytes: bytes.length,
        encoding: decoded.encoding,
        eol: text.includes('\r\n') ? 'crlf' : 'lf',
        bom: decoded.bom,
      },
      directives: { escape: scanned.escape, ...directivesOf(scanned, source) },
      ...staged,
      comments: scanned.comments.map(({ text: comment, start: from, end }) => ({
        text: comment,
        loc: placeOf(source, from, end),
      })),
    },
  };
}

/** BuildKit takes every directive once, and only two escapes. */
function directiveProblems(
  directives: readonly RawDirective[],
  report: (message: string, directive: RawDirective) => void,
): void {
  for (const [index, directive] of directives.entries()) {
    const { name, value } = directive;
    if (directives.slice(0, index).some((other) => other.name === name)) {
      report(`\`${name}\` is given twice`, directive);
    } else if (name === 'escape' && value !== '\\' && value !== '`') {
      report(`\`${value}\` is no escape`, directive);
    }
  }
}

function directivesOf(
  { syntax, check }: Scanned,
  source: Source,
): { readonly [name: string]: Json } {
  const loc = ({ start, end }: RawDirective) => ({ ...placeOf(source, start, end) });
  return {
    ...(syntax && { syntax: { ...frontendOf(syntax.value), loc: loc(syntax) } }),
    ...(check && { check: { ...readCheck(check.value), loc: loc(check) } }),
  };
}

function frontendOf(raw: string): { raw: string; frontend: string; digest?: string } {
  const [image = ''] = raw.split(' ');
  const reference = parseImageReference(image);
  if (reference === undefined) return { raw, frontend: image };
  const { registry, repository, digest } = reference;
  return { raw, frontend: `${registry}/${repository}`, ...(digest !== undefined && { digest }) };
}

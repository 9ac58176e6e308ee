import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Document, InputFile, Problem } from '../../model/document.js';
import type { TextLocation } from '../../model/location.js';
import { decode, digestBytes } from '../decode.js';
import { documentProblem, notText } from '../errors.js';
import { parseScript } from '../shell/parse-script.js';
import { scan } from './scan.js';
import { readStages } from './stages.js';

/** A physical line longer than this fails in BuildKit as well. Bytes; characters are a lower bound. */
const LONGEST_LINE = 65_535;

/** Reads a Dockerfile. What is wrong in it is a problem of the document; the rest of it is judged all the same. */
export function parse(file: InputFile): Document {
  const { uri, bytes } = file;
  const decoded = decode(bytes);
  const source: Source = { path: uri, text: decoded.text };
  const diagnostics: Diagnostic[] = [];
  const problems: Problem[] = [];
  const nowhere: TextLocation = { uri, line: 1, col: 1, endLine: 1, endCol: 1 };
  const problem = (code: string, message: string, loc: TextLocation) => {
    problems.push({ code, message, loc });
    diagnostics.push(documentProblem(source, loc, message));
  };
  if (decoded.binary) diagnostics.push(notText(uri, decoded.trouble ?? 'it is not a text'));
  else if (decoded.trouble) problem('encoding', decoded.trouble, nowhere);
  const text = decoded.binary ? '' : decoded.text;
  if (text.split('\n').some((line) => line.length > LONGEST_LINE)) {
    problem('long-line', `a line is longer than ${LONGEST_LINE} characters`, nowhere);
  }
  const scanned = scan(text);
  const { globalArgs, stages, refs } = readStages(scanned, {
    source,
    problem,
    script: (script, heredocs) => parseScript(source, script, heredocs),
  });
  if (stages.length === 0 && !decoded.binary) {
    problem('no-from', 'there is no FROM: nothing would be built', nowhere);
  }
  const directive = (name: string) => scanned.directives.find((one) => one.name === name)?.value;
  const syntax = directive('syntax');
  return {
    kind: 'dockerfile',
    uri,
    fileDigest: digestBytes(bytes),
    source,
    complete: diagnostics.length === 0,
    diagnostics,
    value: {
      kind: 'dockerfile',
      uri,
      format: 'dockerfile',
      fileDigest: digestBytes(bytes),
      problems,
      loc: nowhere,
      source: {
        bytes: bytes.length,
        encoding: decoded.encoding,
        eol: text.includes('\r\n') ? 'crlf' : 'lf',
        bom: decoded.bom,
      },
      directives: {
        escape: scanned.escape,
        ...(syntax !== undefined && { syntax: { raw: syntax } }),
      },
      globalArgs,
      stages,
      refs,
    },
  };
}

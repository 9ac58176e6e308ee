import { invariant } from '../../diagnostics/invariant.js';
import type { Document, InputFile, ParseContext } from '../../model/document.js';
import { parseSigned } from '../sigstore/parse.js';

/** The first document of a file. */
export function parse(file: InputFile, context: ParseContext): Document {
  const [first] = parseAll(file, context);
  invariant(first !== undefined, 'a file gives at least one document');
  return first;
}

/** One document for each thing in a file. */
export function parseAll(file: InputFile, context: ParseContext): readonly Document[] {
  return parseSigned('signature', file, context);
}

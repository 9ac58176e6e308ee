import type { Document, InputFile, Problem } from '../../model/document.js';
import { digestBytes } from '../decode.js';
import { documentAdvice, documentProblem, documentTrouble } from '../errors.js';
import { isObject, type JsonObject } from '../json/fields.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJson } from '../json/read-json.js';
import { decodeFile } from '../make-document.js';
import { faultsOf } from './check.js';
import { readCsaf } from './csaf.js';
import { formOfVex, type VexForm } from './detect.js';
import { readOpenVex } from './openvex.js';
import type { VexFacts } from './types.js';

const READERS: { readonly [Form in VexForm]: (value: JsonObject, uri: string) => VexFacts } = {
  openvex: readOpenVex,
  csaf: readCsaf,
};

const NOTHING: VexFacts = {
  document: { id: null, author: null, version: null, timestamp: null },
  statements: [],
};

/** Reads a VEX document. A statement that is not whole is told, and takes nothing out. */
export function parse({ uri, bytes }: InputFile): Document {
  const { source, problems } = decodeFile(uri, bytes);
  const read = source.text === '' ? { values: [], problems: [] } : readJson(source);
  const [first, second] = read.values;
  const value = first?.value;
  const form = isObject(value) ? formOfVex(value) : undefined;
  const broken: Problem[] = [...problems, ...read.problems];
  const loc = { uri, ptr: '' };
  if (broken.length === 0 && form === undefined) {
    const message = 'it is no VEX document of OpenVEX or CSAF';
    broken.push({ code: 'format', message, loc });
  } else if (second !== undefined) {
    broken.push({ code: 'format', message: 'it holds several values where one is expected', loc });
  }
  const facts = form === undefined || !isObject(value) ? NOTHING : READERS[form](value, uri);
  const faults = faultsOf(facts);
  const locate = (pointer: string) => locatePointer(source, pointer, first?.start);
  const fileDigest = digestBytes(bytes);
  return {
    kind: 'vex',
    uri,
    fileDigest,
    source,
    locate,
    complete: broken.length === 0,
    diagnostics: [
      ...broken.map((problem) =>
        'line' in problem.loc
          ? documentProblem(source, problem.loc, problem.message)
          : documentTrouble(uri, problem.message),
      ),
      ...faults
        .slice(0, SHOWN)
        .map(({ message, ptr }, index) =>
          documentAdvice(
            source,
            ptr,
            locate(ptr),
            message,
            index === SHOWN - 1 ? faults.length - SHOWN : 0,
          ),
        ),
    ],
    value: {
      kind: 'vex',
      uri,
      format: form ?? 'unknown',
      fileDigest,
      problems: [
        ...broken,
        ...faults.map(({ message, ptr }) => ({ code: 'statement', message, loc: { uri, ptr } })),
      ],
      loc,
      ...facts,
    },
  };
}

/** Faults that are shown; the others stand in the document's `problems`. */
const SHOWN = 5;

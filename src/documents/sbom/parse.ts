import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Document, InputFile, Problem } from '../../model/document.js';
import { decode, digestBytes } from '../decode.js';
import { documentProblem, notText, sbomProblem } from '../errors.js';
import { isObject } from '../json/fields.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJson } from '../json/read-json.js';
import { readCycloneDx } from './cyclonedx.js';
import { formOfSbom } from './detect.js';
import { readSpdx } from './spdx.js';
import type { ReadSbom } from './types.js';

/** Reads a bill of materials. What breaks its own specification is a problem; the rest is judged all the same. */
export function parse({ uri, bytes }: InputFile): Document {
  const decoded = decode(bytes);
  const text = decoded.binary ? '' : decoded.text;
  const source: Source = { path: uri, text };
  const { values, problems } = decoded.binary ? { values: [], problems: [] } : readJson(source);
  const value = values[0]?.value;
  const form = isObject(value) ? formOfSbom(value) : undefined;
  const read = isObject(value) && form !== undefined ? READERS[form](value, uri) : EMPTY;
  const trouble: Problem[] = [
    ...problems,
    ...read.faults.map(({ code, message, ptr }) => ({ code, message, loc: { uri, ptr } })),
  ];
  const diagnostics: Diagnostic[] = trouble.map(({ message, loc }) =>
    'line' in loc ? documentProblem(source, loc, message) : sbomProblem(uri, message),
  );
  if (decoded.binary) {
    const reason = decoded.trouble ?? 'it is not a text';
    trouble.push({ code: 'not-text', message: reason, loc: { uri, ptr: '' } });
    diagnostics.push(notText(uri, reason));
  } else if (form === undefined && problems.length === 0) {
    const message = 'it is neither CycloneDX nor SPDX 2 in JSON';
    trouble.push({ code: 'format', message, loc: { uri, ptr: '' } });
    diagnostics.push(sbomProblem(uri, message));
  }
  const fileDigest = digestBytes(bytes);
  return {
    kind: 'sbom',
    uri,
    fileDigest,
    source,
    locate: (pointer) => locatePointer(source, pointer),
    complete: trouble.length === 0,
    diagnostics,
    value: {
      kind: 'sbom',
      uri,
      format: form ?? 'unknown',
      fileDigest,
      problems: trouble,
      loc: { uri, ptr: '' },
      ...read.facts,
    },
  };
}

const READERS = { 'cyclonedx-json': readCycloneDx, 'spdx-json': readSpdx };

const EMPTY: ReadSbom = {
  facts: {
    document: {
      format: 'spdx',
      specVersion: '',
      serial: null,
      version: null,
      created: null,
      authors: [],
      tools: [],
      subject: null,
      subjectDigests: [],
      lifecycle: null,
    },
    components: [],
    relationships: [],
    vulnerabilities: [],
    licenceRefs: {},
  },
  faults: [],
};

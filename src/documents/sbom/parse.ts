import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Document, InputFile, Problem } from '../../model/document.js';
import type { ResolvedLocation } from '../../model/location.js';
import { decode, digestBytes } from '../decode.js';
import { documentAdvice, documentProblem, notText, sbomProblem, sbomRefused } from '../errors.js';
import { readCycloneDx } from './cyclonedx.js';
import { refusedForm, type SbomForm } from './detect.js';
import { type OpenedSbom, openSbom } from './open-sbom.js';
import { readSpdx } from './spdx.js';
import { readSpdx3 } from './spdx3.js';
import type { ReadSbom, SbomFault } from './types.js';

/** Reads a bill of materials. What breaks its own specification is a problem; the rest is judged all the same. */
export function parse({ uri, bytes }: InputFile): Document {
  const decoded = decode(bytes);
  const source: Source = { path: uri, text: decoded.binary ? '' : decoded.text };
  const refused = refusedForm(uri, source.text.slice(0, 65_536));
  const opened = decoded.binary || refused !== undefined ? NOTHING : openSbom(source);
  const read = opened.form === undefined ? EMPTY : READERS[opened.form](opened.value, uri);
  const broken: Problem[] = [...opened.problems];
  const diagnostics: Diagnostic[] = opened.problems.map(({ message, loc }) =>
    'line' in loc ? documentProblem(source, loc, message) : sbomProblem(uri, message),
  );
  const fail = (code: string, message: string, diagnostic: Diagnostic) => {
    broken.push({ code, message, loc: { uri, ptr: '' } });
    diagnostics.push(diagnostic);
  };
  if (refused !== undefined) {
    fail('format', `SPDX as ${refused} is not read`, sbomRefused(uri, refused));
  } else if (decoded.binary) {
    const reason = decoded.trouble ?? 'it is not a text';
    fail('not-text', reason, notText(uri, reason));
  } else if (opened.form === undefined && opened.problems.length === 0) {
    const message = 'it is neither CycloneDX nor SPDX in a form that is read';
    fail('format', message, sbomProblem(uri, message));
  } else if (decoded.trouble !== undefined) {
    fail('encoding', decoded.trouble, sbomProblem(uri, decoded.trouble));
  }
  const fileDigest = digestBytes(bytes);
  return {
    kind: 'sbom',
    uri,
    fileDigest,
    source,
    locate: opened.locate,
    complete: broken.length === 0,
    diagnostics: [...diagnostics, ...advice(source, read.faults, opened.locate)],
    value: {
      kind: 'sbom',
      uri,
      format: opened.form ?? 'unknown',
      fileDigest,
      problems: [
        ...broken,
        ...read.faults.map(({ code, message, ptr }) => ({ code, message, loc: { uri, ptr } })),
      ],
      loc: { uri, ptr: '' },
      ...read.facts,
    },
  };
}

/** Faults that are shown; the others stand in the document's `problems`. */
const SHOWN = 5;

/** What breaks the specification is said but stops nothing: half of the files in the wild break theirs. */
function advice(
  source: Source,
  faults: readonly SbomFault[],
  locate: (pointer: string) => ResolvedLocation | undefined,
): readonly Diagnostic[] {
  // Packages of distributions do depend on one another in circles: worth a record, not a word on every run.
  const said = faults.filter(({ code }) => code !== 'cycle');
  return said.slice(0, SHOWN).map(({ message, ptr }, index) => {
    const more = index === SHOWN - 1 ? said.length - SHOWN : 0;
    return documentAdvice(source, ptr, placeOrParent(locate, ptr), message, more);
  });
}

/** A pointer to what is missing leads to where it should be. */
function placeOrParent(
  locate: (pointer: string) => ResolvedLocation | undefined,
  pointer: string,
): ResolvedLocation | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = locate(at);
    if (place !== undefined || at === '') return place;
  }
}

const READERS: {
  readonly [Form in SbomForm]: (value: OpenedSbom['value'], uri: string) => ReadSbom;
} = {
  'cyclonedx-json': readCycloneDx,
  'cyclonedx-xml': readCycloneDx,
  'spdx-json': readSpdx,
  'spdx-tag-value': readSpdx,
  'spdx3-json': readSpdx3,
};

const NOTHING: OpenedSbom = { value: {}, problems: [], locate: () => undefined };

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

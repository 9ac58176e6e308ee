import type { Source } from '../../diagnostics/source.js';
import type { Document, InputFile, Problem } from '../../model/document.js';
import { decode, digestBytes } from '../decode.js';
import { documentProblem, scanProblem } from '../errors.js';
import { isObject } from '../json/fields.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJson } from '../json/read-json.js';
import { formOfScan } from './detect.js';
import { reportOf } from './finding.js';
import { readGrype } from './grype.js';
import { readNpmAudit } from './npm-audit.js';
import { readSarif } from './sarif.js';
import { readTrivy } from './trivy.js';

const READERS = {
  trivy: readTrivy,
  grype: readGrype,
  'npm-audit': readNpmAudit,
  sarif: readSarif,
};

/** Reads a scan report. One of a failed scan is a problem: what it did not find says nothing. */
export function parse({ uri, bytes }: InputFile): Document {
  const decoded = decode(bytes);
  const source: Source = { path: uri, text: decoded.binary ? '' : decoded.text };
  const { values, problems } = readJson(source);
  const value = values[0]?.value;
  const form = isObject(value) ? formOfScan(value) : undefined;
  const facts =
    isObject(value) && form !== undefined
      ? READERS[form](value, uri)
      : reportOf('unknown', { completed: false });
  const loc = { uri, ptr: '' };
  const trouble: Problem[] = [...problems];
  if (form === undefined && problems.length === 0) {
    trouble.push({ code: 'format', message: 'it is no report of a scanner that is known', loc });
  }
  for (const message of facts.errors) {
    trouble.push({ code: 'scan-failed', message: `the scan failed: ${message}`, loc });
  }
  const fileDigest = digestBytes(bytes);
  return {
    kind: 'scan',
    uri,
    fileDigest,
    source,
    locate: (pointer) => locatePointer(source, pointer),
    complete: trouble.length === 0,
    diagnostics: trouble.map((problem) =>
      'line' in problem.loc
        ? documentProblem(source, problem.loc, problem.message)
        : scanProblem(uri, problem.message),
    ),
    value: {
      kind: 'scan',
      uri,
      format: form ?? 'unknown',
      fileDigest,
      problems: trouble,
      loc,
      ...facts,
    },
  };
}

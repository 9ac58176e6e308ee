import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Document, InputFile, Problem } from '../../model/document.js';
import { decode, digestBytes } from '../decode.js';
import { documentProblem, scanProblem, scanRefused, scanSkipped } from '../errors.js';
import { reportOf } from './finding.js';
import { formOfScan } from './forms.js';
import { openReport } from './open-report.js';
import { refusalOf } from './refused.js';
import type { ScanFacts } from './types.js';

/** Reads a scan report. One of a failed scan is a problem: what it did not find says nothing. */
export function parse({ uri, bytes }: InputFile): Document {
  const decoded = decode(bytes);
  const source: Source = { path: uri, text: decoded.binary ? '' : decoded.text };
  const { root, problems, locate } = openReport(source);
  const form = root === undefined ? undefined : formOfScan(root);
  const facts: ScanFacts =
    root === undefined || form === undefined
      ? reportOf('unknown', { completed: false })
      : form.read(root, uri);
  const loc = { uri, ptr: '' };
  const trouble: Problem[] = [...problems];
  const diagnostics: Diagnostic[] = problems.map((problem) =>
    'line' in problem.loc
      ? documentProblem(source, problem.loc, problem.message)
      : scanProblem(uri, problem.message),
  );
  const fail = (code: string, message: string, diagnostic: Diagnostic) => {
    trouble.push({ code, message, loc });
    diagnostics.push(diagnostic);
  };
  if (form === undefined && problems.length === 0) {
    const refused = root === undefined ? undefined : refusalOf(root);
    const message = refused?.reason ?? whyUnknown(root);
    fail('format', message, scanRefused(uri, message, refused?.instead));
  }
  if (decoded.trouble !== undefined && !decoded.binary) {
    fail('encoding', decoded.trouble, scanProblem(uri, decoded.trouble));
  }
  for (const error of facts.errors) {
    const message = `the scan failed: ${error}`;
    fail('scan-failed', message, scanProblem(uri, message));
  }
  if (facts.skipped.length > 0) diagnostics.push(scanSkipped(uri, facts.skipped));
  const fileDigest = digestBytes(bytes);
  return {
    kind: 'scan',
    uri,
    fileDigest,
    source,
    locate,
    complete: trouble.length === 0,
    diagnostics,
    value: {
      kind: 'scan',
      uri,
      format: form?.name ?? 'unknown',
      fileDigest,
      problems: trouble,
      loc,
      ...facts,
      // What could not be read to its end was not completed either.
      ...(trouble.length > 0 && { completed: false }),
    },
  };
}

function whyUnknown(root: unknown): string {
  // Trivy before 0.20 wrote this where it had found nothing, but so would anything else.
  if (root === null) return 'it holds `null`, which does not say that anything was scanned';
  return 'it is no report of a scanner that is known';
}

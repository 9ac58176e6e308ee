/** What `policy test` prints, in the manner of OPA's test runner. */
import type { Coverage } from './coverage.js';
import type { TestResult } from './run-tests.js';

/** Nanoseconds as Go prints durations: `1.2ms`. */
function durationText(ns: number): string {
  if (ns >= 1e9) return `${(ns / 1e9).toFixed(3)}s`;
  return ns >= 1e6 ? `${(ns / 1e6).toFixed(3)}ms` : `${(ns / 1e3).toFixed(1)}µs`;
}

const WORDS = { pass: 'PASS', fail: 'FAIL', error: 'ERROR', skip: 'SKIPPED' } as const;

/** Failures with what they printed; all tests where `verbose`; a count of each outcome at the end. */
export function prettyReport(results: readonly TestResult[], verbose: boolean): string {
  const lines: string[] = [];
  let file = '';
  for (const { test, outcome, cases, error, output, duration } of results) {
    if (!verbose && outcome === 'pass') continue;
    if (test.file !== file) {
      if (file !== '') lines.push('');
      file = test.file;
      lines.push(`${file}:`);
    }
    const took = outcome === 'skip' ? '' : ` (${durationText(duration)})`;
    lines.push(`${test.package}.${test.name}: ${WORDS[outcome]}${took}`);
    if (error !== undefined) lines.push(`  ${error}`);
    for (const [name, holds] of cases) {
      if (verbose || !holds) lines.push(`  ${name}: ${holds ? 'PASS' : 'FAIL'}`);
    }
    if (output.length > 0) lines.push('', ...output.map((line) => `  ${line}`), '');
  }
  if (lines.length > 0) lines.push('-'.repeat(80));
  const total = results.length;
  for (const outcome of ['pass', 'fail', 'error', 'skip'] as const) {
    const count = results.filter((result) => result.outcome === outcome).length;
    if (count > 0) lines.push(`${WORDS[outcome]}: ${count}/${total}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The results in OPA's JSON form. Durations are nanoseconds; output is base64, as Go writes bytes. */
export function jsonReport(results: readonly TestResult[]): string {
  const entries = results.map(({ test, outcome, cases, error, output, duration }) => ({
    location: { file: test.file, row: test.position.line, col: test.position.column },
    package: test.package,
    name: test.name,
    ...(outcome === 'fail' && { fail: true }),
    ...(error !== undefined && { error: { message: error } }),
    ...(outcome === 'skip' && { skip: true }),
    duration,
    ...(output.length > 0 && { output: Buffer.from(`${output.join('\n')}\n`).toString('base64') }),
    ...(cases.size > 0 && {
      sub_results: Object.fromEntries(
        [...cases].map(([name, holds]) => [name, holds ? {} : { fail: true }]),
      ),
    }),
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

export function coverageReport(coverage: Coverage): string {
  return `${JSON.stringify(coverage, null, 2)}\n`;
}

/** What `policy test` prints, in the manner of OPA's test runner. */
import { leafCases, type TestCase } from './cases.js';
import type { Coverage } from './coverage.js';
import type { TestError, TestResult } from './run-tests.js';
import type { Stopped } from './stopped.js';

/** Nanoseconds as Go prints durations: `1.2ms`. */
function durationText(ns: number): string {
  const [size, unit] = ns >= 1e9 ? [1e9, 's'] : ns >= 1e6 ? [1e6, 'ms'] : [1e3, 'µs'];
  return `${Number((ns / size).toFixed(3))}${unit}`;
}

const WORDS = { pass: 'PASS', fail: 'FAIL', skip: 'SKIPPED', error: 'ERROR' } as const;

/** Failures with what they printed; all tests where `verbose`; a count of each outcome at the end, cases counted one by one. */
export function prettyReport(results: readonly TestResult[], verbose: boolean): string {
  const lines: string[] = [];
  let file = '';
  for (const result of results) {
    const { test, outcome, output } = result;
    if (!verbose && outcome === 'pass') continue;
    if (test.file !== file && file !== '') lines.push('');
    file = test.file;
    lines.push(`${file}:${test.position.line}:`);
    const took = outcome === 'skip' ? '' : ` (${durationText(result.duration)})`;
    lines.push(`${test.package}.${test.name}: ${WORDS[outcome]}${took}`);
    if (result.error) lines.push(`  ${errorText(result.error)}`);
    if (result.stopped) lines.push(...stoppedLines(result.stopped));
    lines.push(...caseLines(result.cases, verbose, '  '));
    if (output.length > 0) lines.push('', ...output.map((line) => `  ${line}`), '');
  }
  if (lines.length > 0) lines.push('-'.repeat(80));
  const counted = results.flatMap(({ outcome, cases }) =>
    cases.length > 0 ? leafCases(cases).map(({ holds }) => (holds ? 'pass' : 'fail')) : [outcome],
  );
  for (const outcome of ['pass', 'fail', 'skip', 'error'] as const) {
    const count = counted.filter((one) => one === outcome).length;
    if (count > 0) lines.push(`${WORDS[outcome]}: ${count}/${counted.length}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function errorText({ code, message, file, line }: TestError): string {
  const place = file === undefined ? '' : `${file}:${line}: `;
  return `${place}${code}: ${message}`;
}

function stoppedLines({ file, line, text, vars }: Stopped): string[] {
  const [first = '', ...more] = text.split('\n');
  return [
    `  ${file}:${line}: does not hold: ${first}${more.length > 0 ? ' …' : ''}`,
    ...vars.map(([name, value]) => `    ${name}: ${value}`),
  ];
}

function caseLines(cases: readonly TestCase[], verbose: boolean, indent: string): string[] {
  return cases
    .filter(({ holds }) => verbose || !holds)
    .flatMap(({ name, holds, cases: below }) => [
      `${indent}${name}: ${holds ? 'PASS' : 'FAIL'}`,
      ...caseLines(below, verbose, `${indent}  `),
    ]);
}

/** The results in OPA's JSON form. Durations are nanoseconds; output is base64, as Go writes bytes. */
export function jsonReport(results: readonly TestResult[]): string {
  const entries = results.map(({ test, outcome, cases, error, stopped, output, duration }) => ({
    location: { file: test.file, row: test.position.line, col: test.position.column },
    package: test.package,
    name: test.name,
    ...(outcome === 'fail' && { fail: true }),
    ...(error && { error: errorJson(error) }),
    ...(outcome === 'skip' && { skip: true }),
    duration,
    ...(output.length > 0 && { output: Buffer.from(`${output.join('\n')}\n`).toString('base64') }),
    ...(cases.length > 0 && { sub_results: casesJson(cases) }),
    ...(stopped && { stopped: stoppedJson(stopped) }),
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

function errorJson({ code, message, file, line, column }: TestError) {
  return {
    code,
    message,
    ...(file !== undefined && { location: { file, row: line, col: column } }),
  };
}

/** Beside OPA's fields: the expression that did not hold. */
function stoppedJson({ file, line, text, vars }: Stopped) {
  return {
    location: { file, row: line },
    text,
    ...(vars.length > 0 && { vars: Object.fromEntries(vars) }),
  };
}

function casesJson(cases: readonly TestCase[]): Record<string, unknown> {
  return Object.fromEntries(
    cases.map(({ name, holds, cases: below }) => [
      name,
      {
        name,
        ...(!holds && { fail: true }),
        ...(below.length > 0 && { sub_results: casesJson(below) }),
      },
    ]),
  );
}

export function coverageReport(coverage: Coverage): string {
  return `${JSON.stringify(coverage, null, 2)}\n`;
}

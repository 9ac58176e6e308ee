import { printable } from '../diagnostics/render.js';
import type { Finding, FindingStatus, Origin } from '../model/finding.js';
import type { Conflict, Verdict, VerdictVex } from '../model/verdict.js';
import type { Reporter, ReportOptions } from './reporter.js';

/** The widest stretch of a source line that is shown. */
const WIDEST = 110;

const CODES: Readonly<Record<string, string>> = {
  fail: '31;1',
  error: '31;1',
  warn: '33;1',
  unknown: '35',
  waived: '36',
  baselined: '36',
  pass: '32;1',
  dim: '2',
};

type Paint = (text: string, style: string) => string;

/** For people: every finding with its place, an excerpt, the way out and who decided; then what else matters. */
export const table: Reporter = {
  name: 'table',
  about: 'for people: findings with excerpts, the way out and the deciding layer',
  render: (verdict, options) => {
    const paint: Paint = (text, style) =>
      options.color ? `\u001b[${CODES[style] ?? '0'}m${text}\u001b[0m` : text;
    const shown = verdict.findings.filter(({ status }) => status !== 'shadow');
    const lines = [
      ...shown.flatMap((finding) => [...renderFinding(finding, options, paint), '']),
      ...section('conflicts', verdict.conflicts.map(renderConflict)),
      ...section('exceptions', renderExceptions(verdict)),
      ...section(
        'VEX',
        (verdict.vex ?? []).map((entry) => renderVex(entry, options)),
      ),
      ...section(
        'problems',
        verdict.problems.map(
          ({ severity, message, uri, line, column, code, hint }) =>
            `${severity}: ${placeText(uri && options.pathOf(uri), line, column)}${message} [${code}]${hint ? `\n    hint: ${hint}` : ''}`,
        ),
      ),
      ...section(
        'rules that failed to evaluate',
        verdict.rules
          .filter(({ status }) => status === 'error')
          .map(({ id, subject, reason }) => `${id} on ${subject}: ${printable(reason ?? '')}`),
      ),
      ...section(
        'not verified',
        verdict.skippedChecks.map(({ check, reason }) => `${check}: ${reason}`),
      ),
      renderSummary(verdict, paint),
    ];
    return `${lines.join('\n')}\n`;
  },
};

function renderFinding(finding: Finding, options: ReportOptions, paint: Paint): string[] {
  const { status, rule, code, check, severity, message, locations, note } = finding;
  const [place] = locations;
  const at = place
    ? placeText(options.pathOf(place.uri), place.line, place.column)
    : `${options.pathOf(finding.subject)}: `;
  const id = `${rule}${check ? `#${check}` : ''}${code ? ` (${code})` : ''}`;
  const lines = [
    `${printable(at)}${paint(label(status), status)}: ${printable(message)}`,
    `  ${paint(`${id}, ${severity}`, 'dim')}`,
  ];
  if (place?.line !== undefined) {
    const redact = options.ruleOf(rule)?.redact ?? false;
    lines.push(...excerpt(place.uri, place.line, place.column ?? 1, place, redact, options));
  }
  for (const other of locations.slice(1)) {
    lines.push(
      `  also at ${printable(placeText(options.pathOf(other.uri), other.line, other.column)).replace(/: $/, '')}`,
    );
  }
  if (finding.remediation) lines.push(`  way out: ${printable(finding.remediation)}`);
  if (finding.exception) lines.push(`  waived by ${finding.exception}`);
  if (note) lines.push(`  note: ${printable(note)}`);
  lines.push(`  ${paint(`${finding.level}, decided by ${originText(finding.decidedBy)}`, 'dim')}`);
  return lines;
}

function label(status: FindingStatus): string {
  return status === 'fail' ? 'FAIL' : status;
}

function excerpt(
  uri: string,
  line: number,
  column: number,
  { endLine, endColumn }: { endLine?: number; endColumn?: number },
  redact: boolean,
  { lineOf }: ReportOptions,
): string[] {
  const written = lineOf(uri, line);
  if (written === undefined || written.trim() === '') return [];
  const text = redact ? redacted(written, column - 1) : written;
  const from = text.length <= WIDEST ? 0 : Math.max(0, column - 1 - WIDEST / 2);
  const shown = printable(text.slice(from, from + WIDEST));
  const end = endLine === line && endColumn !== undefined ? endColumn : text.length + 1;
  const width = Math.max(1, Math.min(end - column, from + WIDEST - column + 1));
  const number = String(line);
  const indent = shown.slice(0, Math.max(0, column - 1 - from)).replace(/[^\t]/g, ' ');
  return [
    `  ${number} | ${shown}`,
    `  ${' '.repeat(number.length)} | ${indent}${'^'.repeat(width)}`,
  ];
}

/** From the place on, only what names the secret stays: the text up to the first `=`, `:` or space. */
function redacted(text: string, from: number): string {
  const name = /^[^=:\s]*[=:\s]?/.exec(text.slice(from))?.[0] ?? '';
  const kept = name.length < text.length - from ? from + name.length : from;
  return text.slice(0, kept) + text.slice(kept).replace(/\S/g, '*');
}

function placeText(uri: string | undefined, line?: number, column?: number): string {
  if (uri === undefined) return '';
  if (line === undefined) return `${uri}: `;
  return `${uri}:${line}${column === undefined ? '' : `:${column}`}: `;
}

function originText({ layer, file, line }: Origin): string {
  if (file === undefined) return layer;
  return `${layer} (${printable(file)}${line === undefined ? '' : `:${line}`})`;
}

function renderConflict({ rule, field, asked, effective, decidedBy, reason }: Conflict): string {
  const value = (json: unknown) => (typeof json === 'string' ? json : JSON.stringify(json));
  return (
    `${placeText(asked.file, asked.line, asked.column)}${rule} ${field}: asked ${printable(value(asked.value))}, ` +
    `effective ${printable(value(effective))}; decided by ${originText(decidedBy)}: ${printable(reason)}`
  );
}

function renderExceptions({ exceptions }: Verdict): string[] {
  return [
    ...exceptions.expired.map(({ id, expires }) => `${id} expired on ${expires}`),
    ...exceptions.expiring.map(({ id, expires }) => `${id} expires on ${expires}`),
    ...exceptions.unused.map((id) => `${id} matches nothing`),
  ];
}

function renderVex(
  {
    vulnerability,
    package: name,
    status,
    justification,
    applied,
    objection,
    statement,
  }: VerdictVex,
  { pathOf }: ReportOptions,
): string {
  const place = placeText(pathOf(statement.uri), statement.line);
  const says = `${vulnerability} in ${name ?? 'a package'}: ${status}${justification === null ? '' : `, ${justification}`}`;
  const effect = applied
    ? 'taken out'
    : objection === null
      ? 'it stands'
      : `it stands: ${objection}`;
  return printable(`${place}${says} (${effect})`);
}

function section(title: string, lines: readonly string[]): string[] {
  // Names of files and texts of their authors are in there.
  const shown = lines.flatMap((line) => line.split('\n')).map((line) => `  ${printable(line)}`);
  return lines.length === 0 ? [] : [`${title}:`, ...shown, ''];
}

function renderSummary(
  { outcome, complete, summary, subjects, rules }: Verdict,
  paint: Paint,
): string {
  const counts = Object.entries(summary).flatMap(([status, count]) =>
    count > 0 && status !== 'shadow' ? [`${count} ${status}`] : [],
  );
  const documents = subjects.reduce((sum, subject) => sum + subject.documents.length, 0);
  const evaluated = rules.filter(({ status }) => !['off', 'notApplicable'].includes(status)).length;
  return [
    `${paint(outcome, outcome)}${complete ? '' : ', incomplete'}:`,
    counts.length > 0 ? counts.join(', ') : 'no findings',
    `(${evaluated} rule evaluations on ${documents} document${documents === 1 ? '' : 's'})`,
  ].join(' ');
}

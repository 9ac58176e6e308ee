import type { Details, Diagnostic } from '../../diagnostics/diagnostic.js';
import { lineText, positionAt } from '../../diagnostics/source.js';

/** Diagnostics in the form in which `opa eval` and `opa check` print errors. */
export function errorReport(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message, opa, code, span, path, hint, details }) => ({
      message: `${path === undefined || opa !== undefined ? '' : `${path}: `}${message}${below(details)}`,
      code: opa ?? code,
      ...(span && { location: locationOf(span) }),
      ...(span === undefined && opa?.startsWith('eval_') && { location: placeOf(path) }),
      ...(details?.json !== undefined && { details: details.json }),
      ...(details === undefined && opa === PARSE_ERROR && span && { details: lineOf(span) }),
      ...(hint !== undefined && { hint }),
    }));
  return `${JSON.stringify({ errors }, null, 2)}\n`;
}

const PARSE_ERROR = 'rego_parse_error';

/** Details without a form of their own belong to the message. */
function below(details: Details | undefined): string {
  return details === undefined || details.json !== undefined
    ? ''
    : details.lines.map((line) => `\n  ${line}`).join('');
}

/** The line that could not be parsed, and how far it could. */
function lineOf({ source, start }: NonNullable<Diagnostic['span']>) {
  const { line, column } = positionAt(source, start);
  return { line: lineText(source, line), idx: column - 1 };
}

function locationOf(span: NonNullable<Diagnostic['span']>) {
  const { line, column } = positionAt(span.source, span.start);
  return { file: fileOf(span.source.path), row: line, col: column };
}

/** `file:line:column`, where an evaluation ended. */
function placeOf(path: string | undefined) {
  const [, file = '', row = '0', col = '0'] = /^(.*):(\d+):(\d+)$/.exec(path ?? '') ?? [];
  return { file: fileOf(file), row: Number(row), col: Number(col) };
}

/** The query itself has no file. */
function fileOf(path: string): string {
  return path === '<query>' ? '' : path;
}

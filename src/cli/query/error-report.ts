import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { positionAt } from '../../diagnostics/source.js';

/** Diagnostics in the form in which `opa eval` prints errors. */
export function errorReport(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message, opa, code, span, path, hint }) => ({
      message: path === undefined || opa !== undefined ? message : `${path}: ${message}`,
      code: opa ?? code,
      ...(span && { location: locationOf(span) }),
      ...(span === undefined && opa !== undefined && { location: placeOf(path) }),
      ...(hint !== undefined && { hint }),
    }));
  return `${JSON.stringify({ errors }, null, 2)}\n`;
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

import type { Diagnostic } from './diagnostic.js';
import { maskSecrets } from './mask-secrets.js';
import { lineText, positionAt, type Span } from './source.js';

/** The widest stretch of a source line that is shown; a longer line is cut around the caret. */
const WIDEST = 120;

/**
 * A diagnostic as text: `path:line:column: error: message [code]`, the source line with a caret
 * under the place, related places and the way out.
 */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { severity, message, code, span, related = [], details, hint } = diagnostic;
  const place = span
    ? `${renderPlace(span)}: `
    : diagnostic.path
      ? `${printable(diagnostic.path)}: `
      : '';
  const lines = [`${place}${severity}: ${message} [${code}]`];
  if (span) lines.push(...renderExcerpt(span));
  for (const line of details?.lines ?? []) lines.push(`    ${printable(line)}`);
  for (const { span: other, message: note } of related) {
    lines.push(`${renderPlace(other)}: note: ${note}`, ...renderExcerpt(other));
  }
  if (hint) lines.push(`  hint: ${hint}`);
  return lines.join('\n');
}

/** `path:line:column` of where a span begins. */
export function renderPlace(span: Span): string {
  const { line, column } = positionAt(span.source, span.start);
  return `${printable(span.source.path)}:${line}:${column}`;
}

/** The first line of a span with a caret below it; nothing for an empty source. */
export function renderExcerpt(span: Span): string[] {
  const { line, column } = positionAt(span.source, span.start);
  const written = lineText(span.source, line);
  // Rules are no place for secrets, and talk about them a lot.
  const full = span.source.path.endsWith('.rego') ? written : maskSecrets(written);
  if (full.length === 0) return [];
  const from = full.length <= WIDEST ? 0 : Math.max(0, column - 1 - WIDEST / 2);
  const shown = printable(full.slice(from, from + WIDEST));
  const last = positionAt(span.source, span.end);
  const endColumn = last.line === line ? last.column : full.length + 1;
  const width = Math.max(1, Math.min(endColumn - column, from + WIDEST - (column - 1)));
  const number = String(line);
  const margin = ' '.repeat(number.length);
  const indent = shown.slice(0, column - 1 - from).replace(/[^\t]/g, ' ');
  return [`  ${number} | ${shown}`, `  ${margin} | ${indent}${'^'.repeat(width)}`];
}

/** Control and direction characters other than tab replaced, so that a hostile file cannot drive the terminal. */
export function printable(text: string): string {
  return text.replace(/[^\t\P{Cc}]|\p{Bidi_Control}/gu, '\ufffd');
}

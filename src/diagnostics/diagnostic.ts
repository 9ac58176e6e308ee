import type { Span } from './source.js';

/** How much a diagnostic weighs: an `error` decides the exit code, a `warning` never does. */
export type DiagnosticSeverity = 'error' | 'warning' | 'info';

/** A second place that helps to understand a diagnostic, such as an earlier definition. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What stands below a message: lines for people, and the same as JSON where it has a form of its own. */
export interface Details {
  readonly lines: readonly string[];
  readonly json?: unknown;
}

/**
 * Our side is wrong: a policy, a setting, an exception, an unreadable input.
 * (What is wrong with the judged document is a `Finding`.)
 */
export interface Diagnostic {
  /** Words with a slash, unique across the project: `rego/unsafe-var`, `settings/unknown-rule`. */
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  /** The cause: lower case, one line, no full stop, user text in backticks. */
  readonly message: string;
  /** What explains the message line by line, such as the types that were given and wanted. */
  readonly details?: Details;
  readonly span?: Span;
  /** The file concerned where there is no text to point at (it is missing, binary, too large). */
  readonly path?: string;
  readonly related?: readonly Related[];
  /** The way out, in the same style as the message. */
  readonly hint?: string;
  /** OPA's own error code where one exists: `rego_parse_error`, `rego_type_error`, … */
  readonly opa?: string;
}

/** A value that may come with diagnostics; the value is present even where some parts were wrong. */
export interface Diagnosed<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a constructor in a folder's `errors.ts` returns: a diagnostic without code and severity. */
export type DiagnosticBody = Omit<Diagnostic, 'code' | 'severity'> & {
  readonly severity?: DiagnosticSeverity;
};

/** Every code that was defined, for the test that proves codes unique. */
export const definedCodes: string[] = [];

/**
 * Defines a kind of diagnostic: the only place where its code and message text stand.
 *
 * @param code unique, `area/words-with-hyphens`
 * @param build makes message, span and hint from typed arguments
 */
export function define<Arguments extends readonly unknown[]>(
  code: string,
  build: (...args: Arguments) => DiagnosticBody,
): (...args: Arguments) => Diagnostic {
  definedCodes.push(code);
  return (...args) => {
    const body = build(...args);
    return { code, severity: 'error', ...body, message: shortened(body.message) };
  };
}

/** A longer message quotes too much of a file. */
const LONGEST = 2000;

function shortened(message: string): string {
  if (message.length <= LONGEST) return message;
  return `${message.slice(0, LONGEST / 2)} … ${message.slice(-LONGEST / 4)}`;
}

/** Whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

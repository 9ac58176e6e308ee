import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Verdict } from '../model/verdict.js';

/** What every command but `test` and `fmt` exits with, whatever the output format. */
export const EXIT = {
  pass: 0,
  /** The policy failed. */
  failed: 1,
  /** Usage, configuration or lock violation. */
  configuration: 2,
  /** Policy or trust failure: fetch, signature, compile. */
  policy: 3,
  /** Input unreadable or against its schema, or no input at all. */
  input: 4,
  /** A rule failed to evaluate. */
  rule: 5,
  /** A crash of ours, which is none of the above (EX_SOFTWARE). */
  crash: 70,
} as const;

/** The exit code of trouble that stopped everything before a verdict; undefined where there was none. */
export function exitOfDiagnostics(diagnostics: readonly Diagnostic[]): number | undefined {
  const codes = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => exitOfCode(code));
  return codes.length === 0 ? undefined : Math.min(...codes);
}

function exitOfCode(code: string): number {
  if (/^(rego|rule|trust)\//.test(code) || code === 'layer/digest') return EXIT.policy;
  if (/^(document|input|[a-z]+-?document)\//.test(code)) return EXIT.input;
  return /^(record|settings|layer|exception|usage|baseline|subject)\//.test(code)
    ? EXIT.configuration
    : EXIT.input;
}

/**
 * The exit code of a verdict: 1 if an enforced finding stands, else 5 if a rule failed to evaluate, else 4 if something was not
 * evaluated, else 0.
 *
 * @param warnExit the code for a verdict with warnings only
 */
export function exitOfVerdict(verdict: Verdict, warnExit: number = EXIT.pass): number {
  // Room that a baseline has left over would be room for new findings.
  if (verdict.problems.some(({ code }) => code === 'baseline/stale')) return EXIT.configuration;
  if (verdict.outcome === 'fail') return EXIT.failed;
  if (verdict.rules.some(({ status }) => status === 'error')) return EXIT.rule;
  if (!verdict.complete || verdict.subjects.length === 0) return EXIT.input;
  return verdict.outcome === 'warn' ? warnExit : EXIT.pass;
}

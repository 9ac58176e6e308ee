import type { Verdict } from '../model/verdict.js';

/** What a reporter may know besides the verdict. */
export interface ReportOptions {
  /** Colours are for terminals only. */
  readonly color: boolean;
  /** The text of a line of a judged file, 1-based; undefined where it is not at hand. */
  readonly lineOf: (uri: string, line: number) => string | undefined;
  /** The path of a judged file as the user would write it. */
  readonly pathOf: (uri: string) => string;
  /** Facts about rules, for formats that carry them. */
  readonly ruleOf: (id: string) => RuleFacts | undefined;
}

export interface RuleFacts {
  readonly title: string;
  readonly description: string;
  readonly remediation?: string;
  readonly severity: string;
  readonly tags: readonly string[];
  /** What the rule points at must not be printed: it is a secret. */
  readonly redact: boolean;
}

/** One output format: a pure function of the verdict. */
export interface Reporter {
  readonly name: string;
  /** One line for `--help`. */
  readonly about: string;
  /** The report, with a line end after its last line. */
  readonly render: (verdict: Verdict, options: ReportOptions) => string;
}

/** What is asked of two implementations of Rego, and what they answer. */

/** Modules with rules to evaluate, by their path below `data`: `fuzz/p`. */
export interface Question {
  readonly modules: readonly string[];
  readonly rules: readonly string[];
  /** JSON text. */
  readonly input: string;
  /** JSON text. */
  readonly data: string;
  /** Errors of built-ins end the evaluation instead of being undefined. */
  readonly strictErrors: boolean;
  readonly version: 0 | 1;
}

/**
 * The answer for one rule: `value` with JSON text of sorted keys, `undefined`, or `error` with OPA's code and message. Where the
 * modules do not compile, every rule has the same answer `refused`, with the codes of the errors.
 */
export interface Answer {
  readonly kind: 'value' | 'undefined' | 'error' | 'refused' | 'crashed';
  readonly text: string;
}

/** Someone who answers. */
export interface Respondent {
  readonly answer: (question: Question) => Promise<readonly Answer[]>;
  readonly close: () => void;
}

export const sameAnswer = (one: Answer | undefined, other: Answer | undefined): boolean =>
  one?.kind === other?.kind && one?.text === other?.text;

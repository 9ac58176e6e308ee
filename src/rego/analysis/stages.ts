/**
 * Which errors are told. OPA's compiler works in stages and ends with the first that finds errors: what comes later would mostly be wrong
 * for the same reason. Ours finds those of several stages in one pass, and tells those of the first.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { errorLimitReached } from './errors.js';

/** The codes of the stage that looks at declarations of vars. */
const ABOUT_VARS: readonly string[] = [
  'rego/referenced-above',
  'rego/assigned-above',
  'rego/argument-redeclared',
  'rego/declared-unused',
  'rego/illegal-assignment',
  'rego/unused',
];

/** Whether an error is about how vars are declared. */
export function isAboutVars({ code }: Diagnostic): boolean {
  return ABOUT_VARS.includes(code);
}

/** Whether an error is none that keeps later stages from being looked at. */
export function isLast({ code }: Diagnostic): boolean {
  return stageOf.get(code) === STAGES.length - 1;
}

/** The codes of errors by stage. */
const STAGES: readonly (readonly string[])[] = [
  ['rego/unused-import', 'rego/shadowing-argument'],
  ['rego/shadowing'],
  ['rego/duplicate-import'],
  ABOUT_VARS,
  ['rego/void-as-value'],
  ['rego/undeclared'],
  ['rego/annotated-again'],
  ['rego/illegal-with'],
  ['rego/conflicting-rules', 'rego/rules-below'],
  [
    'rego/undefined-function',
    'rego/shadowed-function',
    'rego/arity-mismatch',
    'rego/builtin-arity',
  ],
  ['rego/unsafe-in-head'],
  ['rego/unsafe-var'],
  ['rego/recursion'],
  [
    'rego/schema',
    'rego/invalid-arguments',
    'rego/replaced-arity',
    'rego/match',
    'rego/ref-to-nothing',
    'rego/undefined-ref',
  ],
  ['rego/deprecated-builtin'],
];

const stageOf = new Map(STAGES.flatMap((codes, stage) => codes.map((code) => [code, stage])));

/**
 * The errors of the first stage that has any, by file and place, each once.
 *
 * @param limit at most so many, with a last one that says so; 0 for no limit
 */
export function reported(diagnostics: readonly Diagnostic[], limit: number): Diagnostic[] {
  const stages = diagnostics.map(({ code }) => stageOf.get(code) ?? 0);
  const first = Math.min(...stages);
  const told = sorted(diagnostics.filter((_, index) => stages[index] === first));
  return limit > 0 && told.length > limit ? [...told.slice(0, limit), errorLimitReached()] : told;
}

function sorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const place = ({ span }: Diagnostic) => span?.start ?? 0;
  const file = ({ span }: Diagnostic) => span?.source.path ?? '';
  const unique = new Map(
    diagnostics.map((one) => [`${file(one)}:${place(one)}:${one.code}:${one.message}`, one]),
  );
  return [...unique.values()].sort(
    (a, b) => (file(a) < file(b) ? -1 : file(a) > file(b) ? 1 : 0) || place(a) - place(b),
  );
}

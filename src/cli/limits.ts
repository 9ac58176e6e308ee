import { DEEPEST } from '../bundles/read-document.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { EvaluationOptions } from '../rego/evaluation.js';
import { type Arguments, text } from './command.js';
import { limitUsage } from './errors.js';

/** What an evaluation may take. */
export const LIMIT_OPTIONS = {
  'max-steps': {
    type: 'string',
    describe: 'turns of loops in one evaluation, such as `20M` (500M); 0: no limit',
  },
  'max-memory': { type: 'string', describe: 'memory of one evaluation, such as `64MB` (512MB)' },
  'max-nesting': {
    type: 'number',
    describe: `how deep documents of input and data may be nested (${DEEPEST})`,
  },
  'max-result': { type: 'string', describe: 'size of one result as JSON, such as `1MB` (256MB)' },
} as const;

export type Limits = Pick<EvaluationOptions, 'mostPages' | 'mostThousandTurns' | 'mostResultBytes'>;

/** How deep documents may be nested. */
export function deepestOf(args: Arguments): number {
  const given = Number(args['max-nesting']);
  return Number.isInteger(given) && given > 0 ? given : DEEPEST;
}

const PAGE = 64 * 1024;
/** A module's memory has at least so many pages: the SDK asks for them. */
const FEWEST_PAGES = 5;
const MOST_PAGES = 65_536;

/** The limits that a command line sets, ours for the rest. */
export function limitsOf(
  args: Arguments,
): { readonly value: Limits } | { readonly diagnostic: Diagnostic } {
  const steps = amount(text(args, 'max-steps') ?? '500M', 1000);
  const memory = amount(text(args, 'max-memory') ?? '512MB', 1024);
  const result = amount(text(args, 'max-result') ?? '256MB', 1024);
  const wrong = [
    ['max-steps', steps],
    ['max-memory', memory],
    ['max-result', result],
  ].find(([, value]) => value === undefined);
  if (wrong !== undefined) {
    const name = String(wrong[0]);
    return { diagnostic: limitUsage(name, text(args, name) ?? '') };
  }
  const pages = Math.floor((memory ?? 0) / PAGE);
  return {
    value: {
      mostThousandTurns: Math.ceil((steps ?? 0) / 1000),
      mostPages: Math.min(MOST_PAGES, Math.max(FEWEST_PAGES, pages)),
      mostResultBytes: result ?? 0,
    },
  };
}

/** `20M`, `64MB`, `1000`; undefined where it is none of these. */
function amount(written: string, step: 1000 | 1024): number | undefined {
  const [, digits, unit] = /^(\d{1,12})([KMG]?)B?$/i.exec(written.trim()) ?? [];
  if (digits === undefined) return undefined;
  return Number(digits) * step ** ['', 'K', 'M', 'G'].indexOf((unit ?? '').toUpperCase());
}

/** For every lockable field: whether what a lower layer asks for is as strict as what stands, or stricter. */
import { coversGlob } from '../model/glob.js';
import {
  LEVELS,
  type Level,
  LOCKS,
  type Lock,
  type Scope,
  SEVERITIES,
  type Severity,
} from '../model/settings.js';
import { endOf } from '../model/time.js';

/** Whether `asked` tightens `upper` (or leaves it as it is). */
export type Tightens<T> = (upper: T, asked: T) => boolean;

export const levelTightens: Tightens<Level> = (upper, asked) =>
  LEVELS.indexOf(asked) >= LEVELS.indexOf(upper);

export const severityTightens: Tightens<Severity> = (upper, asked) =>
  SEVERITIES.indexOf(asked) >= SEVERITIES.indexOf(upper);

export const lockTightens: Tightens<Lock> = (upper, asked) =>
  LOCKS.indexOf(asked) >= LOCKS.indexOf(upper);

export const onUnknownTightens: Tightens<'warn' | 'fail'> = (upper, asked) =>
  asked === 'fail' || upper === 'warn';

/** A scope tightens if the rule sees at least all the files and stages that it saw before. */
export const scopeTightens: Tightens<Scope> = (upper, asked) =>
  includesAll(asked.paths, upper.paths) &&
  includesAll(asked.stages, upper.stages) &&
  (asked.excludePaths ?? []).every((entry) =>
    (upper.excludePaths ?? []).some((above) => coversGlob(above, entry)),
  );

/** Absent means everything. */
function includesAll(wide: readonly string[] | undefined, narrow: readonly string[] | undefined) {
  if (wide === undefined) return true;
  if (narrow === undefined) return wide.includes('**');
  return narrow.every((entry) => wide.some((above) => coversGlob(above, entry)));
}

/** `warn_from` and `effective_on`: in force from an earlier day on is stricter; an unreadable date is in force. */
export const startTightens: Tightens<string | undefined> = (upper, asked) =>
  instant(asked, -Infinity) <= instant(upper, -Infinity);

/** `sunset`: gone later, or never, is stricter. */
export const sunsetTightens: Tightens<string | undefined> = (upper, asked) =>
  instant(asked, Infinity) >= instant(upper, Infinity);

function instant(text: string | undefined, otherwise: number): number {
  return (text === undefined ? undefined : endOf(text)) ?? otherwise;
}

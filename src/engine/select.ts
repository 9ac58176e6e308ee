import { matchesGlob } from '../model/glob.js';
import type { Decided, EffectiveRule, GateColumn } from '../model/policy.js';
import { LEVELS, type Level, type Scope } from '../model/settings.js';
import { endOf, startOf } from '../model/time.js';
import type { ActiveRule } from './findings.js';

/**
 * The level that counts for a rule at a gate and a time: before `warn_from` it shadows, before `effective_on` it only warns, after
 * `sunset` it is off. An unreadable date means that the rule is in force.
 *
 * @param now milliseconds since the epoch
 */
export function activate(effective: EffectiveRule, gate: GateColumn, now: number): ActiveRule {
  const decided = effective.levels.get(gate) ?? (effective.levels.get('any') as Decided<Level>);
  const isBefore = (date: Decided<string> | undefined) => {
    const time = date && startOf(date.value);
    return time !== undefined && now < time;
  };
  const sunset = effective.sunset && endOf(effective.sunset.value);
  if (sunset !== undefined && now > sunset) {
    const origin = effective.sunset?.origin ?? decided.origin;
    return {
      effective,
      level: { value: 'off', origin },
      note: `sunset on ${effective.sunset?.value}`,
    };
  }
  const { warnFrom, effectiveOn } = effective;
  if (warnFrom && isBefore(warnFrom))
    return lowered(effective, decided, 'shadow', `warns from ${warnFrom.value} on`);
  if (effectiveOn && isBefore(effectiveOn)) {
    return lowered(effective, decided, 'warn', `fails from ${effectiveOn.value} on`);
  }
  return { effective, level: decided };
}

function lowered(
  effective: EffectiveRule,
  decided: Decided<Level>,
  most: Level,
  note: string,
): ActiveRule {
  if (LEVELS.indexOf(decided.value) <= LEVELS.indexOf(most)) return { effective, level: decided };
  return { effective, level: { ...decided, value: most }, note };
}

/** Whether a rule looks at a file at all. */
export function inScope(scope: Scope, uri: string): boolean {
  if (scope.paths && !scope.paths.some((glob) => matchesGlob(glob, uri))) return false;
  return !scope.excludePaths?.some((glob) => matchesGlob(glob, uri));
}

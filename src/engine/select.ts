import type { Document } from '../model/document.js';
import type { Finding } from '../model/finding.js';
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

/** Whether a finding lies in what its rule looks at: files by their paths, and the stages of a Dockerfile by name or number. */
export function inScope(
  scope: Scope,
  { locations }: Finding,
  documents: readonly Document[],
): boolean {
  const [place] = locations;
  if (place === undefined) return true;
  const { uri, line } = place;
  if (scope.paths && !scope.paths.some((glob) => matchesGlob(glob, uri))) return false;
  if (scope.excludePaths?.some((glob) => matchesGlob(glob, uri))) return false;
  if (scope.stages === undefined || line === undefined) return true;
  const names = stageNames(documents.find((one) => one.uri === uri)?.value['stages'], line);
  // What stands in no stage is about the whole file.
  if (names.length === 0) return true;
  return scope.stages.some((glob) => names.some((name) => matchesGlob(glob, name)));
}

/** What the stage of a line is called: its name, its number, and `final` for the one that becomes the image. */
function stageNames(stages: unknown, line: number): string[] {
  const list = (Array.isArray(stages) ? stages : []) as readonly {
    readonly index?: number;
    readonly name?: string | null;
    readonly final?: boolean;
    readonly loc?: { readonly line?: number; readonly endLine?: number };
  }[];
  const stage = list.find(
    ({ loc }) => loc?.line !== undefined && line >= loc.line && line <= (loc.endLine ?? loc.line),
  );
  if (stage === undefined) return [];
  return [
    ...(stage.name ? [stage.name] : []),
    ...(stage.index === undefined ? [] : [String(stage.index)]),
    ...(stage.final ? ['final'] : []),
  ];
}

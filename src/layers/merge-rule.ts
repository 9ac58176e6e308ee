import { positionAt, type Span } from '../diagnostics/source.js';
import { canonicalJson as canonical } from '../model/canonical-json.js';
import type { Origin } from '../model/finding.js';
import type { Json } from '../model/json.js';
import type { Decided, EffectiveRule, GateColumn, LockConflict } from '../model/policy.js';
import type { Rule } from '../model/rule.js';
import {
  GATES,
  type Gate,
  LEVELS,
  type Level,
  LOCKS,
  type Lock,
  type Placed,
  type RuleSettings,
  type Severity,
} from '../model/settings.js';
import {
  levelTightens,
  lockTightens,
  onUnknownTightens,
  scopeTightens,
  severityTightens,
  startTightens,
  sunsetTightens,
  type Tightens,
} from './comparisons.js';
import { mergeParameter } from './operators.js';

/** What one layer says of one rule, its profile's text included. */
export interface Contribution {
  readonly layer: string;
  readonly digest: string;
  readonly isOrg: boolean;
  /** The text of `std` and of the default profile: it replaces nothing and locks nothing. */
  readonly isStarting: boolean;
  /** Nested repo layers can only tighten, whatever the locks say. */
  readonly onlyTightens: boolean;
  /** The lock where the rule's settings name none; absent: as the layers above left it. */
  readonly defaultLock?: Lock;
  readonly settings?: RuleSettings;
  readonly gates: ReadonlyMap<Gate, Placed<Level>>;
}

const COLUMNS: readonly GateColumn[] = ['any', ...GATES];

/** The level of a rule of which nobody said anything. */
export function defaultLevel(severity: Severity): Level {
  if (severity === 'critical' || severity === 'high') return 'enforce';
  return severity === 'info' ? 'shadow' : 'warn';
}

/**
 * Merges what the layers say of one rule, from the uppermost to the lowest.
 *
 * @param own the origin of the values in the rule's metadata
 */
export function mergeRule(
  rule: Rule,
  own: Origin,
  contributions: readonly Contribution[],
): { effective: EffectiveRule; conflicts: LockConflict[] } {
  const merger = new RuleMerger(rule, own);
  for (const contribution of contributions) merger.add(contribution);
  return { effective: merger.result(), conflicts: merger.conflicts };
}

class RuleMerger {
  readonly conflicts: LockConflict[] = [];
  readonly #rule: Rule;
  readonly #own: Origin;
  readonly #levels: Map<GateColumn, Decided<Level>>;
  readonly #params: Map<string, Decided<Json>>;
  readonly #fields: Map<string, Decided<unknown>>;
  #lock: Decided<Lock>;

  constructor(rule: Rule, own: Origin) {
    const from = <T>(value: T): Decided<T> => ({ value, origin: own, starting: true });
    this.#rule = rule;
    this.#own = own;
    this.#lock = from('none');
    this.#levels = new Map(COLUMNS.map((column) => [column, from(rule.level)]));
    this.#params = new Map(
      [...rule.params].map(([name, { default: value }]) => [name, from(value)]),
    );
    this.#fields = new Map<string, Decided<unknown>>([
      ['severity', from(rule.severity)],
      ['scope', from({})],
      ['onUnknown', from(rule.onUnknown ?? 'warn')],
      ['warn_from', from(rule.dates.warnFrom)],
      ['effective_on', from(rule.dates.effectiveOn)],
      ['sunset', from(rule.dates.sunset)],
    ]);
  }

  add(contribution: Contribution): void {
    const { settings, onlyTightens, defaultLock } = contribution;
    const above = this.#lock;
    // While a layer is applied, the lock of the layers above it counts, not its own.
    if (onlyTightens && above.value === 'none') this.#lock = { ...above, value: 'tighten' };
    if (settings) {
      this.#field(contribution, 'severity', settings.severity, severityTightens);
      this.#field(contribution, 'scope', settings.scope, scopeTightens);
      this.#field(contribution, 'onUnknown', settings.onUnknown, onUnknownTightens);
      this.#field(contribution, 'warn_from', settings.warnFrom, startTightens);
      this.#field(contribution, 'effective_on', settings.effectiveOn, startTightens);
      this.#field(contribution, 'sunset', settings.sunset, sunsetTightens);
      for (const [name, asked] of settings.params) this.#param(contribution, name, asked);
    }
    this.#level(contribution);
    if (settings?.severity) this.#raiseLevels(settings.severity.span);
    const written = settings?.lock;
    if (written) this.#lock = this.#decide(contribution, 'lock', this.#lock, written, lockTightens);
    else if (defaultLock && LOCKS.indexOf(defaultLock) > LOCKS.indexOf(above.value)) {
      const origin = { layer: contribution.layer, digest: contribution.digest };
      this.#lock = { value: defaultLock, origin };
    }
    if (onlyTightens && this.#lock.value === 'tighten' && above.value === 'none' && !written) {
      this.#lock = above;
    }
  }

  /** The level for every gate on its own: a column that a layer does not name takes the layer's plain level. */
  #level(contribution: Contribution): void {
    const { settings, gates } = contribution;
    const plain = settings?.level;
    for (const column of COLUMNS) {
      const named = column === 'any' ? undefined : gates.get(column);
      const asked = column === 'any' ? this.#withoutGate(contribution) : (named ?? plain);
      const upper = this.#levels.get(column);
      if (asked === undefined || upper === undefined) continue;
      const field = named ? `gates.${column}` : 'level';
      this.#levels.set(column, this.#decide(contribution, field, upper, asked, levelTightens));
    }
  }

  /** Without a gate the strictest of an org's gates counts; other layers' gates do not. */
  #withoutGate({ isOrg, settings, gates }: Contribution): Placed<Level> | undefined {
    let strictest = settings?.level;
    if (!isOrg) return strictest;
    for (const level of gates.values()) {
      const current = strictest?.value ?? this.#levels.get('any')?.value ?? 'off';
      if (LEVELS.indexOf(level.value) > LEVELS.indexOf(current)) strictest = level;
    }
    return strictest;
  }

  /**
   * Where nobody has written a level, one that follows from a raised severity counts as written with it: a layer below must not bring
   * back the level of the old severity.
   */
  #raiseLevels(written: Span): void {
    const severity = this.#fields.get('severity') as Decided<Severity>;
    if (severity.span !== written) return;
    const value = defaultLevel(severity.value);
    for (const [column, level] of this.#levels) {
      const isHigher = LEVELS.indexOf(value) > LEVELS.indexOf(level.value);
      if (level.span === undefined && isHigher) this.#levels.set(column, { ...severity, value });
    }
  }

  #field<T>(
    contribution: Contribution,
    name: string,
    asked: Placed<T> | undefined,
    tightens: Tightens<T>,
  ): void {
    if (asked === undefined) return;
    const upper = this.#fields.get(name) as Decided<T>;
    this.#fields.set(name, this.#decide(contribution, name, upper, asked, tightens));
  }

  #decide<T>(
    contribution: Contribution,
    field: string,
    upper: Decided<T>,
    asked: Placed<T>,
    tightens: Tightens<T>,
  ): Decided<T> {
    const lock = this.#lock.value;
    const equal = canonical((upper.value ?? null) as Json) === canonical(asked.value as Json);
    if (equal && !upper.starting) return upper;
    if (equal || lock === 'none') return this.#decided(contribution, asked.value, asked.span);
    if (lock === 'tighten' && tightens(upper.value, asked.value)) {
      return this.#decided(contribution, asked.value, asked.span);
    }
    const reason =
      lock === 'fixed' ? 'locked `fixed`' : 'locked `tighten`, and this would loosen it';
    this.#conflict(contribution, field, asked as Placed<Json>, upper as Decided<Json>, reason);
    return upper;
  }

  #param(contribution: Contribution, name: string, asked: Placed<Json>): void {
    const field = `params.${name}`;
    const parameter = this.#rule.params.get(name);
    const upper = this.#params.get(name);
    if (parameter === undefined || upper === undefined) return;
    const lock = this.#lock.value;
    if (upper.starting && lock === 'none') {
      this.#params.set(name, this.#decided(contribution, asked.value, asked.span));
      return;
    }
    const { value, rejected } = mergeParameter(parameter.merge, upper.value, asked.value, lock);
    const changed = canonical(value) !== canonical(upper.value);
    const next = changed ? this.#decided(contribution, value, asked.span) : upper;
    this.#params.set(name, next);
    if (rejected !== undefined) {
      this.#conflict(contribution, field, asked, { ...upper, value }, rejected);
    }
  }

  #decided<T>(contribution: Contribution, value: T, span: Span): Decided<T> {
    const origin = originOf(contribution, span);
    return { value, origin, span, ...(contribution.isStarting && { starting: true }) };
  }

  #conflict(
    contribution: Contribution,
    field: string,
    asked: Placed<Json>,
    decided: Decided<Json>,
    reason: string,
  ): void {
    if (this.conflicts.some((known) => known.askedAt === asked.span && known.field === field))
      return;
    const by = decided.span ? decided : this.#lock;
    this.conflicts.push({
      rule: this.#rule.id,
      field,
      asked: { ...originOf(contribution, asked.span), value: asked.value },
      effective: decided.value ?? null,
      decidedBy: by.starting ? this.#lock.origin : by.origin,
      reason,
      askedAt: asked.span,
      ...(by.span && { decidedAt: by.span }),
    });
  }

  result(): EffectiveRule {
    const field = <T>(name: string): Decided<T> => this.#fields.get(name) as Decided<T>;
    const severity = field<Severity>('severity');
    const date = (name: string) => {
      const decided = field<string | undefined>(name);
      return decided.value === undefined ? undefined : (decided as Decided<string>);
    };
    const warnFrom = date('warn_from');
    const effectiveOn = date('effective_on');
    const sunset = date('sunset');
    return {
      rule: this.#rule,
      layer: this.#own.layer,
      levels: this.#levels,
      severity,
      params: this.#params,
      scope: field('scope'),
      lock: this.#lock,
      onUnknown: field('onUnknown'),
      ...(warnFrom && { warnFrom }),
      ...(effectiveOn && { effectiveOn }),
      ...(sunset && { sunset }),
    };
  }
}

function originOf(contribution: Contribution, span: Span): Origin {
  const { line, column } = positionAt(span.source, span.start);
  return {
    layer: contribution.layer,
    file: span.source.path,
    line,
    column,
    digest: contribution.digest,
  };
}

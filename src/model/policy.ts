import type { Span } from '../diagnostics/source.js';
import type { Origin } from './finding.js';
import type { Json } from './json.js';
import type { Rule } from './rule.js';
import type { Gate, Level, Lock, Scope, Severity } from './settings.js';
import type { Conflict } from './verdict.js';

/** A value in force, with who decided it. */
export interface Decided<T> {
  readonly value: T;
  readonly origin: Origin;
  /** Where it was written; absent for what a rule's metadata or nobody said. */
  readonly span?: Span;
  /** A value of `std`: the first layer above replaces it. */
  readonly starting?: boolean;
}

/** The column of levels that counts without `--gate`. */
export type GateColumn = Gate | 'any';

/** One rule with all values in force, each with its origin. */
export interface EffectiveRule {
  readonly rule: Rule;
  /** The layer that brought the rule. */
  readonly layer: string;
  readonly levels: ReadonlyMap<GateColumn, Decided<Level>>;
  readonly severity: Decided<Severity>;
  readonly params: ReadonlyMap<string, Decided<Json>>;
  readonly scope: Decided<Scope>;
  readonly lock: Decided<Lock>;
  readonly onUnknown: Decided<'warn' | 'fail'>;
  readonly warnFrom?: Decided<string>;
  readonly effectiveOn?: Decided<string>;
  readonly sunset?: Decided<string>;
}

/** The result of merging a stack of layers. */
export interface Policy {
  /** In the order of their ids. */
  readonly rules: readonly EffectiveRule[];
  readonly conflicts: readonly LockConflict[];
}

/** A conflict record with the places on both sides, for diagnostics with carets. */
export interface LockConflict extends Conflict {
  readonly askedAt: Span;
  readonly decidedAt?: Span;
}

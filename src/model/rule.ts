import type { Json } from './json.js';
import type { Level, MergeOperator, Severity } from './settings.js';

/** A governance rule: one Rego package with metadata, in one layer. */
export interface Rule {
  /** Canonical: `std/dockerfile/user-not-root`, from the package `std.dockerfile.user_not_root`. */
  readonly id: string;
  /** The dotted package path without `data.`. */
  readonly package: string;
  /** The short form, such as `DKF-006`. */
  readonly code?: string;
  readonly title: string;
  readonly description: string;
  readonly rationale?: string;
  readonly remediation?: string;
  readonly severity: Severity;
  /** Level before any setting; by severity where the metadata says nothing. */
  readonly level: Level;
  /** Document kinds without which the rule is not applicable. */
  readonly needs: readonly string[];
  /** Kinds that only refine the answer. */
  readonly optional: readonly string[];
  /** Ids of the same check in other tools. */
  readonly aliases: readonly string[];
  readonly params: ReadonlyMap<string, Parameter>;
  /** Named checks within the rule, `rule#check`. */
  readonly checks: ReadonlyMap<string, Check>;
  /** Which of `deny`, `warn`, `unknown`, `violation` the package defines. */
  readonly sets: readonly RuleSet[];
  /** `unknown` results fail where this is `fail`. */
  readonly onUnknown?: 'warn' | 'fail';
  /** What its findings point at is a secret: reports do not print it. */
  readonly redact: boolean;
  /** Section of the seed guide that asks for it. */
  readonly seed: readonly string[];
  /** `sha256:<hex>` over the texts of its package: an exception may be granted for exactly this rule. */
  readonly digest: string;
  /** Lifecycle dates, as written: `warn_from`, `effective_on`, `sunset`. */
  readonly dates: RuleDates;
}

export type RuleSet = 'deny' | 'warn' | 'unknown' | 'violation';

export interface RuleDates {
  readonly warnFrom?: string;
  readonly effectiveOn?: string;
  readonly sunset?: string;
}

export interface Parameter {
  /** JSON Schema of the value. */
  readonly schema: Json;
  readonly merge: MergeOperator;
  readonly default: Json;
  readonly description?: string;
}

export interface Check {
  readonly aliases: readonly string[];
  readonly severity?: Severity;
}

import type { Json } from './json.js';
import type { ResolvedLocation } from './location.js';
import type { Level, Severity } from './settings.js';

export type FindingStatus = 'fail' | 'warn' | 'waived' | 'baselined' | 'shadow' | 'unknown';

/** One offence. Key, rule and term stay the same when lines move. */
export interface Finding {
  readonly key: string;
  readonly rule: string;
  readonly check?: string;
  readonly term?: string;
  readonly code?: string;
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly level: Level;
  readonly status: FindingStatus;
  readonly message: string;
  /** The first one is the primary place. */
  readonly locations: readonly ResolvedLocation[];
  readonly evidence?: Json;
  readonly remediation?: string;
  readonly fix?: Json;
  readonly decidedBy: Origin;
  readonly exception?: string;
  /** What else one should know: from when it fails, which exception has expired. */
  readonly note?: string;
  readonly subject: string;
}

/** Who decided a value: a layer, and where in its settings file (absent for defaults of a rule's metadata). */
export interface Origin {
  readonly layer: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly digest?: string;
}

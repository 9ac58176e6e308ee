import type { Json } from './json.js';
import type { Placed } from './settings.js';

/** A record that waives findings, checked against its schema. Dates as written. */
export interface Exception {
  readonly id: string;
  readonly rules: readonly Placed<string>[];
  readonly subject: ExceptionSubject;
  /** Only these terms are waived; absent: any. */
  readonly values?: readonly string[];
  readonly findingKey?: string;
  readonly reason: string;
  readonly category?: 'mitigated' | 'accepted-risk' | 'false-positive' | 'migration';
  readonly ticket?: string;
  readonly requestedBy?: string;
  readonly approvedBy: readonly string[];
  readonly created?: Placed<string>;
  readonly expires: Placed<string>;
  readonly compensatingControls: readonly string[];
  /** What it was granted for; drift reopens the finding. */
  readonly evidence?: ExceptionEvidence;
  /** The whole record as JSON, which signatures are made over. */
  readonly record: Json;
  /** The layer whose exceptions it is one of. */
  readonly layer: string;
  /** The file and place of the record. */
  readonly origin: Placed<string>;
}

/** Selectors: all present ones must match; lists are alternatives. */
export interface ExceptionSubject {
  readonly repo?: readonly string[];
  readonly path?: readonly string[];
  readonly image?: readonly string[];
  readonly digest?: readonly string[];
}

/** The state of the world for which an exception was granted. */
export interface ExceptionEvidence {
  readonly ruleDigest?: string;
  readonly documentDigest?: string;
  /** Over the packages of the subject's SBOMs. */
  readonly packagesDigest?: string;
}

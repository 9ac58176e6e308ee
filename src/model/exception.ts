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

import type { Span } from '../diagnostics/source.js';
import type { Json } from './json.js';
import type { OwnFormat } from './own-kind.js';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** From weakest to strictest. */
export const LEVELS = ['off', 'shadow', 'warn', 'enforce'] as const;
export type Level = (typeof LEVELS)[number];

export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;

export const LOCKS = ['none', 'tighten', 'fixed'] as const;
export type Lock = (typeof LOCKS)[number];

export const GATES = ['dev', 'pr', 'main', 'release'] as const;
export type Gate = (typeof GATES)[number];

/** How a parameter's values of two layers become one; `min` and `max` name the function that is applied. */
export type MergeOperator =
  | 'intersect'
  | 'union'
  | 'min'
  | 'max'
  | 'and'
  | 'or'
  | 'fixed'
  | 'replace';

/** A value with the place where it was written; settings keep every value so, that conflicts can point at both sides. */
export interface Placed<T> {
  readonly value: T;
  readonly span: Span;
}

export type LayerKind = 'std' | 'org' | 'team' | 'repo';

/** One settings file, parsed: `policy.yaml`, `org.yaml`, a profile. */
export interface Settings {
  readonly version: 1;
  readonly layer: LayerKind | 'profile';
  readonly name: string;
  readonly root?: Placed<string>;
  readonly extends: readonly Placed<Extends>[];
  readonly profile?: Placed<string>;
  readonly policies: readonly Placed<string>[];
  readonly data: readonly Placed<string>[];
  readonly exceptions: readonly Placed<string>[];
  readonly include: readonly Placed<string>[];
  readonly exclude: readonly Placed<string>[];
  /** Subjects named by hand; where there are none, files are grouped by what they are. */
  readonly subjects: readonly SubjectSettings[];
  /** Kinds of documents of the layer's own. */
  readonly kinds: readonly KindSettings[];
  readonly rules: readonly RuleSettings[];
  /** Levels per gate: gate → rule → level. */
  readonly gates: ReadonlyMap<Gate, readonly GateSetting[]>;
  /** Lock of rules for which `rules` names none; `tighten` where an org says nothing. */
  readonly lock?: Placed<Lock>;
  /** The org's file alone has more. */
  readonly org?: OrgSettings;
}

/** Which files make up one subject. */
export interface SubjectSettings {
  readonly name: Placed<string>;
  readonly include: readonly Placed<string>[];
}

/** A kind of documents of a layer's own: which files are of it, and the schema that they must fit. */
export interface KindSettings {
  readonly name: Placed<string>;
  readonly files: readonly Placed<string>[];
  readonly format?: Placed<OwnFormat>;
  /** A JSON Schema below the settings file. */
  readonly schema?: Placed<string>;
}

export interface Extends {
  readonly layer: LayerKind;
  readonly name?: string;
  readonly source: string;
}

export interface GateSetting {
  readonly rule: Placed<string>;
  readonly level: Placed<Level>;
}

/** What one settings file says of one rule. Absent: it says nothing. */
export interface RuleSettings {
  readonly rule: Placed<string>;
  readonly level?: Placed<Level>;
  readonly severity?: Placed<Severity>;
  readonly params: ReadonlyMap<string, Placed<Json>>;
  readonly scope?: Placed<Scope>;
  readonly lock?: Placed<Lock>;
  readonly onUnknown?: Placed<'warn' | 'fail'>;
  readonly warnFrom?: Placed<string>;
  readonly effectiveOn?: Placed<string>;
  readonly sunset?: Placed<string>;
}

export interface Scope {
  readonly paths?: readonly string[];
  readonly excludePaths?: readonly string[];
  readonly stages?: readonly string[];
}

/** What only an org may say: teams, trust, exception bounds. Refined by `layers` and `exceptions`. */
export interface OrgSettings {
  readonly teams: ReadonlyMap<string, TeamSettings>;
  readonly trust?: TrustSettings;
  readonly exceptionRules?: ExceptionRules;
  readonly inlineIgnores?: InlineIgnoreRules;
  readonly baseline?: BaselineRules;
  readonly vex?: VexRules;
}

/** Whether VEX statements beside the judged files may take findings out, and which. */
export interface VexRules {
  readonly allowed: boolean;
  /** Severities of findings that may be taken out; absent for all. */
  readonly severities?: readonly Severity[];
  /** Whether a statement may be older than the report: an image does not change, but the knowledge of it does. */
  readonly olderThanScan: boolean;
}

/** Whether and until when a baseline counts, and whether it may hold findings of locked rules. */
export interface BaselineRules {
  readonly allowed: boolean;
  readonly until?: Placed<string>;
  readonly lockedRules: boolean;
}

/** Whose signatures count: keys by name, groups of approvers, what must be signed. */
export interface TrustSettings {
  readonly keys: ReadonlyMap<string, KeySettings>;
  readonly groups: ReadonlyMap<string, GroupSettings>;
  readonly requireSigned: {
    readonly layers: boolean;
    readonly exceptions: readonly Severity[];
  };
  /** Files below the org's folder with which signatures of documents are verified. */
  readonly documents: {
    readonly keys: readonly Placed<string>[];
    readonly trustedRoots: readonly Placed<string>[];
  };
}

/** One signer: an Ed25519 public key or an `allowed_signers` file, with its validity. Dates as written. */
export interface KeySettings {
  readonly ed25519?: Placed<string>;
  readonly allowedSigners?: Placed<string>;
  readonly from?: Placed<string>;
  readonly until?: Placed<string>;
  readonly revoked?: Placed<string>;
}

export interface GroupSettings {
  readonly members: readonly string[];
  readonly threshold: number;
}

export interface TeamSettings {
  readonly repos: readonly Placed<string>[];
  readonly source: Placed<string>;
}

export interface ExceptionRules {
  readonly maxDays: ReadonlyMap<Severity, number>;
  readonly forbid: readonly Placed<string>[];
  readonly requireTicket?: string;
  readonly requireDigest: readonly Severity[];
  readonly approvals: ReadonlyMap<string, { readonly group: string; readonly count: number }>;
  readonly maxActive?: number;
  readonly renewals?: number;
  readonly wildcards: boolean;
  /** Days before expiry from which a warning is given; 30 where not set. */
  readonly expiringWithinDays?: number;
}

export interface InlineIgnoreRules {
  readonly allowed: boolean;
  readonly maxDays?: number;
  readonly severities?: readonly Severity[];
  /** Other tools whose comments hold as well. */
  readonly peers?: readonly PeerTool[];
}

/** Tools whose comments can be heeded: `# hadolint ignore=…`, and `# check=skip=…` of BuildKit. */
export const PEER_TOOLS = ['hadolint', 'buildkit'] as const;
export type PeerTool = (typeof PEER_TOOLS)[number];

/** The format-neutral shape of a bill of materials: `schemas/documents/sbom.json` says the same to everybody else. */
import type { PointerLocation } from '../../model/location.js';

export interface SbomFacts {
  readonly document: SbomDocument;
  readonly components: readonly Component[];
  readonly relationships: readonly Relationship[];
  readonly vulnerabilities: readonly Vulnerability[];
  /** Texts of licences that the document defines itself, by their `LicenseRef-`. */
  readonly licenceRefs: {
    readonly [id: string]: { readonly name: string | null; readonly text: string | null };
  };
}

export interface SbomDocument {
  readonly format: 'cyclonedx' | 'spdx';
  readonly specVersion: string;
  readonly serial: string | null;
  readonly version: string | null;
  readonly created: string | null;
  readonly authors: readonly string[];
  readonly tools: readonly string[];
  /** The `ref` of the component that the document is about. */
  readonly subject: string | null;
  /** Digests of the subject, `sha256:…`. */
  readonly subjectDigests: readonly string[];
  readonly lifecycle: string | null;
}

export interface Component {
  readonly ref: string;
  readonly name: string;
  readonly group: string | null;
  readonly version: string | null;
  readonly type: string | null;
  readonly purl: Purl | null;
  readonly cpes: readonly string[];
  readonly supplier: string | null;
  readonly source: string | null;
  readonly hashes: readonly { readonly alg: string; readonly value: string }[];
  readonly licences: readonly Licence[];
  readonly scope: string | null;
  readonly evidence: Evidence | null;
  /** The digest of the image layer that brought it, as the scanner says. */
  readonly layer: string | null;
  readonly properties: { readonly [name: string]: string };
  readonly loc: PointerLocation;
}

/** How a scanner knows that a component is there. */
export interface Evidence {
  /** Fields that were recognised, with how sure that is from 0 to 1. */
  readonly identity: readonly { readonly field: string; readonly confidence: number | null }[];
  /** Where it was found. */
  readonly occurrences: readonly string[];
  readonly licences: readonly Licence[];
  readonly copyright: readonly string[];
}

export interface Purl {
  readonly raw: string;
  readonly type: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly version: string | null;
  readonly qualifiers: { readonly [name: string]: string };
  readonly subpath: string | null;
  readonly valid: boolean;
}

export interface Licence {
  readonly raw: string;
  readonly source: 'declared' | 'concluded' | 'expression' | 'id' | 'name';
  /** The expression as a tree; null where it is none. */
  readonly ast: LicenceNode | null;
  /** Ways to satisfy it; null where it is no expression, or there are too many. */
  readonly alternatives: readonly (readonly string[])[] | null;
  readonly ids: readonly string[];
  /** `LicenseRef-…` in it. */
  readonly refs: readonly string[];
  readonly exceptions: readonly string[];
  /** Whether it is an expression of known SPDX ids. */
  readonly valid: boolean;
}

/** A part of a licence expression. */
export type LicenceNode =
  | { readonly op: 'and' | 'or'; readonly operands: readonly LicenceNode[] }
  | { readonly licence: string; readonly exception: string | null };

export interface Relationship {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly loc: PointerLocation;
}

export interface Vulnerability {
  readonly id: string;
  readonly aliases: readonly string[];
  /** The worst of the ratings. */
  readonly severity: string | null;
  readonly ratings: readonly Rating[];
  /** Refs of components. */
  readonly affects: readonly string[];
  /** What somebody found out about it, in one vocabulary for all formats; null where nobody looked. */
  readonly status: VexStatus | null;
  readonly analysis: Analysis | null;
  /** When that was said last. */
  readonly updated: string | null;
  readonly loc: PointerLocation;
}

export interface Rating {
  readonly source: string | null;
  readonly method: string | null;
  readonly severity: string | null;
  readonly score: number | null;
  readonly vector: string | null;
}

/** What the document says itself. */
export interface Analysis {
  readonly state: string | null;
  readonly justification: string | null;
  readonly response: readonly string[];
  readonly detail: string | null;
}

/** The words of OpenVEX and CSAF. */
export type VexStatus = 'affected' | 'not_affected' | 'fixed' | 'under_investigation';

/** Something that breaks the specification of the format, or contradicts itself. */
export interface SbomFault {
  readonly code: string;
  readonly message: string;
  readonly ptr: string;
}

/** What a reader of one format gives back. */
export interface ReadSbom {
  readonly facts: SbomFacts;
  readonly faults: readonly SbomFault[];
}

/** The format-neutral shape of a bill of materials: `schemas/documents/sbom.json` says the same to everybody else. */
import type { PointerLocation } from '../../model/location.js';

export interface SbomFacts {
  readonly document: SbomDocument;
  readonly components: readonly Component[];
  readonly relationships: readonly Relationship[];
  readonly vulnerabilities: readonly Vulnerability[];
  /** Texts of licences that the document defines itself, by their `LicenseRef-`. */
  readonly licenceRefs: { readonly [id: string]: { readonly name: string | null } };
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
  readonly properties: { readonly [name: string]: string };
  readonly loc: PointerLocation;
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
  readonly ids: readonly string[];
  /** `LicenseRef-…` in it. */
  readonly refs: readonly string[];
  readonly exceptions: readonly string[];
  /** Whether it is an expression of known SPDX ids. */
  readonly valid: boolean;
}

export interface Relationship {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly loc: PointerLocation;
}

export interface Vulnerability {
  readonly id: string;
  readonly severity: string | null;
  readonly affects: readonly string[];
  readonly state: string | null;
  readonly justification: string | null;
  readonly detail: string | null;
  readonly loc: PointerLocation;
}

/** What a reader of one format gives back. */
export interface ReadSbom {
  readonly facts: SbomFacts;
  readonly faults: readonly {
    readonly code: string;
    readonly message: string;
    readonly ptr: string;
  }[];
}

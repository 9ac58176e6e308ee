/** VEX documents in one shape: `schemas/documents/vex.json` says the same to everybody else. */
import type { PointerLocation } from '../../model/location.js';
import type { VexStatus } from '../sbom/types.js';

export interface VexFacts {
  readonly document: {
    readonly id: string | null;
    readonly author: string | null;
    readonly version: string | null;
    /** When it was changed last. */
    readonly timestamp: string | null;
  };
  readonly statements: readonly VexStatement[];
}

/** What somebody says about one vulnerability in some products. */
export interface VexStatement {
  readonly id: string;
  readonly aliases: readonly string[];
  /** In the words of OpenVEX; null for a word that nobody knows. */
  readonly status: VexStatus | null;
  /** The word of the document itself. */
  readonly state: string | null;
  readonly justification: string | null;
  /** Why, or what to do, in words. */
  readonly statement: string | null;
  readonly timestamp: string | null;
  readonly products: readonly VexProduct[];
  readonly loc: PointerLocation;
}

/** A product, or packages within it where the statement is about these alone. */
export interface VexProduct {
  readonly id: string;
  readonly purl: string | null;
  /** Of images, `sha256:…`. */
  readonly digests: readonly string[];
  readonly subcomponents: readonly { readonly id: string; readonly purl: string | null }[];
}

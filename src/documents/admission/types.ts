/** The shape of admission policies: `schemas/documents/admission.json` says the same to everybody else. */
import type { Json } from '../../model/json.js';
import type { PointerLocation } from '../../model/location.js';

export interface AdmissionFacts {
  /** The objects as they are written. */
  readonly objects: readonly { readonly [key: string]: Json }[];
  readonly objectLocs: readonly PointerLocation[];
  readonly verify: readonly Verification[];
  readonly embedded: { readonly [ptr: string]: Embedded };
  readonly loc: PointerLocation;
}

/** What verifies images, in one form for all engines. */
export interface Verification {
  readonly engine: string;
  readonly name: string;
  readonly action: string | null;
  readonly failurePolicy: string | null;
  readonly globs: readonly string[];
  readonly excludes: readonly string[];
  readonly attestors: readonly Json[];
  readonly attestations: readonly Json[];
  readonly loc: PointerLocation;
}

/** A policy inside of a ConfigMap: nothing enforces it. */
export interface Embedded {
  readonly value: Json;
  readonly ptr: string;
  readonly enforced: false;
}

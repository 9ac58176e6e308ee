/** The shape of a registry's settings: `schemas/documents/registry.json` says the same to everybody else. */
import type { Json } from '../../model/json.js';
import type { Location, PointerLocation } from '../../model/location.js';

export interface RegistryFacts {
  /** The tree of `harbor.yml`, secrets masked. */
  readonly config?: { readonly [key: string]: Json };
  /** Top-level keys that no current Harbor reads. */
  readonly unknownKeys: readonly string[];
  /** Pointers to passwords that are those of Harbor's template. */
  readonly knownDefaults: readonly string[];
  readonly projects?: readonly Project[];
  readonly robots?: readonly Robot[];
  readonly immutability?: readonly Immutability[];
  readonly loc: Location;
}

export interface Project {
  readonly id: number | null;
  readonly name: string;
  /** The registry that a proxy cache passes on. */
  readonly registry_id: number | null;
  /** Values are the texts `true` and `false`, as Harbor gives them. */
  readonly metadata: { readonly [key: string]: Json };
  readonly cveAllowlist: Json;
  readonly loc: PointerLocation;
}

export interface Robot {
  readonly name: string;
  readonly level: string | null;
  /** Days; -1 for ever. */
  readonly duration: number | null;
  /** Seconds since the epoch; -1 for never. */
  readonly expiresAt: number | null;
  readonly disabled: boolean;
  readonly permissions: Json;
  readonly loc: PointerLocation;
}

export interface Immutability {
  readonly project: string | null;
  readonly disabled: boolean;
  readonly action: string | null;
  readonly tags: Json;
  readonly repositories: Json;
  readonly loc: PointerLocation;
}

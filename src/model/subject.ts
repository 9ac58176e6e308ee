import type { Document } from './document.js';

/** What is judged: one image to be, with all documents that speak of it. */
export interface Subject extends SubjectFacts {
  readonly name: string;
  /** How documents came to the subject, the Dockerfile and its context left out. */
  readonly matches?: readonly SubjectMatch[];
  /** What its documents disagree about. */
  readonly contradictions?: readonly SubjectContradiction[];
  readonly documents: readonly Document[];
}

/** What is known of a subject beside its documents. */
export interface SubjectFacts {
  readonly source?: SourceFacts;
  readonly build?: BuildFacts;
  readonly image?: ImageFacts;
  readonly environment?: string;
}

/** Where the sources of an image come from. */
export interface SourceFacts {
  readonly repo?: string;
  /** 40 or 64 hexadecimal digits. */
  readonly commit?: string;
  readonly ref?: string;
}

/** How an image is built. Paths are relative to the judged folder. */
export interface BuildFacts {
  readonly dockerfile?: string;
  readonly context?: string;
  /** The stage that is built; the last one where not given. */
  readonly target?: string;
  /** `os/arch[/variant]`. */
  readonly platform?: string;
}

export interface ImageFacts {
  readonly digest?: string;
  readonly indexDigest?: string;
  /** The digest of the config. */
  readonly id?: string;
  readonly tags?: readonly string[];
}

/**
 * Why a document belongs to a subject, from the strongest reason to the weakest: it names the same digest, id or commit as another one,
 * a declaration lists it, it lies beside the Dockerfile, or there is no other subject. `base`: it names the digest of an image that
 * the Dockerfile builds on, and is not about the subject's own image.
 */
export const SUBJECT_MATCHES = [
  'digest',
  'id',
  'commit',
  'declared',
  'path',
  'alone',
  'base',
] as const;
export type SubjectMatchBy = (typeof SUBJECT_MATCHES)[number];

export interface SubjectMatch {
  readonly kind: string;
  readonly uri: string;
  readonly by: SubjectMatchBy;
}

/** Documents of one subject that name different images, or different commits of one repository. */
export interface SubjectContradiction {
  readonly what: 'digest' | 'commit';
  /** Each value with those who name it; a declaration is one of them. */
  readonly values: readonly { readonly value: string; readonly uris: readonly string[] }[];
}

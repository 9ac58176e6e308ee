import type { Document } from './document.js';

/** What is judged: one image to be, with all documents that speak of it. */
export interface Subject {
  readonly name: string;
  readonly source?: { readonly repo?: string; readonly commit?: string; readonly ref?: string };
  readonly build?: {
    readonly dockerfile?: string;
    readonly context?: string;
    readonly target?: string;
  };
  readonly image?: {
    readonly digest?: string;
    readonly indexDigest?: string;
    /** The digest of the config. */
    readonly id?: string;
    readonly tags?: readonly string[];
  };
  readonly environment?: string;
  /** How documents came to the subject, the Dockerfile and its context left out. */
  readonly matches?: readonly SubjectMatch[];
  /** What its documents disagree about. */
  readonly contradictions?: readonly SubjectContradiction[];
  readonly documents: readonly Document[];
}

/** Why a document belongs to a subject, from the strongest reason to the weakest. */
export interface SubjectMatch {
  readonly kind: string;
  readonly uri: string;
  /** It names the same digest or id as another one, was declared, lies beside the Dockerfile, or there is no other subject. */
  readonly by: 'digest' | 'id' | 'declared' | 'path' | 'alone';
}

/** Documents of one subject that name different images. */
export interface SubjectContradiction {
  readonly what: 'digest';
  readonly values: readonly { readonly value: string; readonly uris: readonly string[] }[];
}

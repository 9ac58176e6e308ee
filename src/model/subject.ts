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
  readonly image?: { readonly digest?: string; readonly tags?: readonly string[] };
  readonly environment?: string;
  readonly documents: readonly Document[];
}

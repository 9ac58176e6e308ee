import type { BundleContent } from '../../bundles/write-bundle.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';

/** What was made of one layer, or of plain Rego files, before it is written. */
export interface Built {
  /** Of its files, without an ending. */
  readonly name: string;
  /** The module or the plan; nothing where Rego is only packed. */
  readonly output?: { readonly ending: 'wasm' | 'json'; readonly content: Uint8Array };
  /** Without a revision: the digest of the output unless one is asked for. */
  readonly bundle: Omit<BundleContent, 'revision'>;
}

export interface BuildResult {
  readonly built: readonly Built[];
  readonly diagnostics: readonly Diagnostic[];
}

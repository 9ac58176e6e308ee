import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import type { Layer } from '../model/layer.js';
import type { Rule } from '../model/rule.js';
import { ENTRYPOINT, entryModule } from './entry-module.js';

/** The compiler as the engine sees it: Rego text in, a WebAssembly module out. */
export type Compile = (
  sources: readonly Source[],
  entrypoints: readonly string[],
) => { readonly wasm?: Uint8Array; readonly diagnostics: readonly Diagnostic[] };

/** Compiled modules by the digest of what they were made from. */
export interface ModuleCache {
  readonly get: (digest: string) => Uint8Array | undefined;
  readonly set: (digest: string, wasm: Uint8Array) => void;
}

export interface CompiledLayer {
  /** Absent where the layer has no rules, or where they did not compile. */
  readonly wasm?: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

/** Helpers of the shipped library (`std.lib.*`), which are compiled into every layer's module. */
export function sharedModules(layers: readonly Layer[]): Source[] {
  return layers
    .filter(({ kind }) => kind === 'std')
    .flatMap(({ modules }) => modules.filter(({ path }) => /(^|\/)lib\/.*\.rego$/.test(path)));
}

/**
 * Compiles the rule code of one layer, with the shared helpers and an entry module of its own. Other layers' rules are no part
 * of the module, so nothing in a lower layer can add a body to a rule above it.
 */
export function compileLayer(
  layer: Layer,
  rules: readonly Rule[],
  shared: readonly Source[],
  compile: Compile,
  cache?: ModuleCache,
): CompiledLayer {
  if (rules.length === 0) return { diagnostics: [] };
  const helpers = layer.kind === 'std' ? [] : shared;
  const sources = [...helpers, ...layer.modules, entryModule(rules)];
  const digest = digestOf(sources);
  const known = cache?.get(digest);
  if (known) return { wasm: known, diagnostics: [] };
  const { wasm, diagnostics } = compile(sources, [ENTRYPOINT]);
  if (wasm === undefined || hasErrors(diagnostics)) return { diagnostics };
  cache?.set(digest, wasm);
  return { wasm, diagnostics };
}

/** `<hex>` over names and texts in order. */
export function digestOf(sources: readonly Source[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of sources) hash.update(`${path}\0${text.length}\0${text}\0`);
  return hash.digest('hex');
}

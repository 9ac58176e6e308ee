import { gzipSync } from 'node:zlib';
import { type TarEntry, writeTar } from './tar.js';

/** What a bundle in OPA's layout holds. */
export interface BundleContent {
  /** Base documents as JSON text. */
  readonly data: Uint8Array;
  /** Files as they are to stand in the bundle, without a slash before their names. */
  readonly files: readonly TarEntry[];
  /** A compiled module and what it answers: slash-separated paths, as given to the compiler. */
  readonly module?: { readonly wasm: Uint8Array; readonly entrypoints: readonly string[] };
  /** Shown by whoever loads the bundle. */
  readonly revision: string;
  /** How Rego files in it are to be read; absent where there are none. */
  readonly regoVersion?: 0 | 1;
}

/** A bundle (`.tar.gz`) with `/data.json`, its files and `/.manifest`, the same bytes for the same content. */
export function writeBundle(content: BundleContent): Uint8Array {
  const { data, files, module, revision, regoVersion } = content;
  const manifest = {
    revision,
    roots: [''],
    ...(module && {
      wasm: module.entrypoints.map((entrypoint) => ({ entrypoint, module: '/policy.wasm' })),
    }),
    ...(regoVersion !== undefined && { rego_version: regoVersion }),
  };
  const entries: TarEntry[] = [
    { name: 'data.json', content: data },
    ...files,
    ...(module ? [{ name: 'policy.wasm', content: module.wasm }] : []),
    { name: '.manifest', content: new TextEncoder().encode(`${JSON.stringify(manifest)}\n`) },
  ];
  const tar = writeTar(entries.map((entry) => ({ ...entry, name: `/${entry.name}` })));
  return gzipSync(tar, { level: 9 });
}

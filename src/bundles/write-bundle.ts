import { gzipSync } from 'node:zlib';
import type { Json } from '../model/json.js';
import { writeTar } from './tar.js';

/** What a bundle in OPA's layout holds: one module, its base documents, what it is. */
export interface BundleContent {
  readonly wasm: Uint8Array;
  readonly data: Json;
  /** Slash-separated, as given to the compiler. */
  readonly entrypoints: readonly string[];
  /** Shown by whoever loads the bundle: the digest of its content. */
  readonly revision: string;
}

/** A bundle (`.tar.gz`) with `/policy.wasm`, `/data.json` and `/.manifest`, the same bytes for the same content. */
export function writeBundle({ wasm, data, entrypoints, revision }: BundleContent): Uint8Array {
  const text = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value)}\n`);
  const manifest = {
    revision,
    roots: [''],
    wasm: entrypoints.map((entrypoint) => ({ entrypoint, module: '/policy.wasm' })),
  };
  const tar = writeTar([
    { name: '/data.json', content: text(data) },
    { name: '/policy.wasm', content: wasm },
    { name: '/.manifest', content: text(manifest) },
  ]);
  return gzipSync(tar, { level: 9 });
}

import { join } from 'node:path';
import type { ModuleCache } from '../engine/layer-module.js';
import type { Io } from './io.js';

/**
 * Modules that were compiled when this package was built, by the digest of their sources. Nothing is ever written: a cache that
 * others could write into would be a way around the policy.
 */
export function moduleCache(io: Io): ModuleCache {
  return {
    get: (digest) => io.read(join(io.shipped, `${digest}.wasm`)),
    set: () => undefined,
  };
}

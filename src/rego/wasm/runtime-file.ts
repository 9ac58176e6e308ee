/** The compiled runtime: a file beside the bundle, or in `dist/` when running from source. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { invariant } from '../../diagnostics/invariant.js';
import { type ReadModule, readModule } from './module-reader.js';

const PLACES = ['./runtime.wasm', '../../../dist/runtime.wasm'];

let read: ReadModule | undefined;

export function runtimeModule(): ReadModule {
  if (read === undefined) {
    const path = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(
      existsSync,
    );
    invariant(path !== undefined, 'runtime.wasm is missing: run `npm run build`');
    read = readModule(readFileSync(path));
  }
  return read;
}

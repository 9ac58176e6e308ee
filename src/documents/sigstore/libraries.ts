/**
 * The sigstore libraries, loaded when a file needs them: most runs see no signature, and loading takes longer than judging. They are
 * neither bundled nor imported, so that starting costs nothing.
 */
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

export function sigstoreCore(): typeof import('@sigstore/core') {
  return load('@sigstore/core');
}

export function sigstoreBundle(): typeof import('@sigstore/bundle') {
  return load('@sigstore/bundle');
}

export function sigstoreVerify(): typeof import('@sigstore/verify') {
  return load('@sigstore/verify');
}

export function sigstoreProtobuf(): typeof import('@sigstore/protobuf-specs') {
  return load('@sigstore/protobuf-specs');
}

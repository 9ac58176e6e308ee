import { isObject, type JsonObject, textOf } from '../json/fields.js';
import type { Component } from './types.js';

type Hashes = Component['hashes'];

/** CycloneDX' names of algorithms by what they are without case and punctuation. */
const NAMES: ReadonlyMap<string, string> = new Map(
  [
    'MD5',
    'SHA-1',
    'SHA-224',
    'SHA-256',
    'SHA-384',
    'SHA-512',
    'SHA3-256',
    'SHA3-384',
    'SHA3-512',
    'BLAKE2b-256',
    'BLAKE2b-384',
    'BLAKE2b-512',
    'BLAKE3',
  ].map((name) => [name.toLowerCase().replaceAll('-', ''), name]),
);

const NONE: Hashes = [];

/** Hashes as every format writes them, with one name for each algorithm. */
export function readHashes(values: unknown, algorithm: string, content: string): Hashes {
  if (!Array.isArray(values) || values.length === 0) return NONE;
  const found: { alg: string; value: string }[] = [];
  for (const hash of values as readonly unknown[]) {
    if (!isObject(hash)) continue;
    const alg = textOf((hash as JsonObject)[algorithm]);
    const value = textOf((hash as JsonObject)[content]);
    if (alg === undefined || value === undefined) continue;
    const name = NAMES.get(alg.toLowerCase().replaceAll(/[-_]/g, '')) ?? alg;
    found.push({ alg: name, value: value.trim().toLowerCase() });
  }
  return found;
}

/** The digests of an image that a component stands for: its hashes, or a version that is one. */
export function digestsOf(component: Component | undefined): readonly string[] {
  const hashes = (component?.hashes ?? [])
    .filter(({ alg }) => alg === 'SHA-256')
    .map(({ value }) => `sha256:${value}`);
  const all = [...hashes, component?.version ?? '', component?.purl?.version ?? ''];
  return [...new Set(all.filter((digest) => /^sha256:[0-9a-f]{64}$/.test(digest)))];
}

import type { Document } from '../model/document.js';
import { isObject, textOf } from './json/fields.js';

/** What a document says about which image it speaks of. */
export interface Identity {
  /** Of manifests and indexes. */
  readonly digests: readonly string[];
  /** Of configs, which are the ids of images. */
  readonly ids: readonly string[];
}

const NOBODY: Identity = { digests: [], ids: [] };

/** Parts of a document that name what it is about; digests elsewhere are those of layers, packages and tools. */
const PLACES = ['subject', 'subjects', 'statement', 'document', 'digest', 'indexDigest'];

/** The image that a document speaks of. */
export function identityOf({ kind, value }: Document): Identity {
  if (kind === 'image') {
    const { digest, indexDigest, id } = value;
    return { digests: [digest, indexDigest].flatMap((one) => textOf(one) ?? []), ids: texts(id) };
  }
  if (!['sbom', 'scan', 'signature', 'attestation'].includes(kind)) return NOBODY;
  const digests = new Set<string>();
  for (const place of PLACES) collect(value[place], digests, 0);
  return {
    digests: [...digests],
    ids: texts(isObject(value['subject']) ? value['subject']['id'] : undefined),
  };
}

function texts(value: unknown): readonly string[] {
  return textOf(value) === undefined ? [] : [String(value)];
}

/** Values nested deeper are no names of subjects. */
const DEEPEST = 5;

function collect(value: unknown, found: Set<string>, depth: number): void {
  if (depth > DEEPEST) return;
  if (typeof value === 'string') {
    // A purl writes the colon as `%3A`.
    for (const [, hex] of value.matchAll(/sha256(?::|%3A)([0-9a-f]{64})/gi)) {
      found.add(`sha256:${hex?.toLowerCase()}`);
    }
  } else if (Array.isArray(value)) {
    for (const one of value.slice(0, 100)) collect(one, found, depth + 1);
  } else if (isObject(value)) {
    for (const [key, one] of Object.entries(value)) {
      const isHash = key === 'sha256' && typeof one === 'string' && /^[0-9a-f]{64}$/.test(one);
      if (isHash) found.add(`sha256:${one}`);
      else if (key !== 'tools' && key !== 'authors') collect(one, found, depth + 1);
    }
  }
}

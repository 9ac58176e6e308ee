import type { Document } from '../../model/document.js';
import { arrayOf, isObject, objectOf, textOf } from '../json/fields.js';

/** What a document says about which image it speaks of. */
export interface Identity {
  /** Of manifests and indexes. */
  readonly digests: readonly string[];
  /** Of configs, which are the ids of images. */
  readonly ids: readonly string[];
  /** The commit that the image was built from, where the document says so. */
  readonly commit?: NamedCommit;
}

/** A commit, with its repository where that is named. */
export interface NamedCommit {
  readonly commit: string;
  readonly repository?: string;
}

const NOBODY: Identity = { digests: [], ids: [] };

/** Parts of a document that name what it is about; digests elsewhere are those of layers, packages and tools. */
const PLACES = ['subject', 'subjects', 'statement', 'document', 'digest', 'indexDigest'];

/** The image that a document speaks of. */
export function identityOf({ kind, value }: Document): Identity {
  const commit = commitOf(value);
  const source = commit === undefined ? {} : { commit };
  if (kind === 'image') {
    const { digest, indexDigest, id } = value;
    return { digests: texts(digest, indexDigest), ids: texts(id), ...source };
  }
  if (!['sbom', 'scan', 'signature', 'attestation'].includes(kind)) return NOBODY;
  // The digest that a signature of a file names is that of the file.
  if (kind === 'signature' && value['target'] === 'file') return NOBODY;
  const digests = new Set<string>();
  for (const place of PLACES) collect(value[place], digests, 0);
  const ids = texts(objectOf(value['subject'])['imageId']);
  // Where a tool takes the id for a digest, it still is the id.
  return { digests: [...digests].filter((one) => !ids.includes(one)), ids, ...source };
}

/** Of a label of the image, or of the provenance. Labels may come from the base: without the repository beside it they say little. */
function commitOf(value: Document['value']): NamedCommit | undefined {
  const labels = objectOf(objectOf(value['config'])['labels']);
  const source = objectOf(objectOf(value['slsa'])['source']);
  const commit = textOf(source['commit']) ?? textOf(labels['org.opencontainers.image.revision']);
  if (commit === undefined || !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return undefined;
  const repository =
    textOf(source['repository']) ?? textOf(labels['org.opencontainers.image.source']);
  return { commit, ...(repository !== undefined && { repository: repositoryName(repository) }) };
}

/** `owner/name` of a repository's address, in lower case; for what is none, the text itself. */
export function repositoryName(address: string): string {
  const plain = address
    .replace(/^git\+/, '')
    .replace(/^([a-z]+:\/\/)?[^/@\s]+@(?=[^/@:\s]+[:/])/, '$1')
    .replace(/[@#?].*$/, '')
    .replace(/(\.git)?\/*$/, '');
  // Without a scheme the first part is a host only where it looks like one.
  const host = /^(?:[a-z]+:\/\/[^/:\s]+(?::\d+)?\/|[^/:\s]+:|[^/:\s]+\.[^/:\s]+\/)(.+)$/i;
  const [, path] = host.exec(plain) ?? [];
  return (path ?? plain).toLowerCase();
}

function texts(...values: readonly unknown[]): readonly string[] {
  return values.flatMap((value) => textOf(value) ?? []);
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
    for (const one of arrayOf(value).slice(0, 100)) collect(one, found, depth + 1);
  } else if (isObject(value)) {
    for (const [key, one] of Object.entries(value)) {
      const isHash = key === 'sha256' && typeof one === 'string' && /^[0-9a-f]{64}$/.test(one);
      if (isHash) found.add(`sha256:${one}`);
      else if (key !== 'tools' && key !== 'authors') collect(one, found, depth + 1);
    }
  }
}

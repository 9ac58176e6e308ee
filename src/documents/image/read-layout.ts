/** Images in a folder or an archive: the index is followed to manifests, configs and layers. */
import { digestBytes } from '../decode.js';
import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import type { Blobs } from './blobs.js';
import { imageFacts } from './image-facts.js';
import { readPlatform } from './read-config.js';
import type { LayerContent } from './read-layer.js';
import type { Attached, ImageFacts, PlatformEntry } from './types.js';

/** Something that is wrong with an image, and where. */
export interface ImageFault {
  readonly code: string;
  readonly message: string;
  readonly ptr: string;
}

export interface ReadImage {
  readonly facts: ImageFacts;
  readonly format: string;
  readonly faults: readonly ImageFault[];
}

/** Manifests of one index are read up to this number. */
const MOST = 200;

/** Indexes within indexes are followed up to this depth. */
const DEEPEST = 5;

/** A manifest and the way to it. */
interface Found {
  readonly descriptor: JsonObject;
  readonly digest: string;
  readonly manifest: JsonObject;
  readonly indexDigest: string | null;
  readonly platforms: readonly PlatformEntry[];
  readonly names: readonly string[];
}

/** A statement that lies beside an image: what the builder or cosign says about it. */
export interface StoredStatement {
  /** Within the layout. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The images of an OCI layout with the statements about them, and what is wrong with it as a whole. */
export function readLayout(
  blobs: Blobs,
  uri: string,
): {
  readonly images: readonly ReadImage[];
  readonly statements: readonly StoredStatement[];
  readonly faults: readonly ImageFault[];
} {
  return new LayoutReader(blobs, uri).read();
}

class LayoutReader {
  readonly #blobs: Blobs;
  readonly #uri: string;
  readonly #faults: ImageFault[] = [];
  readonly #images: Found[] = [];
  readonly #attached: Attached[] = [];
  readonly #statements = new Map<string, StoredStatement>();
  readonly #layers = new Map<string, LayerContent | undefined>();

  constructor(blobs: Blobs, uri: string) {
    this.#blobs = blobs;
    this.#uri = uri;
  }

  read(): ReturnType<typeof readLayout> {
    const index = this.#json('index.json');
    if (index === undefined) this.#fault('index', 'there is no `index.json` that can be read');
    else this.#walk(index, null, [], 0);
    if (index !== undefined && this.#images.length === 0) {
      this.#fault('index', 'there is no image in it');
    }
    const faults = [...this.#faults];
    const tags = repoTags(this.#blobs);
    const images = this.#images.map((found) => this.#image(found, tags));
    return { images, statements: [...this.#statements.values()], faults };
  }

  #fault(code: string, message: string, ptr = ''): void {
    this.#faults.push({ code, message, ptr });
  }

  #json(path: string): JsonObject | undefined {
    const bytes = this.#blobs.small(path);
    return bytes && jsonObject(bytes);
  }

  /** A blob that a descriptor names, checked against it. */
  #blob(descriptor: JsonObject, what: string): Uint8Array | undefined {
    const digest = textOf(descriptor['digest']) ?? '';
    const bytes = this.#blobs.small(blobPath(digest)) ?? embedded(descriptor);
    if (bytes === undefined) {
      this.#fault('blob-missing', `the ${what} \`${digest}\` is not there`);
      return undefined;
    }
    if (digest.startsWith('sha256:') && digestBytes(bytes) !== digest) {
      this.#fault('digest-mismatch', `the ${what} is not what its digest \`${digest}\` says`);
    }
    const size = descriptor['size'];
    if (typeof size === 'number' && size !== bytes.length) {
      this.#fault('size-mismatch', `the ${what} \`${digest}\` has another size than is said of it`);
    }
    return bytes;
  }

  #walk(
    index: JsonObject,
    indexDigest: string | null,
    outer: readonly string[],
    depth: number,
  ): void {
    const entries = arrayOf(index['manifests']).filter(isObject).slice(0, MOST);
    const platforms = entries.flatMap((entry) => platformEntry(entry));
    for (const descriptor of entries) {
      if (this.#images.length >= MOST) return;
      const digest = textOf(descriptor['digest']) ?? '';
      const annotations = objectOf(descriptor['annotations']);
      const names = namesOf(annotations, outer);
      const bytes = this.#blob(descriptor, 'manifest');
      const manifest = bytes && jsonObject(bytes);
      if (manifest === undefined) continue;
      if (Array.isArray(manifest['manifests'])) {
        if (depth < DEEPEST) this.#walk(manifest, digest, names, depth + 1);
        continue;
      }
      if (annotations['vnd.docker.reference.type'] === 'attestation-manifest') {
        this.#attach(digest, annotations, manifest);
        continue;
      }
      if (isSignature(manifest)) {
        this.#attach(digest, annotations, manifest);
        continue;
      }
      if (!isImageManifest(manifest)) continue;
      this.#images.push({ descriptor, digest, manifest, indexDigest, platforms, names });
    }
  }

  #attach(digest: string, annotations: JsonObject, manifest: JsonObject): void {
    const predicateTypes = arrayOf(manifest['layers']).flatMap((layer) => {
      const notes = objectOf(objectOf(layer)['annotations']);
      return textOf(notes['in-toto.io/predicate-type']) ?? textOf(notes['predicateType']) ?? [];
    });
    const [name = ''] = namesOf(annotations, []);
    const tagged = /(?:^|:)sha256-([0-9a-f]{64})\.(?:att|sig|sbom)$/.exec(name)?.[1];
    const subject =
      textOf(annotations['vnd.docker.reference.digest']) ?? (tagged ? `sha256:${tagged}` : null);
    this.#attached.push({ digest, subject, predicateTypes });
    for (const layer of arrayOf(manifest['layers']).map(objectOf)) this.#keepStatement(layer);
  }

  #keepStatement(layer: JsonObject): void {
    const path = blobPath(textOf(layer['digest']) ?? '');
    const isStatement = /(in-toto|dsse\.envelope\.v1)\+json$/.test(
      textOf(layer['mediaType']) ?? '',
    );
    if (!isStatement || this.#statements.has(path) || this.#statements.size >= MOST) return;
    const bytes = this.#blob(layer, 'statement');
    if (bytes) this.#statements.set(path, { path, bytes });
  }

  #image(found: Found, tags: ReadonlyMap<string, readonly string[]>): ReadImage {
    const { manifest, digest, indexDigest, platforms, descriptor, names } = found;
    const before = this.#faults.length;
    const config = objectOf(manifest['config']);
    const bytes = this.#blob(config, 'config');
    const id = textOf(config['digest']) ?? null;
    const facts = imageFacts({
      uri: this.#uri,
      config: (bytes && jsonObject(bytes)) ?? null,
      manifest,
      digest,
      id,
      indexDigest,
      names: [...new Set([...names, ...(tags.get(id ?? '') ?? [])])],
      mediaType: textOf(manifest['mediaType']) ?? textOf(descriptor['mediaType']) ?? null,
      platform: readPlatform(descriptor['platform']),
      platforms,
      attestations: this.#attached.filter(
        ({ subject }) => subject === null || subject === digest || subject === indexDigest,
      ),
      layer: (layerDigest) => this.#layer(layerDigest),
      fault: (code, message, ptr) => this.#fault(code, message, ptr),
    });
    return { facts, format: 'oci-layout', faults: this.#faults.slice(before) };
  }

  #layer(digest: string): LayerContent | undefined {
    if (!this.#layers.has(digest)) this.#layers.set(digest, this.#blobs.layer(blobPath(digest)));
    return this.#layers.get(digest);
  }
}

/** The images of an archive that `docker save` wrote before it wrote OCI layouts. */
export function readSaved(blobs: Blobs, uri: string): readonly ReadImage[] {
  const bytes = blobs.small('manifest.json');
  const entries = bytes ? arrayOf(jsonOf(bytes)).filter(isObject) : [];
  return entries.slice(0, MOST).map((entry): ReadImage => {
    const faults: ImageFault[] = [];
    const fault = (code: string, message: string, ptr = '') => {
      faults.push({ code, message, ptr });
    };
    const path = textOf(entry['Config']) ?? '';
    const config = blobs.small(path);
    if (config === undefined) fault('blob-missing', `the config \`${path}\` is not there`);
    const id = config ? digestBytes(config) : null;
    const named = /([0-9a-f]{64})(\.json)?$/.exec(path)?.[1];
    if (id !== null && named !== undefined && id !== `sha256:${named}`) {
      fault('digest-mismatch', `the config is not what its name \`${path}\` says`);
    }
    const paths = textsOf(entry['Layers']);
    const facts = imageFacts({
      uri,
      config: (config && jsonObject(config)) ?? null,
      manifest: { layers: paths.map((layer) => ({ digest: layer })) },
      digest: null,
      id,
      indexDigest: null,
      names: textsOf(entry['RepoTags']),
      mediaType: null,
      platform: null,
      platforms: [],
      attestations: [],
      layer: (layer) => blobs.layer(layer),
      fault,
    });
    return { facts, format: 'docker-archive', faults };
  });
}

function repoTags(blobs: Blobs): ReadonlyMap<string, readonly string[]> {
  const bytes = blobs.small('manifest.json');
  const entries = bytes ? arrayOf(jsonOf(bytes)).filter(isObject) : [];
  return new Map(
    entries.map((entry) => {
      const hex = /([0-9a-f]{64})(\.json)?$/.exec(textOf(entry['Config']) ?? '')?.[1] ?? '';
      return [`sha256:${hex}`, textsOf(entry['RepoTags'])];
    }),
  );
}

function isImageManifest(manifest: JsonObject): boolean {
  const config = objectOf(manifest['config']);
  const type = textOf(config['mediaType']) ?? '';
  const isArtifact = textOf(manifest['artifactType']) !== undefined;
  const isImage = type === '' || /(image\.config|container\.image)\.v1\+json$/.test(type);
  return isImage && !isArtifact && textOf(config['digest']) !== undefined;
}

/** Signatures and attestations that cosign keeps beside an image, in the dress of one. */
function isSignature(manifest: JsonObject): boolean {
  const types = arrayOf(manifest['layers']).map(
    (layer) => textOf(objectOf(layer)['mediaType']) ?? '',
  );
  return (
    types.length > 0 && types.every((type) => /dsse|vnd\.dev\.(cosign|sigstore)|in-toto/.test(type))
  );
}

/** A descriptor may carry what it describes. */
function embedded(descriptor: JsonObject): Uint8Array | undefined {
  const data = textOf(descriptor['data']);
  return data === undefined ? undefined : new Uint8Array(Buffer.from(data, 'base64'));
}

function platformEntry(descriptor: JsonObject): PlatformEntry[] {
  const platform = readPlatform(descriptor['platform']);
  const digest = textOf(descriptor['digest']);
  const isReal = platform !== null && platform.os !== 'unknown';
  return isReal && digest !== undefined ? [{ ...platform, digest }] : [];
}

/** Names in annotations: a tag alone, or a whole reference. */
function namesOf(annotations: JsonObject, outer: readonly string[]): readonly string[] {
  const names = ['io.containerd.image.name', 'org.opencontainers.image.ref.name'].flatMap(
    (key) => textOf(annotations[key]) ?? [],
  );
  return names.length > 0 ? names : outer;
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function jsonObject(bytes: Uint8Array): JsonObject | undefined {
  const value = jsonOf(bytes);
  return isObject(value) ? value : undefined;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    return undefined;
  }
}

/** Images as files of JSON: configs, manifests, indexes, and what Docker prints. */
import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import type { ImageForm } from './detect.js';
import { type ImageParts, imageFacts } from './image-facts.js';
import { readConfig, readPlatform } from './read-config.js';
import { readHistory } from './read-history.js';
import type { ReadImage } from './read-layout.js';
import type { ImageFacts, PlatformEntry } from './types.js';

/** Images of one file are read up to this number. */
const MOST = 200;

/** Reads a JSON value whose form is known. `fileDigest` is that of the file, which is the digest of a config, manifest or index. */
export function readImageJson(
  value: unknown,
  form: ImageForm,
  uri: string,
  fileDigest: string,
): readonly ReadImage[] {
  const image = (facts: ImageFacts): ReadImage => ({ facts, format: form, faults: [] });
  const parts = (more: Partial<ImageParts>): ImageParts => ({ ...NOTHING, uri, ...more });
  const fields = objectOf(value);
  switch (form) {
    case 'oci-config':
      return [image(imageFacts(parts({ config: fields, id: fileDigest })))];
    case 'oci-manifest':
      return [image(manifestFacts(fields, parts, fileDigest))];
    case 'oci-index': {
      const mediaType = textOf(fields['mediaType']) ?? null;
      const platforms = platformsOf(fields);
      return [image(imageFacts(parts({ indexDigest: fileDigest, mediaType, platforms })))];
    }
    case 'docker-schema1':
      return [image(schemaOneFacts(fields, parts, uri))];
    case 'docker-inspect': {
      const many = Array.isArray(value) ? arrayOf(value) : [value];
      return many
        .slice(0, MOST)
        .flatMap((one, index) =>
          isObject(one)
            ? [image(inspectFacts(one, uri, Array.isArray(value) ? `/${index}` : ''))]
            : [],
        );
    }
    case 'docker-history':
      return [image(historyFacts(value, uri))];
    default:
      return [];
  }
}

const NOTHING: ImageParts = {
  uri: '',
  config: null,
  manifest: null,
  digest: null,
  id: null,
  indexDigest: null,
  names: [],
  mediaType: null,
  platform: null,
  platforms: [],
  attestations: [],
  layer: () => undefined,
  fault: () => undefined,
};

function manifestFacts(
  fields: JsonObject,
  parts: (more: Partial<ImageParts>) => ImageParts,
  fileDigest: string,
): ImageFacts {
  return imageFacts(
    parts({
      manifest: fields,
      digest: fileDigest,
      id: textOf(objectOf(fields['config'])['digest']) ?? null,
      mediaType: textOf(fields['mediaType']) ?? null,
    }),
  );
}

function platformsOf(index: JsonObject): readonly PlatformEntry[] {
  return arrayOf(index['manifests']).flatMap((entry) => {
    const descriptor = objectOf(entry);
    const platform = readPlatform(descriptor['platform']);
    const digest = textOf(descriptor['digest']);
    const isReal = platform !== null && platform.os !== 'unknown' && digest !== undefined;
    return isReal ? [{ ...platform, digest }] : [];
  });
}

/** The old manifests hold each layer's config as a text, the newest first. */
function schemaOneFacts(
  fields: JsonObject,
  parts: (more: Partial<ImageParts>) => ImageParts,
  uri: string,
): ImageFacts {
  const [newest] = arrayOf(fields['history']);
  const written = textOf(objectOf(newest)['v1Compatibility']) ?? '{}';
  let config: JsonObject = {};
  try {
    config = objectOf(JSON.parse(written));
  } catch {
    // A config that is no JSON is none.
  }
  const layers = arrayOf(fields['fsLayers'])
    .map((layer) => ({ digest: textOf(objectOf(layer)['blobSum']) ?? '' }))
    .reverse();
  const name = textOf(fields['name']);
  const tag = textOf(fields['tag']);
  const facts = imageFacts(
    parts({
      config,
      manifest: { layers },
      names: name === undefined ? [] : [tag === undefined ? name : `${name}:${tag}`],
    }),
  );
  return { ...facts, config: readConfig(config['config'], uri, '/history/0/v1Compatibility') };
}

/** One image of `docker inspect`. */
function inspectFacts(value: JsonObject, uri: string, ptr: string): ImageFacts {
  const rootfs = objectOf(value['RootFS']);
  const digests = textsOf(value['RepoDigests']);
  const names = textsOf(value['RepoTags']);
  const [digest] = digests.flatMap((one) => /@(sha256:[0-9a-f]{64})$/.exec(one)?.[1] ?? []);
  const size = value['Size'];
  return {
    ref: names[0] ?? digests[0] ?? null,
    tags: names,
    digest: digest ?? null,
    id: textOf(value['Id']) ?? null,
    indexDigest: null,
    mediaType: textOf(objectOf(value['Descriptor'])['mediaType']) ?? null,
    platform: readPlatform(value),
    created: textOf(value['Created']) ?? null,
    author: textOf(value['Author']) ?? null,
    config: readConfig(value['Config'], uri, `${ptr}/Config`),
    history: [],
    layers: textsOf(rootfs['Layers']).map((diffId, index) => ({
      digest: null,
      diffId,
      size: null,
      mediaType: null,
      loc: { uri, ptr: `${ptr}/RootFS/Layers/${index}` },
    })),
    size: typeof size === 'number' ? size : null,
    attestations: [],
    platforms: [],
  };
}

/** What `docker history` prints, the newest entry first. */
function historyFacts(value: unknown, uri: string): ImageFacts {
  const isMany = Array.isArray(value);
  const entries = isMany ? [...arrayOf(value)].reverse() : [value];
  const count = entries.length;
  const pointer = (index: number) => (isMany ? `/${count - 1 - index}` : '');
  const history = readHistory(entries, uri, pointer, count);
  const id = textOf(objectOf(entries.at(-1))['ID']);
  const sizes = history.flatMap(({ size }) => size ?? []);
  return {
    ...imageFacts({ ...NOTHING, uri }),
    id: id?.startsWith('sha256:') ? id : null,
    // Layers are not named here: only their number is known.
    history: history.map((entry) => ({ ...entry, layer: null })),
    size: sizes.length === history.length ? sizes.reduce((sum, size) => sum + size, 0) : null,
  };
}

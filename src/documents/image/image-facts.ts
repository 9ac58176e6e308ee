import { arrayOf, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { chooseFiles } from './choose-files.js';
import { readConfig, readPlatform } from './read-config.js';
import { readHistory } from './read-history.js';
import type { LayerContent } from './read-layer.js';
import type { Attached, ImageFacts, ImagePlatform, Layer, PlatformEntry } from './types.js';

/** What is at hand of one image. */
export interface ImageParts {
  readonly uri: string;
  readonly config: JsonObject | null;
  readonly manifest: JsonObject | null;
  readonly digest: string | null;
  readonly id: string | null;
  readonly indexDigest: string | null;
  /** Tags or whole references. */
  readonly names: readonly string[];
  readonly mediaType: string | null;
  /** What the index says, for a config that does not. */
  readonly platform: ImagePlatform | null;
  readonly platforms: readonly PlatformEntry[];
  readonly attestations: readonly Attached[];
  /** A layer by the digest or path that the manifest gives. */
  readonly layer: (name: string) => LayerContent | undefined;
  readonly fault: (code: string, message: string, ptr?: string) => void;
}

/** Layers are read up to this number; Docker allows 127. */
const MOST_LAYERS = 500;

/** Brings manifest, config and layers of one image together. */
export function imageFacts(parts: ImageParts): ImageFacts {
  const { config, manifest, uri } = parts;
  const fields = objectOf(config);
  const diffIds = textsOf(objectOf(fields['rootfs'])['diff_ids']);
  const layers = layersOf(parts, diffIds);
  const history = arrayOf(fields['history']);
  const sizes = layers.map(({ size }) => size);
  const isKnown = sizes.length > 0 && sizes.every((size) => size !== null);
  const references = parts.names.filter((name) => /[/:@]/.test(name));
  return {
    ref: references[0] ?? null,
    tags: parts.names,
    digest: parts.digest,
    id: parts.id,
    indexDigest: parts.indexDigest,
    mediaType: parts.mediaType,
    platform: readPlatform(config) ?? parts.platform,
    created: textOf(fields['created']) ?? null,
    author: textOf(fields['author']) ?? null,
    config:
      config === null
        ? null
        : (readConfig(fields['config'], uri, '/config') ?? readConfig({}, uri, '')),
    history: readHistory(history, uri, (index) => `/history/${index}`, layers.length),
    layers: manifest === null && layers.length === 0 ? [] : layers,
    size: isKnown ? sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) : null,
    attestations: parts.attestations,
    platforms: parts.platforms,
  };
}

function layersOf(parts: ImageParts, diffIds: readonly string[]): readonly Layer[] {
  const { manifest, uri, fault } = parts;
  const written = arrayOf(objectOf(manifest)['layers']).map(objectOf);
  if (written.length > MOST_LAYERS) fault('layers', `there are more than ${MOST_LAYERS} layers`);
  if (manifest === null) {
    return diffIds.slice(0, MOST_LAYERS).map((diffId, index) => ({
      digest: null,
      diffId,
      size: null,
      mediaType: null,
      loc: { uri, ptr: `/rootfs/diff_ids/${index}` },
    }));
  }
  const read = written.slice(0, MOST_LAYERS).map((descriptor, index) => {
    const name = textOf(descriptor['digest']) ?? '';
    const ptr = `/layers/${index}`;
    const content = parts.layer(name);
    for (const message of content?.faults ?? []) {
      fault('layer', `layer \`${name}\`: ${message}`, ptr);
    }
    const digest = name.startsWith('sha256:') ? name : (content?.digest ?? null);
    const diffId = diffIds[index] ?? content?.diffId ?? null;
    checkContent(content, digest, diffId, ptr, fault);
    const size = descriptor['size'];
    const layer: Layer = {
      digest,
      diffId,
      size: typeof size === 'number' ? size : (content?.size ?? null),
      mediaType: textOf(descriptor['mediaType']) ?? null,
      loc: { uri, ptr },
    };
    return { layer, content };
  });
  const chosen = chooseFiles(read.map(({ content }) => content?.files));
  return read.map(({ layer }, index) => {
    const { files, omitted } = chosen[index] ?? {};
    return files ? { ...layer, files, filesOmitted: omitted ?? 0 } : layer;
  });
}

function checkContent(
  content: LayerContent | undefined,
  digest: string | null,
  diffId: string | null,
  ptr: string,
  fault: ImageParts['fault'],
): void {
  if (content === undefined || content.faults.length > 0) return;
  if (digest?.startsWith('sha256:') && content.digest !== digest) {
    fault('digest-mismatch', `the layer is not what its digest \`${digest}\` says`, ptr);
  } else if (diffId !== null && content.diffId !== diffId) {
    fault('digest-mismatch', `the layer is not what the config says: \`${diffId}\``, ptr);
  }
}

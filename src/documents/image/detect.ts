import type { FileTree } from '../../model/document.js';
import { isObject } from '../json/fields.js';
import { formOf } from '../sigstore/forms.js';
import { type Compression, compressionOf, decompressor } from './decompress.js';

/** How an image file is written. */
export type ImageForm =
  | 'oci-layout'
  | 'archive'
  | 'oci-config'
  | 'oci-manifest'
  | 'oci-index'
  | 'docker-schema1'
  | 'docker-inspect'
  | 'docker-history';

/** What an archive of an image begins with. */
const MEMBER =
  /^(\.\/)?(blobs\/|oci-layout$|index\.json$|manifest\.json$|repositories$|[0-9a-f]{64}(\/|\.json$)|sha256:[0-9a-f]{64})/;

/** Bytes of a compressed archive that are looked at. */
const LOOKED_AT = 16 * 1024;

/** Whether a file is an image, by its name or its content. */
export function detect(uri: string, head: string, files: FileTree): 'name' | 'content' | undefined {
  if (/(^|\/)oci-layout$/.test(uri) && head.includes('imageLayoutVersion')) return 'name';
  if (isArchive(uri, head, files)) return 'content';
  return formOfText(head) === undefined ? undefined : 'content';
}

function isArchive(uri: string, head: string, files: FileTree): boolean {
  if (head.slice(257, 262) === 'ustar') return hasMembers(head);
  if (!/\.(tar\.(gz|zst)|tgz|tzst|tar)$/i.test(uri)) return false;
  const bytes = files.open?.(uri)?.read(0, LOOKED_AT) ?? files.read(uri)?.subarray(0, LOOKED_AT);
  const compression = bytes && compressionOf(bytes);
  return bytes !== undefined && compression !== 'none' && hasMembers(unpacked(bytes, compression));
}

/** The first headers stand one behind the other where the members are folders. */
function hasMembers(head: string): boolean {
  return [0, 512, 1024, 1536].some((at) =>
    MEMBER.test(head.slice(at, at + 100).replace(/\0.*$/s, '')),
  );
}

function unpacked(bytes: Uint8Array, compression: Compression = 'none'): string {
  let text = '';
  try {
    decompressor(compression, (chunk) => {
      text += new TextDecoder('latin1').decode(chunk);
    }).push(bytes);
  } catch {
    return '';
  }
  return text;
}

/** The form of a JSON text, which may be cut off; undefined for what is no image. */
export function formOfText(head: string): ImageForm | undefined {
  const text = head.trimStart();
  if (!text.startsWith('{') && !text.startsWith('[')) return undefined;
  try {
    return formOfValue(JSON.parse(text));
  } catch {
    return formOfPart(text);
  }
}

/** The form of a whole JSON value. */
export function formOfValue(value: unknown): ImageForm | undefined {
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    if (!isObject(first)) return undefined;
    if ('RootFS' in first && 'Id' in first) return 'docker-inspect';
    return 'CreatedBy' in first && 'Size' in first ? 'docker-history' : undefined;
  }
  if (!isObject(value)) return undefined;
  const rootfs = value['rootfs'];
  if (isObject(rootfs) && ('architecture' in value || 'os' in value)) return 'oci-config';
  if ('RootFS' in value && 'Id' in value) return 'docker-inspect';
  if ('CreatedBy' in value && 'Size' in value) return 'docker-history';
  if (value['schemaVersion'] === 1 && 'fsLayers' in value) return 'docker-schema1';
  if (value['schemaVersion'] !== 2) return undefined;
  if (Array.isArray(value['manifests'])) return 'oci-index';
  const isManifest = isObject(value['config']) && Array.isArray(value['layers']);
  return isManifest && formOf(value) === undefined ? 'oci-manifest' : undefined;
}

/** Reports of other tools, which carry the config of the image they looked at. */
const OTHERS = /"(ArtifactName|bomFormat|spdxVersion|matches|runs|predicateType)"\s*:/;

function formOfPart(text: string): ImageForm | undefined {
  const [line = ''] = text.split('\n', 1);
  if (/^\{.*"CreatedBy"\s*:.*\}\s*$/.test(line)) return 'docker-history';
  if (OTHERS.test(text)) return undefined;
  if (/^\[\s*\{\s*"Id"\s*:\s*"sha256:/.test(text)) return 'docker-inspect';
  const isConfig =
    /"(architecture|os)"\s*:\s*"/.test(text) && /"(rootfs|history|config)"\s*:/.test(text);
  const isFirst = /^\{\s*"(architecture|os|created|author|config|variant|rootfs|history)"\s*:/.test(
    text,
  );
  return isConfig && isFirst && text.includes('"created_by"') ? 'oci-config' : undefined;
}

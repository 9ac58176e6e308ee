import { createHash } from 'node:crypto';
import type { FileTree } from '../../model/document.js';
import type { MessageContent } from './content.js';

/** A signed file that is larger is not read. Bytes. */
const LARGEST = 256 * 1024 * 1024;

/** What tools put behind the name of a file for that of its signature. */
const SUFFIX = /(\.sigstore(\.json)?|\.cosign\.bundle|\.bundle|\.sig|\.intoto\.jsonl?|\.att)$/i;

/** The file that a signature lies beside, going by its name: `app.tar.sigstore.json` signs `app.tar`. */
export function fileBeside(
  uri: string,
  files: FileTree | undefined,
): { readonly uri: string; readonly bytes: Uint8Array } | undefined {
  const name = uri.replace(SUFFIX, '');
  if (files === undefined || name === uri || name === '' || name.endsWith('/')) return undefined;
  const bytes = smallEnough(name, files);
  return bytes && { uri: name, bytes };
}

/** The bytes that a message signature is about: in the file itself, beside it, or a part of an image in a folder. */
export function findMessage(
  { message, digest }: MessageContent,
  uri: string,
  files: FileTree | undefined,
): Uint8Array | null {
  const fits = (bytes: Uint8Array | undefined): bytes is Uint8Array =>
    bytes !== undefined && (digest === null || isDigest(bytes, digest));
  if (message !== null) return message;
  const beside = fileBeside(uri, files)?.bytes;
  if (beside !== undefined) return beside;
  if (files === undefined || digest === null) return null;
  const layouts = files
    .list('')
    .flatMap(({ uri: path }) => (/(^|\/)oci-layout$/.test(path) ? [path.slice(0, -10)] : []));
  for (const folder of layouts) {
    const bytes = smallEnough(`${folder}blobs/${digest.algorithm}/${digest.hex}`, files);
    if (fits(bytes)) return bytes;
  }
  return null;
}

/** Whether bytes have a digest; false for an algorithm that is not known. */
export function isDigest(
  bytes: Uint8Array,
  { algorithm, hex }: { readonly algorithm: string; readonly hex: string },
): boolean {
  if (!/^sha(256|384|512)$/.test(algorithm)) return false;
  return createHash(algorithm).update(bytes).digest('hex') === hex;
}

function smallEnough(uri: string, files: FileTree): Uint8Array | undefined {
  const source = files.open?.(uri);
  if (source === undefined) return files.open === undefined ? files.read(uri) : undefined;
  return source.size <= LARGEST ? source.read(0, source.size) : undefined;
}

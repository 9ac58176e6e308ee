import type { FileTree } from '../../src/model/document.js';

/** A folder made of bytes, which can be read piece by piece. */
export function bytesTree(files: ReadonlyMap<string, Uint8Array>): FileTree {
  const uris = [...files.keys()].sort();
  return {
    read: (uri) => files.get(uri),
    open: (uri) => {
      const bytes = files.get(uri);
      return bytes && { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
    },
    list: (folder) =>
      uris
        .filter((uri) => folder === '' || uri.startsWith(`${folder}/`))
        .map((uri) => ({ uri, size: files.get(uri)?.length ?? 0 })),
  };
}

import type { FileTree } from '../../src/model/document.js';

/** A folder made of texts, for tests. */
export function memoryTree(files: Readonly<Record<string, string>>): FileTree {
  const uris = Object.keys(files).sort();
  return {
    read: (uri) => {
      const text = files[uri];
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    list: (folder) =>
      uris
        .filter((uri) => folder === '' || uri.startsWith(`${folder}/`))
        .map((uri) => ({ uri, size: (files[uri] as string).length })),
  };
}

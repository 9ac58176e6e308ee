import { parseDocuments } from '../../src/documents/parse-documents.js';
import { bytesTree } from './bytes-tree.js';

/** Reads one file as a document, as the command line would; texts are written as UTF-8. */
export function readDocument<Facts = unknown>(uri: string, content: string | Uint8Array | object) {
  const text = typeof content === 'object' ? JSON.stringify(content, null, 2) : content;
  const bytes = content instanceof Uint8Array ? content : new TextEncoder().encode(text as string);
  const { value: documents, diagnostics } = parseDocuments(
    bytesTree(new Map([[uri, bytes]])),
    [uri],
    {
      named: new Set([uri]),
    },
  );
  const [document] = documents;
  return {
    document,
    documents,
    /** What rules see; empty where there is no document. */
    facts: (document?.value ?? {}) as unknown as Facts,
    diagnostics,
    messages: diagnostics.map(({ message }) => message),
    /** The line of the file to which a pointer leads. */
    lineAt: (pointer: string): string => {
      const line = document?.locate?.(pointer)?.line ?? 0;
      return document?.source?.text.split('\n')[line - 1]?.trim() ?? '';
    },
  };
}

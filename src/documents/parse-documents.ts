import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Document, DocumentKind, FileTree } from '../model/document.js';
import { checkDocument } from './check-document.js';
import { ambiguousKind, unreadable } from './errors.js';
import { documentKinds } from './index.generated.js';

/** Bytes of a file's beginning that detection by content looks at. */
const HEAD = 65_536;

/** A file larger than this is refused rather than read. */
const LARGEST = 256 * 1024 * 1024;

export interface ParseDocumentsOptions {
  /** Takes every file for this kind, whatever it looks like. */
  readonly as?: string;
  /** Files that were named one by one: one that no kind knows is an error for them. */
  readonly named?: ReadonlySet<string>;
}

/** The kind that a file belongs to: by its name, else by its content. Several by content are an ambiguity. */
export function detectKind(uri: string, head: () => string): readonly DocumentKind[] {
  let text: string | undefined;
  const byName: DocumentKind[] = [];
  const byContent: DocumentKind[] = [];
  for (const kind of documentKinds) {
    text ??= head();
    const sure = kind.detect(uri, text);
    if (sure === 'name') byName.push(kind);
    else if (sure === 'content') byContent.push(kind);
  }
  return byName.length > 0 ? byName : byContent;
}

/** Parses the files that a kind of document knows; the others are left alone unless they were named. */
export function parseDocuments(
  files: FileTree,
  uris: readonly string[],
  options: ParseDocumentsOptions = {},
): Diagnosed<readonly Document[]> {
  const documents: Document[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const uri of [...uris].sort()) {
    const bytes = files.read(uri);
    if (bytes === undefined || bytes.length > LARGEST) {
      diagnostics.push(
        unreadable(uri, bytes === undefined ? 'it cannot be read' : 'it is too large'),
      );
      continue;
    }
    const head = () => new TextDecoder('utf-8').decode(bytes.subarray(0, HEAD));
    const kinds = options.as
      ? documentKinds.filter(({ name }) => name === options.as)
      : detectKind(uri, head);
    if (kinds.length > 1) {
      diagnostics.push(
        ambiguousKind(
          uri,
          kinds.map(({ name }) => name),
        ),
      );
      continue;
    }
    const [kind] = kinds;
    if (kind === undefined) {
      if (options.named?.has(uri))
        diagnostics.push(unreadable(uri, 'no kind of document knows it'));
      continue;
    }
    const document = checkDocument(kind.parse({ uri, bytes }, { files }));
    documents.push(document);
    diagnostics.push(...document.diagnostics);
  }
  return { value: documents, diagnostics };
}

import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import type { ByteSource, Document, DocumentKind, FileTree, InputFile } from '../model/document.js';
import type { OwnKind } from '../model/own-kind.js';
import type { Trust } from '../model/trust.js';
import { checkDocument } from './check-document.js';
import { decodeHead } from './decode.js';
import { ambiguousKind, large, tooLarge, unreadable } from './errors.js';
import { parseGeneric } from './generic/parse.js';
import { documentKinds } from './index.generated.js';

/** Bytes of a file's beginning that detection by content looks at. */
const HEAD = 65_536;

/** A file larger than this is refused rather than read. */
const LARGEST = 256 * 1024 * 1024;

/** From here on reading takes gigabytes of memory, which is worth a word. */
const LARGE = 64 * 1024 * 1024;

export interface ParseDocumentsOptions {
  /** Takes every file for this kind, whatever it looks like: a shipped one, or one of a layer's own. */
  readonly as?: string | OwnKind;
  /** Files that were named one by one: one that no kind knows is an error for them. */
  readonly named?: ReadonlySet<string>;
  /** What signatures are verified with. */
  readonly trust?: Trust;
}

/** The kind that a file belongs to: by its name, else by its content. Several by content are an ambiguity. */
export function detectKind(uri: string, head: string, files: FileTree): readonly DocumentKind[] {
  const byName: DocumentKind[] = [];
  const byContent: DocumentKind[] = [];
  for (const kind of documentKinds) {
    const sure = kind.detect(uri, head, files);
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
  const parsed = [...withoutBlobs(uris, options)]
    .sort()
    .map((uri) => parseOne(uri, files, options));
  return {
    value: parsed.flatMap(({ value }) => value),
    diagnostics: parsed.flatMap(({ diagnostics }) => diagnostics),
  };
}

function parseOne(
  uri: string,
  files: FileTree,
  { as, named, trust }: ParseDocumentsOptions,
): Diagnosed<readonly Document[]> {
  const fault = (diagnostic: Diagnostic) => ({ value: [], diagnostics: [diagnostic] });
  const content = contentOf(uri, files);
  if (content === undefined) return fault(unreadable(uri, 'it cannot be read'));
  const head = decodeHead(content.read(0, HEAD));
  const own = typeof as === 'object' ? as : undefined;
  const kinds = as ? documentKinds.filter(({ name }) => name === as) : detectKind(uri, head, files);
  if (own) {
    if (content.size > LARGEST) return fault(tooLarge(uri, content.size, LARGEST));
    const made = parseGeneric(own, { uri, content, bytes: content.read(0, content.size) });
    return { value: [made], diagnostics: made.diagnostics };
  }
  const [kind] = kinds;
  if (kind === undefined) {
    const isNamed = named?.has(uri) === true;
    return isNamed ? fault(unreadable(uri, 'no kind of document knows it')) : NOTHING;
  }
  if (kinds.length > 1) {
    return fault(
      ambiguousKind(
        uri,
        kinds.map(({ name }) => name),
      ),
    );
  }
  if (content.size > LARGEST && !kind.isStreamed)
    return fault(tooLarge(uri, content.size, LARGEST));
  const weight = content.size > LARGE && !kind.isStreamed ? [large(uri, content.size)] : [];
  const file: InputFile = {
    uri,
    content,
    // Read only by kinds that hold a whole file in memory.
    get bytes() {
      return content.read(0, content.size);
    },
  };
  const context = { files, ...(trust && { trust }) };
  const made = kind.parseAll?.(file, context) ?? [kind.parse(file, context)];
  const documents = made.map(checkDocument);
  const diagnostics = documents.flatMap((document) => document.diagnostics);
  return { value: documents, diagnostics: [...weight, ...diagnostics] };
}

const NOTHING: Diagnosed<readonly Document[]> = { value: [], diagnostics: [] };

function contentOf(uri: string, files: FileTree): ByteSource | undefined {
  if (files.open) return files.open(uri);
  const bytes = files.read(uri);
  return bytes && { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

/** What an image in a folder is made of is no document of its own, unless somebody names it. */
function withoutBlobs(
  uris: readonly string[],
  { named, as }: ParseDocumentsOptions,
): readonly string[] {
  const layouts = uris
    .filter((uri) => /(^|\/)oci-layout$/.test(uri))
    .map((uri) => uri.slice(0, -10));
  if (layouts.length === 0 || as !== undefined) return uris;
  const isPart = (uri: string) =>
    layouts.some((folder) => uri.startsWith(`${folder}blobs/`) || uri === `${folder}index.json`);
  return uris.filter((uri) => named?.has(uri) === true || !isPart(uri));
}

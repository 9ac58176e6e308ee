import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type {
  ByteSource,
  Document,
  InputFile,
  ParseContext,
  Problem,
} from '../../model/document.js';
import { decode } from '../decode.js';
import { documentProblem, imageProblem, notText } from '../errors.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJson } from '../json/read-json.js';
import { parseSigned } from '../sigstore/parse.js';
import { archiveBlobs, folderBlobs } from './blobs.js';
import { compressionOf } from './decompress.js';
import { formOfValue } from './detect.js';
import { imageFacts } from './image-facts.js';
import { readImageJson } from './read-image-json.js';
import {
  type ImageFault,
  type ReadImage,
  readLayout,
  readSaved,
  type StoredStatement,
} from './read-layout.js';

/** Reads an image file: one document for each image in it, and one for each statement that lies beside them. */
export function parseAll(file: InputFile, context: ParseContext): readonly Document[] {
  const { uri } = file;
  const { files } = context;
  const content = file.content ?? bytesSource(file.bytes);
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const name = uri.slice(folder.length);
  const isLayout = name === 'index.json' && files.read(`${folder}oci-layout`) !== undefined;
  if (name === 'oci-layout' || isLayout) {
    const { images, statements, faults } = readLayout(folderBlobs(folder, files), uri);
    return [
      ...documentsOf(uri, content, images, faults),
      ...statementDocuments(statements, folder, context),
    ];
  }
  if (isArchive(content)) {
    const { blobs, fault } = archiveBlobs(content);
    const broken: ImageFault[] =
      fault === undefined ? [] : [{ code: 'archive', message: fault, ptr: '' }];
    if (blobs.small('index.json') !== undefined) {
      const { images, statements, faults } = readLayout(blobs, uri);
      return [
        ...documentsOf(uri, content, images, [...broken, ...faults]),
        ...statementDocuments(statements, `${uri}/`, context),
      ];
    }
    const images = readSaved(blobs, uri);
    const none: ImageFault[] =
      images.length > 0 ? [] : [{ code: 'archive', message: 'there is no image in it', ptr: '' }];
    return documentsOf(uri, content, images, [...broken, ...none]);
  }
  return parseText(file);
}

/** What lies beside an image in its layout, as if it lay in a file of its own there. */
function statementDocuments(
  statements: readonly StoredStatement[],
  folder: string,
  context: ParseContext,
): readonly Document[] {
  return statements.flatMap(({ path, bytes }) =>
    parseSigned('attestation', { uri: `${folder}${path}`, bytes }, context),
  );
}

function isArchive(content: ByteSource): boolean {
  const head = content.read(0, 512);
  const magic = new TextDecoder('latin1').decode(head.subarray(257, 262));
  return magic === 'ustar' || compressionOf(head) !== 'none';
}

/** A config, manifest, index, or what Docker prints about an image. */
function parseText(file: InputFile): readonly Document[] {
  const { uri, bytes } = file;
  const decoded = decode(bytes);
  const source: Source = { path: uri, text: decoded.binary ? '' : decoded.text };
  const fileDigest = digestOf(bytesSource(bytes));
  if (decoded.binary) {
    const reason = decoded.trouble ?? 'it is not a text';
    const faults = [{ code: 'not-text', message: reason, ptr: '' }];
    const [empty] = documentsOf(uri, bytesSource(bytes), [], faults);
    return empty ? [{ ...empty, diagnostics: [notText(uri, reason)] }] : [];
  }
  const { values, problems } = readJson(source);
  const starts = values.map(({ start }) => start);
  const isLines = values.length > 1;
  const form = formOfValue(isLines ? values.map(({ value }) => value) : values[0]?.value);
  const whole = isLines ? values.map(({ value }) => value) : values[0]?.value;
  const read = form === undefined ? [] : readImageJson(whole, form, uri, fileDigest);
  const trouble: Problem[] = [...problems];
  if (read.length === 0 && problems.length === 0) {
    trouble.push({ code: 'json', message: 'it is no image', loc: { uri, ptr: '' } });
  }
  const diagnostics = trouble.map(({ message, loc }) =>
    'line' in loc ? documentProblem(source, loc, message) : imageProblem(uri, message),
  );
  // A pointer into JSON lines begins with the number of the line.
  const locate = (pointer: string) => {
    if (!isLines || pointer === '') return locatePointer(source, pointer);
    const [, line = '', rest = ''] = /^\/(\d+)(.*)$/s.exec(pointer) ?? [];
    const start = starts[Number(line)];
    return start === undefined ? undefined : locatePointer(source, rest, start);
  };
  const images = read.length > 0 ? read : [EMPTY];
  return images.map((image) => ({
    ...documentOf(uri, fileDigest, image, trouble, diagnostics),
    source,
    locate,
  }));
}

const EMPTY: ReadImage = {
  facts: imageFacts({
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
  }),
  format: 'unknown',
  faults: [],
};

function documentsOf(
  uri: string,
  content: ByteSource,
  images: readonly ReadImage[],
  faults: readonly ImageFault[],
): readonly Document[] {
  const fileDigest = digestOf(content);
  return (images.length > 0 ? images : [EMPTY]).map((image) =>
    documentOf(uri, fileDigest, { ...image, faults: [...faults, ...image.faults] }, [], []),
  );
}

function documentOf(
  uri: string,
  fileDigest: string,
  { facts, format, faults }: ReadImage,
  problems: readonly Problem[],
  diagnostics: readonly Diagnostic[],
): Document {
  const own = faults.map(
    ({ code, message, ptr }): Problem => ({ code, message, loc: { uri, ptr } }),
  );
  return {
    kind: 'image',
    uri,
    fileDigest,
    complete: faults.length === 0 && problems.length === 0,
    diagnostics: [...diagnostics, ...faults.map(({ message }) => imageProblem(uri, message))],
    value: {
      kind: 'image',
      uri,
      format,
      fileDigest,
      problems: [...problems, ...own],
      loc: { uri, ptr: '' },
      ...facts,
    },
  };
}

/** Bytes hashed at once. */
const PIECE = 1024 * 1024;

function digestOf(content: ByteSource): string {
  const hash = createHash('sha256');
  for (let at = 0; at < content.size; at += PIECE) hash.update(content.read(at, PIECE));
  return `sha256:${hash.digest('hex')}`;
}

function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

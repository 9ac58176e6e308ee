import { posix } from 'node:path';
import { type Diagnosed, type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Document } from '../../model/document.js';
import { missingKey, wrongValue } from '../../model/errors.js';
import { matchesGlob } from '../../model/glob.js';
import { type Fields, RecordReader } from '../../model/record-reader.js';
import type { Placed } from '../../model/settings.js';
import { type PlacedNode, parseStrictYaml } from '../../model/strict-yaml.js';
import type { BuildFacts, ImageFacts, SourceFacts, SubjectFacts } from '../../model/subject.js';
import { badSubjectPath, badSubjectVersion } from './errors.js';

/** A subject that somebody names by hand: in a file `subject.yaml`, or in settings. */
export interface SubjectDeclaration extends SubjectFacts {
  readonly name: string;
  /** The file that declares it; absent for settings. */
  readonly uri?: string;
  /** Whether it lists a document. */
  readonly holds: (document: Document) => boolean;
}

/** What a file `subject.yaml` declares. */
export interface SubjectFile extends SubjectDeclaration {
  readonly uri: string;
  readonly nameSpan: Placed<string>['span'];
  readonly documents: readonly DeclaredDocument[];
}

/** Files that belong to a subject: a path or a glob pattern, relative to the judged folder. */
export interface DeclaredDocument {
  readonly path: Placed<string>;
  /** The kind that they are taken for; what they look like where not given. */
  readonly kind?: Placed<string>;
}

/** Whether a file is meant: by its path, by a pattern, or because it lies in a folder that is named. */
export function isDeclared({ path: { value } }: DeclaredDocument, uri: string): boolean {
  return value === '' || uri.startsWith(`${value}/`) || matchesGlob(value, uri);
}

/** `subject.yaml`, or `<name>.subject.yaml` beside others. */
export function isSubjectFile(uri: string): boolean {
  return /(^|\/)([^/]+\.)?subject\.ya?ml$/.test(uri);
}

/**
 * Reads a file that declares one subject; `schemas/subject.json` describes it.
 *
 * @returns no value where the file has an error: half a declaration must not decide what is judged together
 */
export function readSubjectFile(source: Source): Diagnosed<SubjectFile | undefined> {
  const yaml = parseStrictYaml(source);
  if (yaml.value === undefined) return { value: undefined, diagnostics: yaml.diagnostics };
  const reader = new RecordReader();
  const value = readSubject(reader, yaml.value, source.path);
  const diagnostics = [...yaml.diagnostics, ...reader.diagnostics];
  return { value: hasErrors(diagnostics) ? undefined : value, diagnostics };
}

const KEYS = ['version', 'name', 'source', 'build', 'image', 'environment', 'documents'];

const DIGEST = /^sha256:[0-9a-f]{64}$/;

function readSubject(reader: RecordReader, node: PlacedNode, uri: string): SubjectFile | undefined {
  const fields = reader.fields(node, 'subject', KEYS);
  if (fields === undefined) return undefined;
  const version = fields.get('version');
  if (version === undefined) reader.missing({ ...node.span, end: node.span.start + 1 }, 'version');
  else if (version.kind !== 'scalar' || version.value !== 1) {
    reader.diagnostics.push(badSubjectVersion(version.span));
  }
  const name = fields.required('name');
  const source = readSource(reader, fields.get('source'));
  const image = readImage(reader, fields.get('image'));
  const environment = fields.string('environment');
  const folder = uri.includes('/') ? uri.slice(0, uri.lastIndexOf('/')) : '';
  const build = readBuild(reader, fields.get('build'), folder);
  const documents = [...build.documents, ...readDocuments(reader, fields.get('documents'), folder)];
  if (documents.length === 0 && !hasErrors(reader.diagnostics)) {
    reader.diagnostics.push(missingKey(node.span, 'documents'));
  }
  if (name === undefined) return undefined;
  const holds = (document: Document) =>
    documents.some(
      (declared) =>
        isDeclared(declared, document.uri) &&
        (!declared.kind || declared.kind.value === document.kind),
    );
  return {
    name: name.value,
    nameSpan: name.span,
    uri,
    ...(source && { source }),
    ...(build.facts && { build: build.facts }),
    ...(image && { image }),
    ...(environment && { environment: environment.value }),
    documents,
    holds,
  };
}

function readSource(reader: RecordReader, node: PlacedNode | undefined): SourceFacts | undefined {
  const fields = reader.fields(node, 'source', ['repo', 'commit', 'ref']);
  return (
    fields && {
      ...texts(reader, fields, ['repo', 'ref']),
      ...fitting(
        reader,
        fields,
        'commit',
        /^([0-9a-f]{40}|[0-9a-f]{64})$/,
        '40 or 64 hexadecimal digits',
      ),
    }
  );
}

function readImage(reader: RecordReader, node: PlacedNode | undefined): ImageFacts | undefined {
  const fields = reader.fields(node, 'image', ['digest', 'indexDigest', 'id', 'tags']);
  if (fields === undefined) return undefined;
  const wanted = '`sha256:` and 64 hexadecimal digits';
  const tags = fields.strings('tags');
  return {
    ...fitting(reader, fields, 'digest', DIGEST, wanted),
    ...fitting(reader, fields, 'indexDigest', DIGEST, wanted),
    ...fitting(reader, fields, 'id', DIGEST, wanted),
    ...(tags && { tags: tags.map(({ value }) => value) }),
  };
}

function readBuild(
  reader: RecordReader,
  node: PlacedNode | undefined,
  folder: string,
): { facts?: BuildFacts; documents: readonly DeclaredDocument[] } {
  const fields = reader.fields(node, 'build', ['dockerfile', 'context', 'target', 'platform']);
  if (fields === undefined) return { documents: [] };
  const dockerfile = placedPath(reader.diagnostics, fields.string('dockerfile'), folder);
  const context = placedPath(reader.diagnostics, fields.string('context'), folder);
  const path = fields.string('dockerfile');
  return {
    facts: {
      ...(dockerfile && { dockerfile: dockerfile.value }),
      ...(context && { context: context.value === '' ? '.' : context.value }),
      ...texts(reader, fields, ['target']),
      ...fitting(
        reader,
        fields,
        'platform',
        /^[a-z0-9]+(\/[a-z0-9_.-]+){0,3}$/i,
        '`os/arch[/variant]`',
      ),
    },
    documents:
      dockerfile && path
        ? [{ path: dockerfile, kind: { value: 'dockerfile', span: path.span } }]
        : [],
  };
}

function readDocuments(
  reader: RecordReader,
  node: PlacedNode | undefined,
  folder: string,
): readonly DeclaredDocument[] {
  if (node === undefined) return [];
  return (node.kind === 'list' ? node.items : [node]).flatMap((item): DeclaredDocument[] => {
    if (item.kind !== 'map') {
      const path = placedPath(reader.diagnostics, reader.string(item, 'documents'), folder);
      return path ? [{ path }] : [];
    }
    const fields = reader.fields(item, 'documents', ['path', 'kind']);
    const path = placedPath(reader.diagnostics, fields?.required('path'), folder);
    const kind = fields?.string('kind');
    return path ? [{ path, ...(kind && { kind }) }] : [];
  });
}

/** A path as it is called below the judged folder; nothing outside of that can be named. */
function placedPath(
  diagnostics: Diagnostic[],
  path: Placed<string> | undefined,
  folder: string,
): Placed<string> | undefined {
  if (path === undefined) return undefined;
  const value = posix.normalize(posix.join(folder || '.', path.value)).replace(/\/+$/, '');
  const isAbsolute = path.value.startsWith('/') || path.value.includes('\\');
  if (isAbsolute || value === '..' || value.startsWith('../')) {
    diagnostics.push(badSubjectPath(path.span, path.value));
    return undefined;
  }
  return { value: value === '.' ? '' : value, span: path.span };
}

function texts<Key extends string>(
  reader: RecordReader,
  fields: Fields,
  keys: readonly Key[],
): { readonly [key in Key]?: string } {
  const found = keys.flatMap((key) => {
    const read = reader.string(fields.get(key), key);
    return read ? [[key, read.value]] : [];
  });
  return Object.fromEntries(found) as { readonly [key in Key]?: string };
}

function fitting<Key extends string>(
  reader: RecordReader,
  fields: Fields,
  key: Key,
  pattern: RegExp,
  wanted: string,
): { readonly [key in Key]?: string } {
  const read = fields.string(key);
  if (read && !pattern.test(read.value)) {
    reader.diagnostics.push(wrongValue(read.span, key, wanted));
    return {};
  }
  return (read ? { [key]: read.value } : {}) as { readonly [key in Key]?: string };
}

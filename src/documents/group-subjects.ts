import type { Document, FileTree } from '../model/document.js';
import type { Subject } from '../model/subject.js';
import { checkDocument } from './check-document.js';
import { contextOf } from './context/context-document.js';
import { copiedPaths } from './context/copied-paths.js';

/** Facts about the source that hold for all subjects. */
export interface SourceFacts {
  readonly repo?: string;
  readonly commit?: string;
  readonly ref?: string;
}

/**
 * Groups documents into subjects: every Dockerfile makes one, with its build context and the documents that lie beside it; what belongs
 * to no Dockerfile goes with the only one there is, or makes a subject of its own.
 */
export function groupSubjects(
  documents: readonly Document[],
  source: SourceFacts,
  files: FileTree,
): readonly Subject[] {
  const facts = Object.keys(source).length > 0 ? { source } : {};
  const dockerfiles = documents.filter(({ kind }) => kind === 'dockerfile');
  const contexts = new Map(
    dockerfiles.map((dockerfile) => [
      dockerfile,
      checkDocument(contextOf(dockerfile.uri, files, copiedPaths(dockerfile))),
    ]),
  );
  const inUse = new Set([...contexts.values()].map(({ uri }) => uri));
  const others = documents.filter(
    ({ kind, uri }) => kind !== 'dockerfile' && !(kind === 'context' && inUse.has(uri)),
  );
  const owned = new Set<Document>();
  const subjects = dockerfiles.map((dockerfile): Subject => {
    const folder = folderOf(dockerfile.uri);
    const context = contexts.get(dockerfile);
    const beside = others.filter(
      (other) =>
        other.kind !== 'context' && (dockerfiles.length === 1 || folderOf(other.uri) === folder),
    );
    for (const document of beside) owned.add(document);
    return {
      name: dockerfile.uri,
      ...facts,
      build: { dockerfile: dockerfile.uri, context: folder === '' ? '.' : folder },
      documents: [dockerfile, ...(context ? [context] : []), ...beside],
    };
  });
  const loose = others.filter((document) => !owned.has(document));
  if (loose.length > 0) subjects.push({ name: source.repo ?? '.', ...facts, documents: loose });
  return subjects;
}

function folderOf(uri: string): string {
  return uri.includes('/') ? uri.slice(0, uri.lastIndexOf('/')) : '';
}

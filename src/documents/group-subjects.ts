import type { Document } from '../model/document.js';
import type { Subject } from '../model/subject.js';

/** Facts about the source that hold for all subjects. */
export interface SourceFacts {
  readonly repo?: string;
  readonly commit?: string;
  readonly ref?: string;
}

/**
 * Groups documents into subjects: every Dockerfile makes one, with the documents that lie beside it or that name it; documents that
 * belong to no Dockerfile go with the only one there is, or make a subject of their own.
 */
export function groupSubjects(
  documents: readonly Document[],
  source: SourceFacts,
): readonly Subject[] {
  const facts = Object.keys(source).length > 0 ? { source } : {};
  const dockerfiles = documents.filter(({ kind }) => kind === 'dockerfile');
  const others = documents.filter(({ kind }) => kind !== 'dockerfile');
  const [only] = dockerfiles;
  if (only === undefined) {
    return others.length === 0 ? [] : [{ name: source.repo ?? '.', ...facts, documents: others }];
  }
  const owned = new Set<Document>();
  const subjects = dockerfiles.map((dockerfile): Subject => {
    const context = folderOf(dockerfile.uri);
    const beside = others.filter((other) => belongs(other, dockerfile, dockerfiles.length === 1));
    for (const document of beside) owned.add(document);
    return {
      name: dockerfile.uri,
      ...facts,
      build: { dockerfile: dockerfile.uri, context: context === '' ? '.' : context },
      documents: [dockerfile, ...beside],
    };
  });
  const loose = others.filter((document) => !owned.has(document));
  if (loose.length > 0) subjects.push({ name: source.repo ?? '.', ...facts, documents: loose });
  return subjects;
}

function belongs(document: Document, dockerfile: Document, isOnly: boolean): boolean {
  const ofDockerfile = document.value['dockerfile'];
  if (typeof ofDockerfile === 'string') return ofDockerfile === dockerfile.uri;
  return isOnly || folderOf(document.uri) === folderOf(dockerfile.uri);
}

function folderOf(uri: string): string {
  return uri.includes('/') ? uri.slice(0, uri.lastIndexOf('/')) : '';
}

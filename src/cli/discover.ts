import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { groupSubjects, type SourceFacts } from '../documents/group-subjects.js';
import { parseDocuments } from '../documents/parse-documents.js';
import type { Document } from '../model/document.js';
import type { Subject } from '../model/subject.js';
import type { Place } from './session.js';

export interface Discovered {
  readonly documents: readonly Document[];
  readonly subjects: readonly Subject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds, parses and groups the documents below the named paths. */
export function discover(place: Place, as: string | undefined, source: SourceFacts): Discovered {
  const files = place.tree.list('').map(({ uri }) => uri);
  const isBelow = (uri: string) =>
    place.named.some((path) => path === '' || uri === path || uri.startsWith(`${path}/`));
  const wanted = place.named.length === 0 ? files : files.filter(isBelow);
  const named = new Set(place.named.filter((path) => files.includes(path)));
  const { value: documents, diagnostics } = parseDocuments(place.tree, wanted, {
    ...(as !== undefined && { as }),
    named,
  });
  return { documents, subjects: groupSubjects(documents, source, place.tree), diagnostics };
}

import type { Document } from '../../model/document.js';
import type { Subject, SubjectMatch } from '../../model/subject.js';
import type { ScanFacts } from '../scan/types.js';
import type { VexFacts } from './types.js';

/**
 * Gives VEX documents to every subject whose image they name by its digest: one document speaks of many images, so it does not make
 * them one subject. A subject that was made of such documents alone is none any more.
 */
export function shareVex(subjects: readonly Subject[]): readonly Subject[] {
  const all = new Set(
    subjects.flatMap(({ documents }) => documents.filter(({ kind }) => kind === 'vex')),
  );
  if (all.size === 0 || subjects.length === 1) return subjects;
  const shared = new Set<Document>();
  const given = subjects.map((subject): Subject => {
    const digests = digestsOf(subject);
    const more = [...all].filter(
      (document) => !subject.documents.includes(document) && names(document, digests),
    );
    if (more.length === 0) return subject;
    for (const document of more) shared.add(document);
    const matches = more.map(({ kind, uri }): SubjectMatch => ({ kind, uri, by: 'digest' }));
    return {
      ...subject,
      matches: [...(subject.matches ?? []), ...matches],
      documents: [...subject.documents, ...more],
    };
  });
  return given.filter(({ documents }) => documents.some((document) => !shared.has(document)));
}

function digestsOf({ image, documents }: Subject): ReadonlySet<string> {
  const scans = documents
    .filter(({ kind }) => kind === 'scan')
    .flatMap(({ value }) => {
      const { subject } = value as unknown as ScanFacts;
      return [subject.digest, subject.imageId];
    });
  const named = [image?.digest, image?.indexDigest, image?.id, ...scans];
  return new Set(named.filter((one): one is string => typeof one === 'string'));
}

function names({ value }: Document, digests: ReadonlySet<string>): boolean {
  const { statements } = value as unknown as VexFacts;
  return statements.some(({ products }) =>
    products.some((product) => product.digests.some((digest) => digests.has(digest))),
  );
}

import type { Document } from '../../model/document.js';
import type { SubjectMatch } from '../../model/subject.js';
import { folderOf } from '../place.js';
import type { SubjectDeclaration } from './declaration.js';
import { identityOf } from './identity.js';
import type { ImageGroup } from './image-groups.js';

/** What could have brought a document to a subject. */
export interface Reasons {
  readonly declaration: SubjectDeclaration | undefined;
  readonly folder: string | undefined;
  readonly isAlone: boolean;
}

/** How the documents of a group came to a subject, each by its strongest reason. */
export function matchesOf(
  group: ImageGroup,
  { declaration, folder, isAlone }: Reasons,
): SubjectMatch[] {
  const { digest, indexDigest, id } = declaration?.image ?? {};
  return [...group.members].map((document): SubjectMatch => {
    const { kind, uri } = document;
    const identity = identityOf(document);
    const names = (one: string | undefined, list: readonly string[]) =>
      one !== undefined && list.includes(one);
    const isDigest = names(digest, identity.digests) || names(indexDigest, identity.digests);
    const isId = names(id, [...identity.ids, ...identity.digests]);
    const strong = isDigest ? 'digest' : (group.by.get(document) ?? (isId ? 'id' : undefined));
    const isPath = folderOf(uri) === folder || !isAlone;
    const weak = declaration ? 'declared' : isPath ? 'path' : 'alone';
    return { kind, uri, by: strong ?? weak };
  });
}

/** The documents of some groups, in the order in which they were found. */
export function membersOf(
  groups: readonly ImageGroup[],
  order: readonly Document[],
): readonly Document[] {
  const members = new Set(groups.flatMap((group) => [...group.members]));
  return order.filter((document) => members.has(document));
}

import type { Document } from '../../model/document.js';
import type { Subject } from '../../model/subject.js';
import { textOf, textsOf } from '../json/fields.js';
import type { SubjectDeclaration } from './declaration.js';
import { identityOf } from './identity.js';

/** The image of a subject, where it is declared or its documents name one. */
export function imageOf(
  documents: readonly Document[],
  declaration?: SubjectDeclaration,
): Pick<Subject, 'image'> {
  const image = documents.find(({ kind }) => kind === 'image');
  const identities = documents.map(identityOf);
  const digest = textOf(image?.value['digest']) ?? identities.flatMap(({ digests }) => digests)[0];
  const id = textOf(image?.value['id']);
  const indexDigest = textOf(image?.value['indexDigest']);
  const tags = textsOf(image?.value['tags']);
  if (image === undefined && digest === undefined && declaration?.image === undefined) return {};
  return {
    image: {
      ...(digest !== undefined && { digest }),
      ...(indexDigest !== undefined && { indexDigest }),
      ...(id !== undefined && { id }),
      ...(tags.length > 0 && { tags }),
      ...declaration?.image,
    },
  };
}

import type { Subject, SubjectContradiction } from '../../model/subject.js';
import type { SubjectDeclaration } from './declaration.js';
import { repositoryName } from './identity.js';
import { type ImageGroup, namesImage } from './image-groups.js';

interface Claim {
  readonly value: string;
  readonly uri: string;
}

/**
 * What the documents of one subject, and what declares it, disagree about: the image, or the commit of one repository. What is said
 * about the images that it builds on is not among the groups.
 */
export function contradictionsOf(
  groups: readonly ImageGroup[],
  declaration?: SubjectDeclaration,
): Pick<Subject, 'contradictions'> {
  const found = [...imagesNamed(groups, declaration), ...commitsNamed(groups, declaration)];
  return found.length === 0 ? {} : { contradictions: found };
}

function imagesNamed(
  groups: readonly ImageGroup[],
  declaration: SubjectDeclaration | undefined,
): SubjectContradiction[] {
  const naming = groups.filter(namesImage);
  const values = naming.map(({ members, digests, ids }) => ({
    value: [...digests, ...ids].sort()[0] ?? '',
    uris: [...new Set([...members].map(({ uri }) => uri))],
  }));
  const declared = declaredImage(declaration);
  const isKnown = naming.some(({ digests, ids }) =>
    declared.some((one) => digests.has(one) || ids.has(one)),
  );
  const [first] = declared;
  // Digests and ids cannot be compared with one another.
  const isComparable = naming.some(({ digests }) => digests.size > 0) || declaration?.image?.id;
  if (first !== undefined && declaration?.uri !== undefined && !isKnown && isComparable) {
    values.unshift({ value: first, uris: [declaration.uri] });
  }
  return values.length < 2 ? [] : [{ what: 'digest', values }];
}

/** What a declaration calls its image, the digest first. */
export function declaredImage(declaration: SubjectDeclaration | undefined): readonly string[] {
  const { digest, indexDigest, id } = declaration?.image ?? {};
  return [digest, indexDigest, id].filter((one) => one !== undefined);
}

function commitsNamed(
  groups: readonly ImageGroup[],
  declaration: SubjectDeclaration | undefined,
): SubjectContradiction[] {
  const byRepository = new Map<string, Claim[]>();
  const claim = (repository: string, value: string, uri: string) =>
    byRepository.set(repository, [...(byRepository.get(repository) ?? []), { value, uri }]);
  const { repo, commit } = declaration?.source ?? {};
  if (repo !== undefined && commit !== undefined && declaration?.uri !== undefined) {
    claim(repositoryName(repo), commit, declaration.uri);
  }
  for (const { repository, commit: value, uri } of groups.flatMap(({ commits }) => commits)) {
    if (repository !== undefined) claim(repository, value, uri);
  }
  return [...byRepository.values()].flatMap((claims): SubjectContradiction[] => {
    const values = [...new Set(claims.map(({ value }) => value))];
    if (values.length < 2) return [];
    return [
      {
        what: 'commit',
        values: values.map((value) => ({
          value,
          uris: [...new Set(claims.filter((one) => one.value === value).map(({ uri }) => uri))],
        })),
      },
    ];
  });
}

import type { Document } from '../../model/document.js';
import type { Subject } from '../../model/subject.js';
import { contradictionsOf } from './contradictions.js';
import { type ImageGroup, namesImage } from './image-groups.js';
import { imageOf } from './image-of.js';
import { matchesOf, membersOf } from './matches.js';

/** What belongs to no Dockerfile: each image a subject of its own, and one for all that names none. */
export function looseSubjects(
  groups: readonly ImageGroup[],
  order: readonly Document[],
  facts: Pick<Subject, 'source'>,
  name: string,
): readonly Subject[] {
  const naming = groups.filter(namesImage);
  const rest = groups.filter((group) => !naming.includes(group));
  const inOrder = (some: readonly ImageGroup[]) => membersOf(some, order);
  const reasons = { declaration: undefined, folder: '' };
  // One image and what lies around it is one subject, as it would be with one Dockerfile.
  if (naming.length <= 1) {
    const all = inOrder(groups);
    if (all.length === 0) return [];
    const matches = groups.flatMap((group) => matchesOf(group, { ...reasons, isAlone: true }));
    return [
      { name, ...facts, ...imageOf(all), matches, ...contradictionsOf(groups), documents: all },
    ];
  }
  const taken = new Set<string>();
  const subjects = naming.map((group): Subject => {
    const own = inOrder([group]);
    const image = imageOf(own);
    const { tags = [], digest } = image.image ?? {};
    const names = [...tags, own[0]?.uri, digest].filter((one) => one !== undefined);
    const given = names.find((one) => !taken.has(one)) ?? `${names[0] ?? name} (${taken.size})`;
    taken.add(given);
    return {
      name: given,
      ...facts,
      ...image,
      matches: matchesOf(group, { ...reasons, isAlone: false }),
      ...contradictionsOf([group]),
      documents: own,
    };
  });
  const left = inOrder(rest);
  return left.length === 0 ? subjects : [...subjects, { name, ...facts, documents: left }];
}

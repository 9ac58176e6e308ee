import type { Document } from '../../model/document.js';
import { type Identity, identityOf, type NamedCommit } from './identity.js';

/** Documents that speak of one image, or one document that names none. */
export interface ImageGroup {
  readonly members: Set<Document>;
  /** By what each member found to the others; absent for the first. */
  readonly by: Map<Document, 'digest' | 'id' | 'commit'>;
  readonly digests: Set<string>;
  readonly ids: Set<string>;
  readonly commits: readonly (NamedCommit & { readonly uri: string })[];
}

/**
 * Puts documents together that speak of one image. Images come first: a statement about several images belongs to each of them, and
 * does not make one of them.
 */
export function groupByImage(documents: readonly Document[]): readonly ImageGroup[] {
  const isImage = ({ kind }: Document) => kind === 'image';
  let groups: readonly ImageGroup[] = [];
  for (const document of documents.filter(isImage)) groups = withDocument(groups, document);
  for (const document of documents.filter((one) => !isImage(one))) {
    groups = withDocument(groups, document);
  }
  const places = new Map(documents.map((document, index) => [document, index]));
  const placeOf = ({ members }: ImageGroup) =>
    Math.min(...[...members].map((member) => places.get(member) ?? 0));
  return joinByCommit(groups).sort((a, b) => placeOf(a) - placeOf(b));
}

function withDocument(groups: readonly ImageGroup[], document: Document): readonly ImageGroup[] {
  const identity = identityOf(document);
  const near = groups.flatMap((group) => {
    const by = joins(group, identity);
    return by === undefined ? [] : [{ group, by }];
  });
  const [first] = near;
  if (first === undefined) return [...groups, groupOf(document, identity)];
  const by = near.some((one) => one.by === 'digest') ? 'digest' : 'id';
  if (document.kind !== 'image' && near.filter(({ group }) => hasImage(group)).length > 1) {
    for (const one of near) add(one.group, document, one.by);
    return groups;
  }
  const others = near.slice(1).map(({ group }) => group);
  const merged = others.reduce(merge, first.group);
  add(merged, document, by);
  for (const digest of identity.digests) merged.digests.add(digest);
  for (const id of identity.ids) merged.ids.add(id);
  const whole = { ...merged, commits: [...merged.commits, ...commitsOf(document, identity)] };
  // The merged group stands where its first part stood.
  return groups
    .map((group) => (group === first.group ? whole : group))
    .filter((group) => !others.includes(group));
}

function groupOf(document: Document, identity: Identity): ImageGroup {
  return {
    members: new Set([document]),
    by: new Map(),
    digests: new Set(identity.digests),
    ids: new Set(identity.ids),
    commits: commitsOf(document, identity),
  };
}

function commitsOf({ uri }: Document, { commit }: Identity): ImageGroup['commits'] {
  return commit === undefined ? [] : [{ ...commit, uri }];
}

function add(group: ImageGroup, document: Document, by: 'digest' | 'id'): void {
  group.members.add(document);
  group.by.set(document, by);
}

function merge(a: ImageGroup, b: ImageGroup): ImageGroup {
  return {
    members: new Set([...a.members, ...b.members]),
    by: new Map([...a.by, ...b.by]),
    digests: new Set([...a.digests, ...b.digests]),
    ids: new Set([...a.ids, ...b.ids]),
    commits: [...a.commits, ...b.commits],
  };
}

function joins(group: ImageGroup, { digests, ids }: Identity): 'digest' | 'id' | undefined {
  if (digests.some((digest) => group.digests.has(digest))) return 'digest';
  const isSame = ids.some((id) => group.ids.has(id) || group.digests.has(id));
  return isSame || digests.some((digest) => group.ids.has(digest)) ? 'id' : undefined;
}

/**
 * A local image has an id and no digest, a statement about the pushed one a digest and no id. Where exactly one of either kind was built
 * from a commit, they are taken for the same.
 */
function joinByCommit(groups: readonly ImageGroup[]): ImageGroup[] {
  const left = new Set(groups);
  const joined = groups.map((group) => {
    if (!isLocal(group)) return group;
    const partners = groups.filter((other) => isPushed(other) && shareCommit(group, other));
    const [partner] = partners;
    const rivals = groups.filter(
      (other) => isLocal(other) && partner && shareCommit(other, partner),
    );
    if (partner === undefined || partners.length > 1 || rivals.length > 1) return group;
    left.delete(partner);
    for (const member of partner.members) {
      if (!partner.by.has(member)) partner.by.set(member, 'commit');
    }
    const whole = merge(group, partner);
    left.delete(group);
    left.add(whole);
    return whole;
  });
  return joined.filter((group) => left.has(group));
}

function isLocal(group: ImageGroup): boolean {
  return hasImage(group) && group.digests.size === 0;
}

function isPushed(group: ImageGroup): boolean {
  return !hasImage(group) && group.ids.size === 0 && group.digests.size > 0;
}

function shareCommit(a: ImageGroup, b: ImageGroup): boolean {
  return a.commits.some(({ commit }) => b.commits.some((other) => other.commit === commit));
}

export function hasImage({ members }: ImageGroup): boolean {
  return [...members].some(({ kind }) => kind === 'image');
}

/** Whether anybody in it says which image is meant. */
export function namesImage({ digests, ids }: ImageGroup): boolean {
  return digests.size + ids.size > 0;
}

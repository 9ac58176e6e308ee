import type { Document, FileTree } from '../model/document.js';
import type { Subject, SubjectMatch } from '../model/subject.js';
import { checkDocument } from './check-document.js';
import { contextOf } from './context/context-document.js';
import { copiedPaths } from './context/copied-paths.js';
import { type Identity, identityOf } from './identity.js';
import { textOf, textsOf } from './json/fields.js';

/** Facts about the source that hold for all subjects. */
export interface SourceFacts {
  readonly repo?: string;
  readonly commit?: string;
  readonly ref?: string;
}

/**
 * Groups documents into subjects. Every Dockerfile makes one, with its build context. Documents that speak of one image, by digest or
 * by id, stay together; a group goes with the Dockerfile that lies beside one of them, or with the only one there is, or else makes a
 * subject of its own. How each document came to its subject is recorded, and so is what does not fit together.
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
  const groups = groupByImage(others);
  const owned = new Set<Group>();
  const subjects = dockerfiles.map((dockerfile): Subject => {
    const folder = folderOf(dockerfile.uri);
    const context = contexts.get(dockerfile);
    const own = groups.filter(
      (group) => isBeside(group, folder) || (dockerfiles.length === 1 && !isContext(group)),
    );
    for (const group of own) owned.add(group);
    const beside = membersOf(own, others);
    const matches = own.flatMap((group) => matchesOf(group, folder, dockerfiles.length === 1));
    return {
      name: dockerfile.uri,
      ...facts,
      build: { dockerfile: dockerfile.uri, context: folder === '' ? '.' : folder },
      ...imageOf(beside),
      ...(matches.length > 0 && { matches }),
      ...contradictionsOf(own),
      documents: [dockerfile, ...(context ? [context] : []), ...beside],
    };
  });
  const loose = groups.filter((group) => !owned.has(group));
  return [...subjects, ...looseSubjects(loose, others, facts, source.repo ?? '.')];
}

/** Documents that speak of one image, or one document that names none. */
interface Group {
  readonly members: Set<Document>;
  /** By what each member found to the others; absent for the first. */
  readonly by: Map<Document, 'digest' | 'id'>;
  readonly digests: Set<string>;
  readonly ids: Set<string>;
}

function groupByImage(documents: readonly Document[]): readonly Group[] {
  let groups: Group[] = [];
  for (const document of documents) {
    const identity = identityOf(document);
    const isNamed = identity.digests.length + identity.ids.length > 0;
    const near = isNamed ? groups.filter((group) => joins(group, identity) !== undefined) : [];
    const by = near.map((group) => joins(group, identity)).includes('digest') ? 'digest' : 'id';
    const merged: Group = {
      members: new Set([...near.flatMap(({ members }) => [...members]), document]),
      by: new Map(near.flatMap((group) => [...group.by])),
      digests: new Set([...near.flatMap(({ digests }) => [...digests]), ...identity.digests]),
      ids: new Set([...near.flatMap(({ ids }) => [...ids]), ...identity.ids]),
    };
    if (near.length > 0) merged.by.set(document, by);
    const [first] = near;
    if (first === undefined) groups.push(merged);
    else {
      // The merged group stands where its first part stood.
      groups = groups
        .map((group) => (group === first ? merged : group))
        .filter((group) => !near.includes(group));
    }
  }
  return groups;
}

function joins(group: Group, { digests, ids }: Identity): 'digest' | 'id' | undefined {
  if (digests.some((digest) => group.digests.has(digest))) return 'digest';
  const isSame = ids.some((id) => group.ids.has(id) || group.digests.has(id));
  return isSame || digests.some((digest) => group.ids.has(digest)) ? 'id' : undefined;
}

function isContext({ members }: Group): boolean {
  return [...members].every(({ kind }) => kind === 'context');
}

function isBeside(group: Group, folder: string): boolean {
  return !isContext(group) && [...group.members].some(({ uri }) => folderOf(uri) === folder);
}

/** How the documents of a group came to a Dockerfile: `path` beside it, `alone` where there is no other. */
function matchesOf({ members, by }: Group, folder: string, isAlone: boolean): SubjectMatch[] {
  return [...members].map((document): SubjectMatch => {
    const { kind, uri } = document;
    const isPath = folderOf(uri) === folder || !isAlone;
    return { kind, uri, by: by.get(document) ?? (isPath ? 'path' : 'alone') };
  });
}

/** The image of a subject, where its documents name one. */
function imageOf(documents: readonly Document[]): Pick<Subject, 'image'> {
  const image = documents.find(({ kind }) => kind === 'image');
  const identities = documents.map(identityOf);
  const digest = textOf(image?.value['digest']) ?? identities.flatMap(({ digests }) => digests)[0];
  const id = textOf(image?.value['id']);
  const indexDigest = textOf(image?.value['indexDigest']);
  const tags = textsOf(image?.value['tags']);
  if (image === undefined && digest === undefined) return {};
  return {
    image: {
      ...(digest !== undefined && { digest }),
      ...(indexDigest !== undefined && { indexDigest }),
      ...(id !== undefined && { id }),
      ...(tags.length > 0 && { tags }),
    },
  };
}

/** Documents of one subject that name different images. */
function contradictionsOf(groups: readonly Group[]): Pick<Subject, 'contradictions'> {
  const naming = groups.filter(({ digests, ids }) => digests.size + ids.size > 0);
  if (naming.length < 2) return {};
  const values = naming.map(({ members, digests, ids }) => ({
    value: [...digests, ...ids].sort()[0] ?? '',
    uris: [...members].map(({ uri }) => uri),
  }));
  return { contradictions: [{ what: 'digest', values }] };
}

/** What belongs to no Dockerfile: each image a subject of its own, and one for all that names none. */
function looseSubjects(
  groups: readonly Group[],
  order: readonly Document[],
  facts: Pick<Subject, 'source'>,
  name: string,
): readonly Subject[] {
  const naming = groups.filter(({ digests, ids }) => digests.size + ids.size > 0);
  const rest = groups.filter((group) => !naming.includes(group));
  const inOrder = (some: readonly Group[]) => membersOf(some, order);
  // One image and what lies around it is one subject, as it would be with one Dockerfile.
  if (naming.length <= 1) {
    const all = inOrder(groups);
    if (all.length === 0) return [];
    const matches = groups.flatMap((group) => matchesOf(group, '', true));
    return [{ name, ...facts, ...imageOf(all), matches, documents: all }];
  }
  const subjects = naming.map((group): Subject => {
    const own = inOrder([group]);
    const image = imageOf(own);
    const [first] = own;
    const given = image.image?.tags?.[0] ?? first?.uri ?? image.image?.digest ?? name;
    return {
      name: given,
      ...facts,
      ...image,
      matches: matchesOf(group, '', false),
      documents: own,
    };
  });
  const left = inOrder(rest);
  return left.length === 0 ? subjects : [...subjects, { name, ...facts, documents: left }];
}

/** The documents of some groups, in the order in which they were found. */
function membersOf(groups: readonly Group[], order: readonly Document[]): readonly Document[] {
  const members = new Set(groups.flatMap((group) => [...group.members]));
  return order.filter((document) => members.has(document));
}

function folderOf(uri: string): string {
  return uri.includes('/') ? uri.slice(0, uri.lastIndexOf('/')) : '';
}

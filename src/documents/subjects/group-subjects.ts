import type { Diagnosed, Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Document, FileTree } from '../../model/document.js';
import type { SourceFacts, Subject, SubjectMatch } from '../../model/subject.js';
import { checkDocument } from '../check-document.js';
import { contextOf } from '../context/context-document.js';
import { copiedPaths } from '../context/copied-paths.js';
import { stageNames, withTarget } from '../dockerfile/target-stage.js';
import { textOf } from '../json/fields.js';
import { folderOf } from '../place.js';
import { shareVex } from '../vex/share-vex.js';
import { baseDigests, isAboutBase } from './base-images.js';
import { contradictionsOf, declaredImage } from './contradictions.js';
import type { SubjectDeclaration } from './declaration.js';
import { unknownTarget } from './errors.js';
import { groupByImage, type ImageGroup } from './image-groups.js';
import { imageOf } from './image-of.js';
import { looseSubjects } from './loose-subjects.js';
import { matchesOf, membersOf } from './matches.js';

/** What subjects are made of. */
export interface GroupRequest {
  readonly documents: readonly Document[];
  /** Facts about the source that hold for all subjects. */
  readonly source: SourceFacts;
  readonly files: FileTree;
  /** Subjects that are named by hand; a document may belong to several. */
  readonly declarations?: readonly SubjectDeclaration[];
  /** The stage to build of every Dockerfile that has one of this name. */
  readonly target?: string;
}

/**
 * Groups documents into subjects: those that are declared, then one for every further Dockerfile, with its build context. Documents that
 * speak of one image, by digest, by id or by commit, stay together; a group goes with the declaration that lists one of them or names
 * their image, with the Dockerfile that lies beside one of them, or with the only one there is, or else makes a subject of its own.
 * How each document came to its subject is recorded, and so is what does not fit together.
 */
export function groupSubjects(request: GroupRequest): Diagnosed<readonly Subject[]> {
  const { documents, source, files, declarations = [], target } = request;
  const diagnostics: Diagnostic[] = [];
  const dockerfiles = documents.filter(({ kind }) => kind === 'dockerfile');
  const declared = declarations
    .map((declaration) => ({ declaration, own: documents.filter(declaration.holds) }))
    .filter(({ own }) => own.length > 0);
  const built = new Set(declared.flatMap(({ own }) => own));
  const loose = dockerfiles.filter((dockerfile) => !built.has(dockerfile));
  const parts = [
    ...declared.map(({ declaration, own }) => ({
      declaration,
      dockerfiles: own.filter(({ kind }) => kind === 'dockerfile'),
    })),
    ...loose.map((dockerfile) => ({ declaration: undefined, dockerfiles: [dockerfile] })),
  ].map((part) => {
    const context = part.declaration?.build?.context;
    const contexts = part.dockerfiles.map((dockerfile) =>
      checkDocument(
        contextOf(dockerfile.uri, files, {
          probes: copiedPaths(dockerfile),
          ...(context !== undefined && { folder: context === '.' ? '' : context }),
        }),
      ),
    );
    return { ...part, contexts };
  });
  const inUse = new Set(parts.flatMap(({ contexts }) => contexts.map(({ uri }) => uri)));
  const others = documents.filter(
    ({ kind, uri }) => kind !== 'dockerfile' && !(kind === 'context' && inUse.has(uri)),
  );
  const groups = groupByImage(others);
  const owned = new Set<ImageGroup>();
  const subjects = parts.map(({ declaration, dockerfiles: own, contexts }): Subject => {
    const bases = baseDigests(own);
    const about = groups.filter((group) => isAboutBase(group, bases));
    const [dockerfile] = own;
    const folder = declaration ? undefined : folderOf(dockerfile?.uri ?? '');
    const isAlone = declaration === undefined && loose.length === 1;
    const mine = groups.filter(
      (group) =>
        !about.includes(group) &&
        (declaration
          ? isDeclaredGroup(group, declaration)
          : isBeside(group, folder ?? '') ||
            (isAlone && !isContext(group) && !isOwned(group, declared))),
    );
    for (const group of [...mine, ...about]) owned.add(group);
    const beside = membersOf([...mine, ...about], others);
    const matches = [
      ...mine.flatMap((group) => matchesOf(group, { declaration, folder, isAlone })),
      ...about.flatMap(({ members }) =>
        [...members].map(({ kind, uri }): SubjectMatch => ({ kind, uri, by: 'base' })),
      ),
    ];
    const wanted = declaration?.build?.target ?? target;
    const stages = own.map((one) => {
      const aimed = wanted === undefined ? one : withTarget(one, wanted);
      if (aimed === undefined)
        diagnostics.push(unknownTarget(one.uri, wanted ?? '', stageNames(one)));
      return aimed ?? { ...one, complete: false };
    });
    return {
      name: declaration?.name ?? dockerfile?.uri ?? '.',
      ...factsOf({ declaration, source, dockerfile, context: contexts[0], target: wanted }),
      ...imageOf(membersOf(mine, others), declaration),
      ...(matches.length > 0 && { matches }),
      ...contradictionsOf(mine, declaration),
      documents: [...stages, ...contexts, ...beside],
    };
  });
  const left = groups.filter((group) => !owned.has(group));
  const facts = Object.keys(source).length > 0 ? { source } : {};
  return {
    value: shareVex([...subjects, ...looseSubjects(left, others, facts, source.repo ?? '.')]),
    diagnostics,
  };
}

function isContext({ members }: ImageGroup): boolean {
  return [...members].every(({ kind }) => kind === 'context');
}

function isBeside(group: ImageGroup, folder: string): boolean {
  return !isContext(group) && [...group.members].some(({ uri }) => folderOf(uri) === folder);
}

/** One of its documents is listed, or it is about the image that is named. */
function isDeclaredGroup({ members, digests, ids }: ImageGroup, declaration: SubjectDeclaration) {
  const isNamed = declaredImage(declaration).some((one) => digests.has(one) || ids.has(one));
  return isNamed || [...members].some(declaration.holds);
}

function isOwned(
  group: ImageGroup,
  declared: readonly { readonly declaration: SubjectDeclaration }[],
): boolean {
  return declared.some(({ declaration }) => isDeclaredGroup(group, declaration));
}

interface KnownFacts {
  readonly declaration: SubjectDeclaration | undefined;
  readonly source: SourceFacts;
  readonly dockerfile: Document | undefined;
  readonly context: Document | undefined;
  readonly target: string | undefined;
}

function factsOf({ declaration, source, dockerfile, context, target }: KnownFacts) {
  const origin = { ...source, ...declaration?.source };
  const uri = declaration?.build?.dockerfile ?? dockerfile?.uri;
  const folder = context && textOf(context.value['folder']);
  const build = {
    ...(uri !== undefined && { dockerfile: uri }),
    ...(folder !== undefined && { context: folder }),
    ...declaration?.build,
    ...(target !== undefined && { target }),
  };
  const environment = declaration?.environment;
  return {
    ...(Object.keys(origin).length > 0 && { source: origin }),
    ...(Object.keys(build).length > 0 && { build }),
    ...(environment !== undefined && { environment }),
  };
}
